"""A selection of figures: conditions on areas, and figures of other years on the areas of one."""

import pytest

from lsa_data.ask import condition, database, selection
from lsa_data.ask.condition import Condition
from lsa_data.ask.parameters import SelectionError
from lsa_data.ask.selection import Selection

LONELY_AND_LOW_INCOME = {
    "type": "wijk", "vintage": "2024", "provincie": "PV28", "where": "rivm_eenzaam:higher,kwb_inkomen_laag:40..",
    "across": "true", "indicator": "rivm_eenzaam,kwb_inkomen_laag",
}  # fmt: skip
KEYS = ("type", "code", "vintage", "indicator", "year")


def _asked(text: str, **parameters) -> list[tuple]:
    return database.cursor().execute(text, parameters).fetchall()


def test_lonelier_and_a_low_income_in_zuid_holland_gives_the_areas_that_other_sql_gives():
    """By another route: per figure and measured year one plain join of the tables, the newest kept in Python."""
    newest: dict[str, dict[str, tuple]] = {"rivm_eenzaam": {}, "kwb_inkomen_laag": {}}
    for indicator, of_area in newest.items():
        for code, *figure in _asked(
            """
            SELECT c.area_code, v.year, v.vintage, v.value, v.position
            FROM comparable c, value v, area a
            WHERE c.area_type = 'wijk' AND c.vintage = 2024 AND v.area_type = 'wijk' AND v.indicator_id = $indicator
                AND v.area_code = c.measured_code AND v.vintage = c.measured_vintage AND v.value IS NOT NULL
                AND (a.area_type, a.area_code, a.vintage) = ('wijk', c.area_code, 2024) AND a.provincie_code = 'PV28'
            """,
            indicator=indicator,
        ):
            of_area[code] = max(of_area.get(code, (0,)), tuple(figure))
    lonely = {code for code, (*_, position) in newest["rivm_eenzaam"].items() if position == "higher"}
    poor = {code for code, (_, _, value, _) in newest["kwb_inkomen_laag"].items() if value >= 40}
    expected = lonely & poor
    assert 10 < len(expected) < min(len(lonely), len(poor))
    assert {vintage for code in expected for _, vintage, *_ in [newest["rivm_eenzaam"][code]]} != {2024}, "it crosses"
    found = selection.rows(selection.from_query(LONELY_AND_LOW_INCOME), limit=10_000)
    assert set(found["code"]) == expected
    assert set(found["vintage"]) == {2024}


def test_three_gemeenten_six_figures_all_years_stand_on_one_set_of_areas():
    six = ("rivm_eenzaam", "kwb_inkomen_laag", "lbm2_totaal", "rivm_roker", "lbm3_afwijking", "politie_totaal")
    gemeenten = ("GM0599", "GM0518", "GM0202")
    chosen = Selection(type="wijk", vintage=2024, gemeente=gemeenten, indicator=six, across=True, missing=True)
    found = selection.rows(chosen, limit=100_000)
    expected = _asked(
        """
        SELECT DISTINCT c.area_code, v.indicator_id, v.year, v.area_code, v.vintage, c.link, v.value
        FROM comparable c
        JOIN area a ON a.area_type = 'wijk' AND a.area_code = c.area_code AND a.vintage = 2024
        JOIN value v ON v.area_type = 'wijk' AND v.area_code = c.measured_code AND v.vintage = c.measured_vintage
        WHERE c.area_type = 'wijk' AND c.vintage = 2024 AND list_contains($six, v.indicator_id)
            AND list_contains($gemeenten, a.gemeente_code)
        """,
        six=[*six], gemeenten=[*gemeenten],
    )  # fmt: skip
    columns = ["code", "indicator", "year", "measured_code", "measured_vintage", "link", "value"]
    plain = found[columns].astype(object).where(found[columns].notna(), None)
    assert set(plain.itertuples(index=False, name=None)) == set(expected)
    assert len(found) == len(expected)
    assert set(found["measured_vintage"]) >= {2016, 2020, 2022, 2024}
    assert not found.duplicated([*KEYS]).any(), (
        "a figure per area, indicator and year, so that wide has a cell for each"
    )
    assert found["share"].notna().mean() > 0.9


