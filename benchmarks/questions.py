"""Print the median time of every question in `queries/`, of pages of figures, of a search, and of what a map sends."""

import re
import statistics
import time

from benchmarks.measured import measured
from lsa_data.ask import database, layers, maps, search, search_index, selection
from tests.test_house import EXAMPLES

SEARCHED = ("overschie", "s gravenhage", "lombok utrecht", "schildrswijk den haag", "kraaiennest", "25", "3061 AB")
TYPED = "schilderswijk den haag"
PARTS_OF_SELECTION = ("chosen", "figures_across", "not_moved", "rows", "shown_on", "superseded")
"""Questions that are only asked within another (`lsa_data/ask/selection.py`)."""
PARTS = [("wijk", 2024, "GM0518"), ("buurt", 2024, "GM0363"), ("buurt", 2024, "PV28"), ("buurt", 2024, "oost")]


def _draw_again(layer: layers.Layer) -> None:
    (database.geo_folder() / f"{layer.file}.gz").unlink()
    layers.compressed(layer.file)


def milliseconds(work, times: int = 15) -> float:
    """The median time of `work` in milliseconds, after one run to warm up."""
    work()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - start))
    return statistics.median(taken)


def main() -> None:
    """Print one line per question."""
    for path in sorted(database.QUERIES.glob("*.sql")):
        names = set(re.findall(r"\$([a-z_]+)", path.read_text(encoding="utf-8")))
        if path.stem in PARTS_OF_SELECTION:
            continue
        given = {name: EXAMPLES[name] for name in names}
        measured(f"question {path.stem}", milliseconds(lambda name=path.stem, g=given: database.ask(name, **g)), "ms")
    everything = selection.Selection()
    last = selection.counted(everything)["rows"]
    pages = (
        ("first", everything, -1), ("middle", everything, last // 2), ("last", everything, last),
        ("of a regio", selection.Selection(regio="noord"), -1),
        ("rising", selection.Selection(trend=("rising",)), -1),
        ("across vintages", selection.Selection(type="wijk", vintage=2024, across=True), -1),
        ("across vintages, of a gemeente",
         selection.Selection(type="wijk", vintage=2024, across=True, gemeente=("GM0599",)), -1),
    )  # fmt: skip
    for name, chosen, after in pages:
        taken = milliseconds(lambda c=chosen, a=after: selection.page(c, a))
        measured(f"1,000 figures, {name} page", taken, "ms")
    print(f"search, its index once {milliseconds(lambda: search_index.Index(database.ask('searchable')), 3):7.1f} ms")
    for question in SEARCHED:
        measured(f"search {question}", milliseconds(lambda q=question: search.find(q)), "ms")
    typed = [TYPED[:end] for end in range(2, len(TYPED) + 1)]
    per_key = statistics.median(milliseconds(lambda q=q: search.find(q)) for q in typed)
    measured("search, median of a key", per_key, "ms")
    choice = maps.choices("rivm_eenzaam", "wijk")[-1]
    whole = [layers.country("wijk", choice.drawn_on)]
    parts = [layers.part(*of) for of in PARTS]
    for layer in whole + [part for part in parts if part]:
        file = layers.compressed(layer.file)
        name = f"map {layer.file.split('.')[0]}"
        measured(f"{name}, sent once", file.stat().st_size / 1000 if file else 0, "kB", f"{len(layer.codes)} polygons")
        if layer not in whole:
            measured(f"{name}, drawn", milliseconds(lambda a=layer: _draw_again(a), 5), "ms")


if __name__ == "__main__":
    main()
