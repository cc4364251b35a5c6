"""What the page on scale says follows from what was measured and kept."""

import json

import pytest

from benchmarks import national
from benchmarks.measured import compare
from benchmarks.server import ROOT

KEPT = national.figures_of()


def test_the_page_says_what_follows_from_the_kept_figures():
    page = (ROOT / "docs/scale.md").read_text(encoding="utf-8")
    assert national.carried(KEPT) in page
    assert national.table(KEPT) in page


def test_twice_the_processor_per_choice_needs_twice_the_servers_and_light_pages_need_one():
    heavier = KEPT | {national.OF_SERVER: 2 * KEPT[national.OF_SERVER]}
    once, twice = (national.needs(1.0, figures)["servers"] for figures in (KEPT, heavier))
    assert twice == pytest.approx(2 * once, abs=1)
    assert national.needs(0.0, heavier)["servers"] == 1


def test_a_later_run_is_told_as_a_ratio_of_the_kept_one(tmp_path, capsys):
    name = national.OF_SERVER
    later = tmp_path / "later.json"
    later.write_text(json.dumps({name: {"value": 3 * KEPT[name], "unit": "ms"}}), encoding="utf-8")
    compare(national.KEPT, later)
    told = capsys.readouterr().out
    assert "x 3.00" in next(line for line in told.splitlines() if line.startswith(name))
    assert "not measured now" in told
