"""What must be true of new figures before they replace the figures in use."""

import pandas as pd

LARGEST_LOSS = 0.05
"""How much of the rows, of the figures, and of the areas may go at once."""
LARGEST_CHANGE = 0.25
"""How many of the figures that were there may have changed at once: revisions are small, mistakes are not."""


class ContractBroken(ValueError):
    """New figures may not be used; one line per reason."""


def check(new: pd.DataFrame, current: pd.DataFrame, areas: set[tuple[str, str, int]]) -> None:
    """Compare value rows (`VALUE_COLUMNS`) with those in use. Raises `ContractBroken` with every reason.

    `areas` are the areas that exist, as (type, code, vintage).
    """
    key = ["indicator_id", "area_type", "area_code", "vintage", "year"]
    broken = []
    if new.duplicated(key).any():
        broken.append(f"{int(new.duplicated(key).sum())} figures stand twice under one key")
    gone = sorted(set(current["indicator_id"]) - set(new["indicator_id"]))
    if gone:
        broken.append(f"the indicators {', '.join(gone)} are not there any more")
    years = sorted(set(current["year"]) - set(new["year"]))
    if years:
        broken.append(f"the years {', '.join(str(year) for year in years)} are not there any more")
    unknown = set(zip(new["area_type"], new["area_code"], new["vintage"].astype(int), strict=True)) - areas
    if unknown:
        some = ", ".join(code for _, code, _ in sorted(unknown)[:5])
        broken.append(f"{len(unknown)} areas do not exist in this vintage: {some}")
    for what, was, now in (
        ("rows", len(current), len(new)),
        ("figures", current["value"].count(), new["value"].count()),
    ):
        if now < (1 - LARGEST_LOSS) * was:
            broken.append(f"{now} {what}, where there were {was}")
    both = current[[*key, "value"]].merge(new[[*key, "value"]], on=key, suffixes=("_was", "_now")).dropna()
    changed = (both["value_was"] != both["value_now"]).mean() if len(both) else 0.0
    if changed > LARGEST_CHANGE:
        broken.append(f"{100 * changed:.0f}% of the figures changed; that is no revision")
    if broken:
        raise ContractBroken("\n".join(broken))


def differences(new: pd.DataFrame, current: pd.DataFrame) -> dict[str, object]:
    """What is new: years, the number of changed figures, and areas that vanished."""
    key = ["indicator_id", "area_type", "area_code", "vintage", "year"]
    both = current[[*key, "value"]].merge(new[[*key, "value"]], on=key, suffixes=("_was", "_now"))
    changed = (both["value_was"] != both["value_now"]) & ~(both["value_was"].isna() & both["value_now"].isna())
    return {
        "new_years": sorted({int(year) for year in set(new["year"]) - set(current["year"])}),
        "changed": int(changed.sum()),
        "added": int(len(new) - len(both)),
        "vanished_areas": sorted(set(current["area_code"]) - set(new["area_code"]))[:50],
    }
