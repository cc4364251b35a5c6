"""Every trap of the figures of the police, on a small sample that shows it."""

import json

import pandas as pd
import pytest

from lsa_data.catalogue.mergers import Merger, mergers
from lsa_data.read import politie
from lsa_data.read.frames import (
    COMPUTED,
    LOW_COVERAGE,
    NOT_PUBLISHED,
    OK,
    OTHER_BOUNDARIES,
    TOO_FEW,
    SourceError,
)

pytestmark = pytest.mark.slow

NEW, OTHER, OLD = "GM1992", "GM0014", ("GM0501", "GM0530", "GM0614")
BUURTEN = [
    # code, gemeente, inhabitants, crimes in every year
    ("BU00140000", "GM0014", 1000, 50),
    ("BU00140001", "GM0014", 150, 3),
    ("BU00140002", "GM0014", None, 7),
    ("BU00140100", "GM0014", 900, 9),
    ("BU00140101", "GM0014", 100, None),
    ("BU00140200", "GM0014", 500, 5),
    ("BU00140201", "GM0014", 500, None),
    ("BU00140300", "GM0014", 190, 2),
    ("BU07530000", "GM0753", 3000, 2),
]


def _files(folder):
    """The five files: two gemeenten and Best, of which one was made of three in 2023."""
    years = [str(year) for year in range(2012, 2026)]
    before, after = years[:11], years[11:]
    people = {old: dict.fromkeys(before, 1000) for old in OLD} | {NEW: dict.fromkeys(after, 3030)}
    people |= {code: dict.fromkeys(years, 4000) for code in (OTHER, "GM0753")}
    kinds = {kind: word for kind, word in politie.KINDS.values()}
    counts = dict.fromkeys((NEW, OTHER, "GM0753"), dict.fromkeys(years, 30)) | {"GM0000": dict.fromkeys(years, 10)}
    data = {
        "offences": [{"code": kind, "label": word} for kind, word in kinds.items()],
        "years": [int(year) for year in years], "provisional": [2024, 2025], "population": people,
        "counts": dict.fromkeys(kinds, counts),
    }  # fmt: skip
    (folder / "data.json").write_text(json.dumps(data))
    buurten = pd.DataFrame(BUURTEN, columns=["bu_code", "gm_code", "inwoners", "count"])
    buurten = buurten.assign(bu_naam="Buurt", huishoudens=buurten["inwoners"], wk_code_in_bron="WK99999999")
    for year in politie.YEARS:
        buurten[f"misdrijven_{year}"] = buurten["count"]
    buurten.to_csv(folder / "buurten.csv", index=False)
    gemeenten = pd.DataFrame({"gm_code": [NEW, OTHER, "GM0753"]})
    for year in politie.YEARS:
        gemeenten[f"misdrijven_{year}"] = 120
    gemeenten.to_csv(folder / "gemeenten.csv", index=False)
    crime = pd.DataFrame({"incident_type_code": "Totaal misdrijven", "year": range(2012, 2024), "incident_count": 400})
    crime.to_csv(folder / "crime.csv", index=False)
    nuisance = pd.DataFrame([(kind, 2012, 5) for kind in politie.NUISANCE])
    nuisance.columns = ["incident_type_code", "year", "incident_count"]
    nuisance.to_csv(folder / "nuisance.csv", index=False)
    return [folder / name for name in ("data.json", "buurten.csv", "gemeenten.csv", "crime.csv", "nuisance.csv")]


@pytest.fixture
def values(tmp_path, monkeypatch):
    monkeypatch.setattr(politie, "mergers", lambda: [merger for merger in mergers() if merger.new == NEW])
    found = politie.read(*_files(tmp_path)).values
    assert not found.duplicated(["indicator_id", "area_type", "area_code", "year"]).any()
    return found


def _row(values, indicator, code, year):
    found = values.set_index(["indicator_id", "area_code", "year"])
    return found.loc[(indicator, code, year)]


def test_a_gemeente_has_the_inhabitants_of_those_that_it_was_made_of(values):
    assert _row(values, "politie_inbraak", NEW, 2022)["value"] == pytest.approx(1000 * 30 / 3000)
    assert _row(values, "politie_inbraak", NEW, 2023)["value"] == pytest.approx(1000 * 30 / 3030)


def test_a_crime_of_unknown_place_counts_for_nederland_only(values):
    assert _row(values, "politie_inbraak", "NL01", 2012)["value"] == pytest.approx(1000 * (3 * 30 + 10) / 11_000)
    assert "GM0000" not in set(values["area_code"])


def test_the_twelve_kinds_are_never_added_up(values):
    assert _row(values, "politie_totaal", OTHER, 2021)["value"] == pytest.approx(1000 * 120 / 4000)
    assert {year for code, year in zip(values["area_code"], values["year"], strict=True) if code == OTHER} == {
        *range(2012, 2026)
    }
    total = values[(values["indicator_id"] == "politie_totaal") & (values["area_code"] == OTHER)]
    assert set(total["year"]) == set(politie.YEARS)