@pytest.mark.parametrize(("kind", "vintage"), [("wijk", 2024), ("wijk", 2016), ("buurt", 2020), ("gemeente", 2019)])
def test_no_figure_stands_twice_on_an_area(kind, vintage):
    chosen = Selection(type=kind, vintage=vintage, across=True, missing=True, indicator=("rivm_ervaren_gezondheid",))
    text = f"SELECT count(*), count(DISTINCT ({', '.join(KEYS)})) FROM ({selection.sql(chosen)})"
    ((rows, keys),) = database.cursor().execute(text, chosen.parameters()).fetchall()
    assert rows == keys > 0


def test_what_belongs_to_a_moved_figure_is_that_of_where_it_was_measured():
    chosen = Selection(type="wijk", vintage=2024, across=True, indicator=("lbm2_totaal",), year=(2014,))
    moved = selection.rows(chosen, limit=10_000)
    own = selection.rows(Selection(type="wijk", vintage=2016, indicator=("lbm2_totaal",), year=(2014,)), limit=10_000)
    assert set(moved["measured_vintage"]) == {2016}
    both = moved.merge(own, left_on="measured_code", right_on="code", suffixes=("", "_own"))
    assert len(both) == len(moved)
    for column in ("value", "national", "noise", "position", "trend"):
        assert (both[column].fillna("") == both[f"{column}_own"].fillna("")).all(), column


def test_what_cannot_be_moved_is_counted_by_reason(tiny):
    area = {"area_type": "wijk", "vintage": 2024}
    tiny(
        area=[area | {"area_code": code} for code in ("WK000001", "WK000002", "WK000003")],
        national=[{"indicator_id": "lbm2_totaal", "area_type": "wijk", "vintage": 2016, "year": year}
                  for year in (2014, 2016)],
        comparable=[area | {"area_code": "WK000001", "measured_code": "WK000009", "measured_vintage": 2016}],
        area_link=[area | {"area_code": "WK000002", "other_type": "wijk", "other_code": "WK000008",
                           "other_vintage": 2016, "link": "part", "share": 0.5, "other_share": 0.5}],
    )  # fmt: skip
    chosen = Selection(type="wijk", vintage=2024, across=True)
    assert selection.not_moved(chosen) == {"boundary_changed": 2, "unknown": 2}
    assert selection.not_moved(Selection(type="wijk", vintage=2024)) == {}


def test_a_condition_is_about_the_newest_figure_unless_it_names_a_year(tiny):
    area = {"area_type": "wijk", "vintage": 2024, "area_code": "WK000001"}
    figure = area | {"indicator_id": "rivm_eenzaam", "vintage": 2020, "status": "ok"}
    tiny(
        area=[area],
        comparable=[area | {"measured_code": "WK000001", "measured_vintage": 2020, "link": "same"}],
        value=[figure | {"year": 2016, "value": 50.0, "position": "higher"},
               figure | {"year": 2020, "value": 40.0, "position": "lower"}],
    )  # fmt: skip

    def met(*where: str) -> bool:
        chosen = Selection(type="wijk", vintage=2024, where=where)
        text = f"SELECT count(*) FROM ({selection._areas(chosen)})"
        return selection._asked(text, chosen) == [(1,)]

    assert met("rivm_eenzaam:lower")
    assert met("rivm_eenzaam.2016:higher", "rivm_eenzaam:40..40")
    assert not met("rivm_eenzaam:higher")
    assert not met("rivm_eenzaam:lower", "rivm_eenzaam:41..")
    assert not met("rivm_roker:..100"), "without a figure a condition is not met"


def _codes_meeting(*where: str) -> list[str]:
    """Which wijken of 2024 meet these conditions."""
    return [area.code for area in selection.areas_of(Selection(type="wijk", vintage=2024, where=where))]


def test_a_condition_on_a_trend_is_about_the_trend_of_the_same_figure(tiny):
    area = {"area_type": "wijk", "vintage": 2024}
    codes = {"WK000001": "rising", "WK000002": "falling", "WK000003": None}
    tiny(
        area=[area | {"area_code": code} for code in codes],
        comparable=[area | {"area_code": code, "measured_code": code, "measured_vintage": 2020, "link": "same"}
                    for code in codes],
        value=[area | {"area_code": code, "vintage": 2020, "indicator_id": "rivm_eenzaam", "year": 2020, "value": 40.0}
               for code in codes],
        trend=[area | {"area_code": code, "vintage": 2020, "indicator_id": indicator, "direction": direction}
               for code, direction in codes.items() if direction
               for indicator in ("rivm_eenzaam", "rivm_roker")],
    )  # fmt: skip
    assert _codes_meeting("rivm_eenzaam:rising") == ["WK000001"]
    assert _codes_meeting("rivm_eenzaam:falling") == ["WK000002"]
    assert _codes_meeting("rivm_eenzaam:falling", "rivm_eenzaam:rising") == []


