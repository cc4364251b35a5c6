"""Print what one and two servers carry, and what an evening of the whole country needs: 100,000 readers in an hour,
from the figures in kept.json.

    python -m benchmarks.national                  # the tables of docs/scale.md
    python -m benchmarks.national measured.json    # from other figures

A reader of light pages opens some of them and needs no session. A reader of the dashboard has one, loads its scripts
and makes choices. Nobody comes evenly: the busiest minutes have three times as many as the mean.
"""

import json
import math
import sys
from collections.abc import Mapping
from pathlib import Path

KEPT = Path(__file__).with_name("kept.json")
READERS, PER_HOUR, PEAK = 100_000, 3600, 3
LIGHT_PAGES, CHOICES, MINUTES = 3, 6, 10
"""Of a reader: light pages; choices in the dashboard after the first, and how long the session is there."""
BUSY = 0.6
"""How much of a processor may be in use, so that an answer does not have to wait."""
OF_SERVER = "rerun of 60 readers, 1 server, processor"
SHARES = (0.0, 0.1, 1.0)
"""Which part of the readers opens the dashboard too."""


def needs(share: float, figures: Mapping[str, float]) -> dict[str, float]:
    """What the busiest minutes ask when this share of the readers opens the dashboard: light pages and choices per
    second, processors (one per server), memory in GB, and megabits per second of each kind."""
    per_second = PEAK * READERS / PER_HOUR
    light = per_second * LIGHT_PAGES
    choices = share * per_second * (CHOICES + 1)
    servers = max(math.ceil(choices * figures[OF_SERVER] / 1000 / BUSY), 1)
    sessions = share * per_second * MINUTES * 60
    base = figures["memory, 1 server"] / 1000
    return {
        "light pages per second": light,
        "choices per second": choices,
        "servers": servers,
        "sessions": sessions,
        "GB of memory": servers * base + sessions * max(figures["memory per reader, 1 server"], 0.5) / 1000,
        "Mbit/s that a CDN gives": (
            light * figures["light page, first view"] + share * per_second * figures["Start, first view"]
        ) * 8 / 1000,
        "Mbit/s of choices": choices * figures["rerun of 60 readers, 1 server, on the wire"] * 8 / 1000,
    }  # fmt: skip


CARRIED = {
    "60 readers, a choice every 5 seconds: half within (ms)": "rerun of 60 readers, {}, p50",
    "95 of 100 within (ms)": "rerun of 60 readers, {}, p95",
    "processor per choice (ms)": "rerun of 60 readers, {}, processor",
    "on the wire per choice (kB)": "rerun of 60 readers, {}, on the wire",
    "memory with 60 readers (MB)": "memory, {}",
    "light pages per second, from what nginx keeps": "light pages per second, {} and cache",
}
"""What docs/scale.md says that servers carry -> the figure in kept.json."""


def carried(figures: Mapping[str, float]) -> str:
    """What one server and two carry, in Markdown."""
    rows = ["| | 1 server | 2 servers |", "|---|---|---|"]
    for words, name in CARRIED.items():
        one, two = (figures[name.format(servers)] for servers in ("1 server", "2 servers"))
        rows.append(f"| {words} | {one:,.0f} | {two:,.0f} |")
    return "\n".join(rows)


def table(figures: Mapping[str, float]) -> str:
    """The table, in Markdown."""
    found = [needs(share, figures) for share in SHARES]
    heads = ["nobody opens the dashboard", "one in ten does", "everybody does"]
    rows = [f"| In the busiest minutes | {' | '.join(heads)} |", f"|---|{'---|' * len(heads)}"]
    rows += [f"| {name} | {' | '.join(f'{one[name]:,.0f}' for one in found)} |" for name in found[0]]
    return "\n".join(rows)


def figures_of(path: Path = KEPT) -> dict[str, float]:
    """Name -> value of everything that was measured."""
    return {name: one["value"] for name, one in json.loads(path.read_text(encoding="utf-8")).items()}


if __name__ == "__main__":
    found = figures_of(*map(Path, sys.argv[1:2]))
    print(carried(found), table(found), sep="\n\n")
