"""Print the noise of measuring per figure and size of area, and how often the rules see a change in pure noise.

Target: a gap that narrowed or widened, or a direction, in under 5% of series of noise alone.
"""

import numpy as np

from lsa_data.ask import database
from lsa_data.methods.spread import scaled_mad
from lsa_data.methods.trend import NO_CLEAR_CHANGE, TOO_FEW_POINTS, direction, gap

AREAS = 200_000
TABLE = """
    SELECT indicator_id, area_type, vintage, list(round(noise, 3) ORDER BY size) AS by_size, any_value(basis) AS basis
    FROM noise WHERE basis <> 'counted' GROUP BY ALL ORDER BY ALL
"""
SERIES = (
    ("2.0, three years", (2012, 2014, 2016)), ("2.0 per postcode, four", (2012, 2014, 2016, 2018)),
    ("health, three", (2012, 2016, 2020)), ("crime, five", (2021, 2022, 2023, 2024, 2025)),
    ("3.0 per postcode, eight", (2002, 2008, 2012, 2014, 2016, 2018, 2020, 2022)),
)  # fmt: skip


def main() -> None:
    """Print the table, and the shares of false changes."""
    for indicator, kind, vintage, by_size, basis in database.cursor().execute(TABLE).fetchall():
        print(f"{indicator:34} {kind:9} {vintage}  {' '.join(f'{noise:7.3f}' for noise in by_size)}  {basis}")
    print("of pure noise:              gap  direction  the old rule")
    for name, years in SERIES:
        levels = np.random.default_rng(15).normal(0, 1, (AREAS, len(years)))
        x = np.array(years, dtype=float)
        print(
            f"{name:24} {_share(gap(levels, np.ones(AREAS))):6.1%} {_share(direction(x, levels)):9.1%} "
            f"{_old(x, levels):12.1%}"
        )


def _share(words: np.ndarray) -> float:
    return float(np.mean(~np.isin(words.astype(str), (NO_CLEAR_CHANGE, TOO_FEW_POINTS))))


def _old(years: np.ndarray, levels: np.ndarray) -> float:
    """The rule before: of three or four points every step the same way, and more than the spread of all changes."""
    if len(years) >= 5:
        return _share(direction(years, levels))
    steps, change = np.diff(levels, axis=1), levels[:, -1] - levels[:, 0]
    one_way = (steps > 0).all(axis=1) | (steps < 0).all(axis=1)
    return float(np.mean(one_way & (np.abs(change) > scaled_mad(change))))


if __name__ == "__main__":
    main()