def test_of_one_year_the_figure_of_the_area_itself_decides_and_else_that_of_the_newest_boundaries(tiny):
    area = {"area_type": "wijk", "vintage": 2024}
    measured = (("WK000001", 2024, "self"), ("WK000001", 2025, "overlap"), ("WK000002", 2020, "overlap"),
                ("WK000002", 2022, "overlap"))  # fmt: skip
    comparable = [
        area | {"area_code": code, "measured_code": code, "measured_vintage": vintage, "link": link}
        for code, vintage, link in measured
    ]
    tiny(
        area=[area | {"area_code": code} for code in ("WK000001", "WK000002")],
        comparable=comparable,
        value=[{"area_type": "wijk", "area_code": one["measured_code"], "vintage": one["measured_vintage"],
                "indicator_id": "rivm_eenzaam", "year": 2020, "value": float(one["measured_vintage"])}
               for one in comparable],
    )  # fmt: skip
    assert _codes_meeting("rivm_eenzaam:2024..2024") == ["WK000001"]
    assert _codes_meeting("rivm_eenzaam:2022..2022") == ["WK000002"]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("rivm_eenzaam:higher", Condition("rivm_eenzaam", position="higher")),
        ("lbm2_totaal:falling", Condition("lbm2_totaal", trend="falling")),
        ("kwb_inkomen_laag:..25", Condition("kwb_inkomen_laag", high=25)),
        ("lbm2_totaal.2014:-0.25..1.5", Condition("lbm2_totaal", 2014, low=-0.25, high=1.5)),
    ],
)
def test_a_condition_reads_as_it_is_written(text, means):
    assert condition.read(text) == means
    assert means.written() == text
    assert selection.from_query({"where": text}).query() == {"where": text}


@pytest.mark.parametrize(
    "text",
    [
        "rivm_eenzaam", "rivm_eenzaam:", "rivm_eenzaam:..", "nothing:higher", "rivm_eenzaam:best", "rivm_eenzaam:5..1",
        "rivm_eenzaam:1e9..", "rivm_eenzaam.1:higher", "rivm_eenzaam:higher' OR 1=1 --",
    ],
)  # fmt: skip
def test_what_is_no_condition_is_refused_with_how_to_write_one(text):
    with pytest.raises(SelectionError, match="is not a condition: write") as refused:
        selection.from_query({"where": text})
    assert refused.value.parameter == "where"


def test_other_years_need_the_boundaries_to_put_them_on():
    with pytest.raises(SelectionError, match="across needs vintage"):
        selection.from_query({"type": "wijk", "across": "true"})


@pytest.mark.parametrize("sort", selection.SORTS)
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_gives_the_same_rows_whatever_is_joined_first(sort, descending):
    chosen = Selection(type="wijk", vintage=2016, gemeente=("GM0599",), indicator=("lbm2_totaal", "kwb_inwoners"))
    found = [selection.rows(chosen, sort, descending, 40, start) for start in (0, 40, 80)]
    every = selection.rows(chosen, sort, descending, 120)
    assert [row for part in found for row in part["code"]] == [*every["code"]]
    known = every[sort].dropna()
    if sort != "name":
        assert known.is_monotonic_decreasing if descending else known.is_monotonic_increasing


@pytest.mark.parametrize("kind", ["land", "gemeente", "pc4", "wijk"])
def test_what_can_be_chosen_of_a_type_is_what_there_are_figures_of(kind):
    listed = selection.with_measured(Selection(type=kind))
    there = _asked("SELECT DISTINCT indicator_id, vintage, year FROM value WHERE area_type = $kind", kind=kind)
    assert {*listed[["indicator_id", "vintage", "year"]].itertuples(index=False, name=None)} == {*there}
    assert kind in selection.types()
    assert selection.types()[0] == "land"
