"""Print how far buurten together are from what the source publishes of their wijk or gemeente, and how long it takes to
put 5, 50 and 500 of them together.

Only what both have as a figure of the source itself is compared: of the same indicator, year and vintage.
"""

import statistics
from collections import defaultdict

from benchmarks.measured import measured
from benchmarks.questions import milliseconds
from lsa_data import catalogue
from lsa_data.ask import areas, combined, own_area, profile

SIZES = (5, 50, 500)
OWN_STATUS = "computed"
"""A figure of the project itself, also on a wijk: no proof."""


def differences(kind: str) -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Source and unit -> the published figure and its difference from that of the buurten, for all areas of a type."""
    found = defaultdict(list)
    for code in areas.within(kind)["code"]:
        whole = areas.area(code)
        buurten = areas.within("buurt", **{kind: code})["code"]
        together = own_area.of(dict.fromkeys(buurten, own_area.WHOLE))
        if whole is None or together is None:
            continue
        published = {
            (row.indicator_id, row.measured_vintage, row.year): row.value
            for row in profile.figures(whole) if row.value is not None and row.status != OWN_STATUS
        }  # fmt: skip
        for row in combined.figures(together):
            theirs = published.get((row.indicator_id, row.measured_vintage, row.year))
            indicator = catalogue.indicators()[row.indicator_id]
            if row.value is not None and theirs is not None and not indicator.ordinal:
                found[indicator.source, indicator.unit].append((theirs, abs(row.value - theirs)))
    return found


def main() -> None:
    """Print a line per source and unit, and the times."""
    for kind in ("wijk", "gemeente"):
        for (source, unit), pairs in sorted(differences(kind).items()):
            apart = sorted(difference for _, difference in pairs)
            most = max(pairs, key=lambda pair: pair[1])
            print(
                f"{kind:9} {source:9} {unit:10} {len(pairs):6} figures   median {statistics.median(apart):8.3f}   "
                f"99 of 100 within {apart[int(0.99 * (len(apart) - 1))]:9.3f}   "
                f"largest {most[1]:9.3f} (of {most[0]:,.2f})",
                flush=True,
            )
    buurten = areas.within("buurt", provincie="PV28")["code"]
    for size in SIZES:
        area = own_area.of(dict.fromkeys(buurten[:size], own_area.WHOLE))
        measured(f"combination of {size} buurten", milliseconds(lambda a=area: combined.figures(a)), "ms")


if __name__ == "__main__":
    main()
