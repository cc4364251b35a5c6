"""A figure as the tests of words make it: every part can be said otherwise."""

from types import SimpleNamespace

WIJK = SimpleNamespace(type="wijk", inhabitants=5000, size_class="larger")
NOW = 2026


def row(indicator="rivm_eenzaam", value=66.6, national=47.0, position="higher", unusual=True, **more):
    """A figure of 2020 far above the country, outside the middle 80% (40 to 55), with a series of three points."""
    made = {
        "indicator_id": indicator, "value": value, "national": national, "position": position, "expected": position,
        "unusual": unusual, "year": 2020, "p10": 40.0, "p50": 45.0, "p90": 55.0, "peers": None, "status": "ok",
        "coverage": None, "provisional": False, "type": "wijk", "inhabitants": 5000, "size_class": "larger",
        "direction": "too_few_points", "gap": "narrowed", "ratio_agrees": True, "from_year": 2012, "to_year": 2020,
        "points": 3, "from_value": 22.0, "to_value": 18.0, "national_from": 6.0, "national_to": 7.0, "change": -4.0,
        "national_change": 1.0, "scale": "fixed",
    }  # fmt: skip
    return SimpleNamespace(**(made | more))
