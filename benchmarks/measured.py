"""What is measured is printed and, where `LSA_BENCH` names a file, kept in it.

`python -m benchmarks.measured OLD NEW` prints how much every figure became of what it was. The noise of the machine is
in it: only a large ratio means something, but for bytes.
"""

import json
import os
import sys
from pathlib import Path


def measured(name: str, value: float, unit: str, more: str = "") -> None:
    """Print one figure, and keep it."""
    print(f"{name:34} {value:10,.1f} {unit:6} {more}".rstrip(), flush=True)
    if path := os.environ.get("LSA_BENCH"):
        kept = _read(Path(path))
        kept[name] = {"value": round(value, 3), "unit": unit}
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def compare(old: Path, new: Path) -> None:
    """Print every figure of both with the ratio; the largest change first."""
    was, now = _read(old), _read(new)
    both = [name for name in now if was.get(name, {}).get("value")]
    ratios = {name: now[name]["value"] / was[name]["value"] for name in both}
    for name in sorted(both, key=lambda name: (-abs(1 - ratios[name]), name)):
        unit = now[name]["unit"]
        print(f"{name:34} {was[name]['value']:10,.1f} -> {now[name]['value']:10,.1f} {unit:6} x {ratios[name]:.2f}")
    for name in sorted(now.keys() - set(both)):
        print(f"{name:34} new: {now[name]['value']:,.1f} {now[name]['unit']}")
    for name in sorted(was.keys() - now.keys()):
        print(f"{name:34} not measured now")


def _read(path: Path) -> dict[str, dict]:
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


if __name__ == "__main__":
    compare(*map(Path, sys.argv[1:3]))
