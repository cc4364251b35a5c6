"""One source never costs the others, whatever it does: refused, revised, misread, or breaking the new database."""

import errno
import json
import os
import shutil

import duckdb
import pandas as pd
import pytest
import shapely

from lsa_data.ask import health
from lsa_data.ask.last_update import last_checks, of_source
from lsa_data.build import pipeline, versions
from lsa_data.read.frames import VALUE_COLUMNS, Parsed
from lsa_data.refresh import feeds, update
from lsa_data.refresh.feeds import Feed, Loaded
from lsa_data.refresh.http import Client, ServiceError

pytestmark = pytest.mark.slow

CODES = [f"GM{number:04d}" for number in range(1, 101)]
INDICATORS = {"rivm": "rivm_eenzaam", "lbm3": "lbm3_totaal", "politie": "politie_totaal"}


def _values(source: str, value: float, count: int = 100) -> pd.DataFrame:
    """A hundred figures in use, of which so many have this value."""
    own = {"indicator_id": INDICATORS[source], "area_type": "gemeente", "area_code": CODES, "vintage": 2020,
           "year": 2020, "value": [value] * count + [4.0] * (100 - count), "status": "ok", "coverage": float("nan"),
           "provisional": False}  # fmt: skip
    return pd.DataFrame(own)[VALUE_COLUMNS]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run an update of sources that give these figures or raise this error. Gives the states, the messages, and the
    figures that are in use after it."""
    figures = tmp_path / "embedded"
    figures.mkdir()
    areas = {"type": "gemeente", "code": CODES, "vintage": 2020, "name": "Dorp", "gemeente_code": CODES,
             "inhabitants": 1000, "provincie_code": "PV20", "lon": 5.0, "lat": 52.0, "surface": 1.0}  # fmt: skip
    pd.DataFrame(areas).to_parquet(figures / "area.parquet")
    pd.DataFrame({"code": ["PV20"], "wkb": [shapely.to_wkb(shapely.box(5, 52, 6, 53))]}).to_parquet(
        figures / "polygon_provincie_2022.parquet"
    )
    for source in INDICATORS:
        _values(source, 4.0).to_parquet(figures / f"value_{source}.parquet")
    (figures / "provenance.json").write_text('{"sets": []}')
    monkeypatch.setenv("LSA_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(versions, "inputs", lambda: figures)
    monkeypatch.setattr(pipeline, "build", _builds(tmp_path / "used"))

    def after(**given):
        def reads(what):
            def read(client, known, report):
                if isinstance(what, Exception):
                    raise what
                return Loaded(Parsed(values=what))

            return read

        made = {name: Feed(name, name, reads(what), patches=True) for name, what in given.items()}
        for module in (feeds, update):
            monkeypatch.setattr(module, "FEEDS", made)
        outcomes = update.update(client=Client(tmp_path / "downloads"), report=lambda text: None)
        used = tmp_path / "used"
        values = pd.concat([pd.read_parquet(file) for file in used.glob("value_*")]) if used.exists() else None
        return {o.source: o.state for o in outcomes}, {o.source: o.message for o in outcomes}, values

    return after


def _builds(used, breaks=lambda figures: None):
    """A stand-in for the build: what it does not break on it keeps in `used`."""

    def build(figures, report, updated):
        assert updated
        breaks(figures)
        shutil.copytree(figures, used)

    return build


def _share(values: pd.DataFrame, source: str, value: float) -> float:
    return (values.loc[values["indicator_id"] == INDICATORS[source], "value"] == value).mean()


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (ServiceError("www.nl answered 404."), "answered 404"),
        (KeyError("Perioden"), "This program stumbles over it (KeyError: 'Perioden'; test_each_source.py, line"),
        (duckdb.ConversionException("Could not convert"), "Could not convert"),
        (_values("rivm", 4.6, count=40), "40% of the figures changed; that is no revision"),
        (_values("rivm", 104.0, count=1), "not between 0 and 100"),
    ],
)
def test_a_source_that_is_refused_leaves_its_figures_and_the_others_go_on(run, trouble, words):
    states, messages, values = run(rivm=trouble, lbm3=_values("lbm3", 4.5, count=20))
    assert states == {"rivm": "rejected", "lbm3": "accepted"}
    assert words in messages["rivm"]
    assert _share(values, "lbm3", 4.5) == 0.2
    assert _share(values, "rivm", 4.0) == 1.0, "of what was refused nothing is used"


def test_the_new_database_is_made_without_the_one_source_that_breaks_it(run, tmp_path, monkeypatch):
    def breaks(figures):
        if (pd.read_parquet(figures / "value_lbm3.parquet")["value"] == 4.5).any():
            raise pipeline.BuildFailed("The new database was not used:\n  - 20 of something")

    monkeypatch.setattr(pipeline, "build", _builds(tmp_path / "used", breaks))
    given = {source: _values(source, 4.5, count=20) for source in INDICATORS}
    states, messages, values = run(**given)
    assert states == {"rivm": "accepted", "lbm3": "rejected", "politie": "accepted"}
    assert "20 of something" in messages["lbm3"]
    assert "still in use" in messages["lbm3"]
    assert {source: _share(values, source, 4.5) for source in INDICATORS} == {"rivm": 0.2, "lbm3": 0, "politie": 0.2}
    assert last_checks()["lbm3"]["state"] == "rejected"
    assert last_checks()["lbm3"]["loaded_at"] is None
    sets = json.loads((tmp_path / "used/provenance.json").read_text())["sets"]
    assert [entry["source"] for entry in sets] == ["politie", "rivm"], "nor is it said that it came"


@pytest.mark.parametrize("trouble", [pipeline.BuildFailed("12 of something"), KeyError("edition")])
def test_when_no_one_source_is_to_blame_nothing_is_used_and_that_is_said(run, tmp_path, monkeypatch, trouble):
    def breaks(figures):
        raise trouble

    monkeypatch.setattr(pipeline, "build", _builds(tmp_path / "used", breaks))
    states, messages, values = run(rivm=_values("rivm", 4.6, count=20), lbm3=_values("lbm3", 4.5, count=20))
    assert states == {"rivm": "rejected", "lbm3": "rejected"}
    assert str(trouble) in messages["rivm"]
    assert values is None
    assert last_checks()["rivm"]["state"] == "rejected"
    assert of_source("rivm") == {"checked_at": last_checks()["rivm"]["checked_at"], "loaded_at": None, "rejected": True}
    assert health.health()["sources"]["rivm"]["state"] == "rejected"
    assert 'lsa_feed_rejected{feed="rivm"} 1' in health.metrics()


def test_a_disk_that_fills_up_in_the_build_is_not_blamed_on_a_source(run, tmp_path, monkeypatch):
    def breaks(figures):
        full = duckdb.IOException(f'IO Error: Could not write file "x": {os.strerror(errno.ENOSPC)}')
        raise pipeline.BuildFailed("The new database could not be made") from full

    monkeypatch.setattr(pipeline, "build", _builds(tmp_path / "used", breaks))
    with pytest.raises(pipeline.BuildFailed):
        run(rivm=_values("rivm", 4.6, count=20), lbm3=_values("lbm3", 4.5, count=20))
    assert last_checks() == {}


def test_a_full_disk_is_not_blamed_on_a_source(run):
    with pytest.raises(OSError, match="No space left"):
        run(rivm=OSError(errno.ENOSPC, "No space left on device"), lbm3=_values("lbm3", 4.5, count=20))
