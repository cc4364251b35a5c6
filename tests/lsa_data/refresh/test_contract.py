"""What new figures must keep to before they are used, each bound just inside and just outside."""

import duckdb
import pandas as pd
import pyarrow as pa
import pytest

from lsa_data.refresh import contract

GEMEENTEN = [f"GM{number:04d}" for number in range(1, 1001)]
AREAS = pd.DataFrame({"type": "gemeente", "code": GEMEENTEN, "vintage": 2020})


def _figures(**columns) -> pd.DataFrame:
    """A thousand figures in percent, of as many gemeenten."""
    usual = {"indicator_id": "rivm_eenzaam", "area_type": "gemeente", "area_code": GEMEENTEN, "vintage": 2020,
             "year": 2020, "value": 40.0, "status": "ok", "coverage": None}  # fmt: skip
    return pd.DataFrame(usual | columns)


def _broken(new: pd.DataFrame, current: pd.DataFrame | None = None, areas: pd.DataFrame = AREAS) -> str:
    tables = {"new": new, "current": _figures() if current is None else current, "area": areas}
    figures = duckdb.connect()
    for name, frame in tables.items():
        figures.register(name, pa.Table.from_pandas(frame, preserve_index=False))
    try:
        contract.check(figures)
    except contract.ContractBroken as broken:
        return str(broken)
    return ""


def _first(count: int, value: float | None) -> list[float | None]:
    """A thousand values, of which the first so many are this one."""
    return [value] * count + [40.0] * (1000 - count)


def test_at_most_five_percent_of_the_rows_may_be_lost():
    assert _broken(_figures().iloc[49:]) == ""
    assert _broken(_figures().iloc[51:]) == "949 rows, where there were 1000\n949 figures, where there were 1000"


def test_new_indicators_do_not_make_up_for_figures_that_are_lost():
    more = _figures(indicator_id="rivm_roker")
    assert _broken(pd.concat([_figures(), more])) == ""
    assert "949 rows, where there were 1000" in _broken(pd.concat([_figures().iloc[51:], more]))


def test_at_most_five_percent_of_the_figures_may_be_lost_though_the_rows_stay():
    assert _broken(_figures(value=_first(49, None))) == ""
    assert _broken(_figures(value=_first(51, None))) == "949 figures, where there were 1000"


def test_at_most_a_quarter_of_the_figures_may_have_changed():
    assert _broken(_figures(value=_first(249, 41.0))) == ""
    assert _broken(_figures(value=_first(251, 41.0))) == "25% of the figures changed; that is no revision"
    assert _broken(_figures(value=40.1)) == "", "one step in the last decimal is rounding"


def test_a_figure_that_stands_twice_under_one_key_is_refused():
    twice = pd.concat([_figures(), _figures().head(1).assign(value=12.0)])
    assert _broken(twice) == "1 figures stand twice under one key"
    assert _broken(pd.concat([_figures(), _figures(year=2021)])) == "", "another year is another key"


@pytest.mark.parametrize("code", ["GM001", "gm0001", "GM00011", "WK000100", "GM0001 ", "GM00٠١", "", "0001"])
def test_a_code_that_is_not_of_its_type_of_area_is_refused(code):
    codes = [*GEMEENTEN[:-1], code]
    areas = AREAS.assign(code=codes)
    assert _broken(_figures(area_code=codes), areas=areas) == f"1 codes are not those of a gemeente: {code}"


def test_at_most_one_percent_of_the_areas_may_be_unknown_in_a_vintage_that_is_known():
    assert _broken(_figures(), areas=AREAS.iloc[10:]) == ""
    assert "11 areas (gemeente 2020) do not exist" in _broken(_figures(), areas=AREAS.iloc[11:])
    assert _broken(_figures(), areas=AREAS.assign(vintage=2022)) == "", "a vintage that is new is not unknown"


@pytest.mark.parametrize("value", [-0.1, 100.1])
def test_a_figure_outside_its_range_is_refused(value):
    assert _broken(_figures(value=_first(1, value))) == "1 figures of rivm_eenzaam are not between 0 and 100"
    assert _broken(_figures(value=[0.0, 100.0] + [40.0] * 998)) == ""


def test_an_indicator_or_year_that_is_gone_is_refused():
    before = pd.concat([_figures(), _figures(indicator_id="rivm_roker"), _figures(year=2016).head(1)])
    told = _broken(_figures(), before)
    assert "the indicators rivm_roker are not there any more" in told
    assert "the years 2016 are not there any more" in told


def test_every_reason_is_named():
    assert len(_broken(_figures(value=_first(1, 101)).head(10)).splitlines()) == 3


def test_no_figure_at_all_is_refused():
    assert "there is no figure at all" in _broken(_figures(value=None).astype({"value": float}))


def test_every_area_with_inhabitants_must_be_on_a_map():
    areas = AREAS.assign(inhabitants=[0] * 100 + [1000] * 900)
    drawn = pd.DataFrame({"code": GEMEENTEN[100:]})
    contract.check_map(drawn, "gemeente", 2020, areas)
    with pytest.raises(contract.ContractBroken, match=r"1 of 900 areas .* are not on the map: GM0101"):
        contract.check_map(drawn.iloc[1:], "gemeente", 2020, areas)
    with pytest.raises(contract.ContractBroken, match="a code of another kind: WK000100"):
        contract.check_map(pd.DataFrame({"code": [*GEMEENTEN, "WK000100"]}), "gemeente", 2020, areas)