def test_the_last_two_years_are_provisional(values):
    years = values[values["provisional"]].groupby("area_type")["year"].unique().map(set).to_dict()
    assert years == {kind: {2024, 2025} for kind in ("buurt", "gemeente", "land", "wijk")}
    assert (values["provisional"] == values["year"].isin([2024, 2025])).all()


def test_nederland_is_what_is_published_and_then_the_sum_of_its_gemeenten(values):
    assert _row(values, "politie_misdrijven", "NL01", 2023)["value"] == 400
    assert _row(values, "politie_misdrijven", "NL01", 2024)["value"] == 3 * 120


@pytest.mark.parametrize(
    ("code", "status", "rate", "number"),
    [
        ("BU00140000", OK, 50.0, 50),
        ("BU00140001", TOO_FEW, None, 3),
        ("BU00140002", TOO_FEW, None, 7),
        ("BU00140101", NOT_PUBLISHED, None, None),
        ("BU07530000", OTHER_BOUNDARIES, None, None),
        ("WK075300", OTHER_BOUNDARIES, None, None),
        ("WK001400", COMPUTED, 1000 * 60 / 1150, 60),
        ("WK001401", COMPUTED, 1000 * 9 / 900, None),
        ("WK001402", LOW_COVERAGE, None, None),
        ("WK001403", TOO_FEW, None, 2),
    ],
)
def test_a_rate_of_a_buurt_or_wijk_or_why_there_is_none(values, code, status, rate, number):
    """The wijk is that in the code of the buurt; a number of a wijk needs all of its buurten."""
    found = _row(values, "politie_totaal", code, 2025)
    assert found["status"] == status
    assert found["value"] == pytest.approx(rate) if rate is not None else pd.isna(found["value"])
    count = _row(values, "politie_misdrijven", code, 2025)["value"]
    assert count == number if number is not None else pd.isna(count)


def test_what_a_wijk_rate_covers_is_told(values):
    assert _row(values, "politie_totaal", "WK001400", 2025)["coverage"] == 1
    assert _row(values, "politie_totaal", "WK001401", 2025)["coverage"] == 0.9
    assert _row(values, "politie_totaal", "WK001402", 2025)["coverage"] == 0.5


def test_nuisance_is_a_number_of_the_country(values):
    nuisance = values[values["indicator_id"].str.startswith("overlast_")]
    assert set(nuisance["area_type"]) == {"land"}
    assert set(nuisance["value"]) == {5}


PEOPLE = pd.DataFrame(
    {2012: [1000.0, 500, 300, None], 2013: [1500.0, None, 305, None], 2014: [1510.0, None, None, 310]},
    index=["GM0001", "GM0002", "GM0003", "GM0004"],
)


def _merger(old, new, year):
    return Merger(old=old, name="x", new=new, year=year, source="x")


WHOLE = [_merger("GM0002", "GM0001", 2013), _merger("GM0003", "GM0004", 2014)]


def test_a_gemeente_that_kept_its_code_counts_those_it_took_in():
    assert politie.inhabitants_of("GM0001", 2012, PEOPLE, WHOLE) == 1500
    assert politie.inhabitants_of("GM0001", 2013, PEOPLE, WHOLE) == 1500
    assert politie.inhabitants_of("GM0004", 2012, PEOPLE, WHOLE) == 300


def test_of_a_gemeente_that_was_split_the_parts_are_not_known():
    split = [*WHOLE, _merger("GM0002", "GM0005", 2013)]
    assert politie.inhabitants_of("GM0001", 2012, PEOPLE, split) is None
    assert politie.inhabitants_of("GM0001", 2013, PEOPLE, split) == 1500
    later = [_merger("GM0001", "GM0004", 2014), *split]
    assert politie.inhabitants_of("GM0004", 2012, PEOPLE, later) is None, "nor further on"


def test_a_gemeente_that_vanishes_without_a_word_is_refused():
    with pytest.raises(SourceError, match="GM0003 disappears"):
        politie.check_mergers(PEOPLE, WHOLE[:1])


def test_a_merger_that_people_do_not_follow_is_refused():
    with pytest.raises(SourceError, match="GM0001: 1500 inhabitants in 2013, its parts had 1300"):
        politie.check_mergers(PEOPLE, [_merger("GM0003", "GM0001", 2013), _merger("GM0002", "GM0004", 2014)])


def test_a_kind_of_crime_that_means_something_else_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(politie, "mergers", lambda: [merger for merger in mergers() if merger.new == NEW])
    files = _files(tmp_path)
    files[0].write_text(files[0].read_text().replace('"woning"', '"fietsen"'))
    with pytest.raises(SourceError, match=r"1\.1\.1 is 'fietsen' and not woning"):
        politie.read(*files)
