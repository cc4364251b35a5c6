"""What makes areas alike: structure, with density and dwelling value by their ratio."""

import pandas as pd
import pytest

from lsa_data.methods import peers


def _kerncijfers(**columns) -> pd.DataFrame:
    usual = dict.fromkeys(peers.COLUMNS, 20.0) | {"kwb_inwoners": 1000, "kwb_woningen": 500, "kwb_oppervlakte": 1.0}
    codes = [f"WK0001{place:02d}" for place in range(len(next(iter(columns.values()))))]
    return pd.DataFrame(usual | columns, index=codes)


@pytest.mark.parametrize(
    ("column", "characteristic", "values"),
    [
        ("kwb_oppervlakte", "density", [10.0, 1.0, 0.1]),
        ("kwb_woz", "kwb_woz", [100.0, 200.0, 400.0]),
    ],
)
def test_density_and_dwelling_value_count_by_their_ratio(column, characteristic, values):
    found = peers.characteristics(_kerncijfers(**{column: values}))[characteristic]
    first, second = found.diff().dropna()
    assert first == pytest.approx(second), "equal ratios are equal steps"
    assert first > 0


def test_the_nearest_in_density_is_the_nearest_in_ratio():
    wide = _kerncijfers(kwb_oppervlakte=[1 / 100, 1 / 1000, 1 / 1, 1 / 4000, 1 / 40])
    assert peers.nearest(peers.characteristics(wide), k=1)["WK000101"].codes == ("WK000103",)
    assert peers.nearest(peers.characteristics(wide.iloc[:3]), k=1)["WK000100"].codes == ("WK000101",)


def test_an_area_without_inhabitants_or_surface_has_no_peers():
    wide = _kerncijfers(kwb_inwoners=[0, 1000], kwb_oppervlakte=[1.0, 1.0])
    assert peers.characteristics(wide).index.tolist() == ["WK000101"]
