"""Builds and updates of a few rows, for tests of what happens around them; in processes of their own.

`python -m tests.lsa_data.build.tiny_build WORK FOLDER [MORE]` does one piece of work in a data folder and prints.
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

from lsa_data.ask import database
from lsa_data.build import layers, pipeline, turns, versions, whole
from lsa_data.refresh import update

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate"}
"""What a process does to a folder, as the interpreter tells it; and opening a file to write."""


def tiny(database_path: Path, figures: Path, report: Callable[[str], None]) -> None:
    """A database with the figures that stand in `figures`: one area per line, with its value."""
    report("fills")
    with duckdb.connect(str(database_path)) as connection:
        connection.execute("CREATE TABLE indicator AS SELECT 'kwb_woz' AS indicator_id, 'kwb' AS source_id")
        connection.execute("CREATE TABLE area (area_type VARCHAR, area_code VARCHAR, vintage SMALLINT)")
        connection.execute("CREATE TABLE value (indicator_id VARCHAR, area_type VARCHAR, area_code VARCHAR, "
                           "vintage SMALLINT, year SMALLINT, value DOUBLE)")  # fmt: skip
        for line in (figures / "figures.csv").read_text().splitlines():
            code, year, value = line.split(",")
            connection.execute("INSERT INTO area VALUES ('wijk', $code, $year)", {"code": code, "year": year})
            connection.execute(
                "INSERT INTO value VALUES ('kwb_woz', 'wijk', $code, $year, $year, $value)",
                {"code": code, "year": year, "value": value or None},
            )


def draw(maps: object, folder: Path) -> None:
    """One layer and its index."""
    folder.mkdir()
    (folder / "index.json").write_text("{}")
    (folder / "wijk.gz").write_bytes(b"layer")


class NewFigures:
    """What an update accepted."""

    def __init__(self, lines: str) -> None:
        self.lines = lines

    def write(self, folder: Path, sources: object, embedded: str, without: object) -> list[str]:
        """As `figures.Figures.write`."""
        folder.mkdir()
        (folder / "figures.csv").write_text(self.lines)
        (folder / "provenance.json").write_text(f'{{"embedded": "{embedded}"}}')
        return []


def small(folder: Path) -> None:
    """From now on everything in this process is small, and in this data folder."""
    os.environ["LSA_DATA_DIR"] = str(folder)
    startset = folder.parent / "startset"
    if not startset.exists():
        startset.mkdir()
        (startset / "figures.csv").write_text("WK1,2022,1\nWK2,2022,2\nWK3,2022,3\n")
    versions.STARTSET = pipeline.STARTSET = update.STARTSET = startset  # type: ignore[misc]
    versions.MADE_BY = ()  # type: ignore[assignment]
    pipeline._fill, pipeline._polygons = tiny, lambda path: {}
    layers.write = draw  # type: ignore[assignment]


def renew(folder: Path, lines: str = "WK1,2022,1.5\nWK2,2022,2\nWK4,2023,4\n", report: Callable = print) -> None:
    """An update: of WK1 the figure is revised, WK3 is gone, WK4 is new."""
    with turns.updating(folder):
        update._use(NewFigures(lines), folder, report)  # type: ignore[arg-type]


def _die_at(step: int, folder: Path) -> None:
    """Kill this process, as the system would, just before its change number `step` to the folder."""
    counted = 0

    def hook(event: str, arguments: tuple) -> None:
        nonlocal counted
        writes = event in CHANGES or (event == "open" and arguments[1] and set(str(arguments[1])) & set("wax+"))
        if writes and str(folder) in str(arguments[0]):
            counted += 1
            if counted == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def _forked(work: Callable[[], object]) -> int:
    """Do it in a process of its own; how that ended (0: well)."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    return os.waitpid(child, 0)[1]


def _well(folder: Path) -> None:
    """The database in use is whole and gives figures: those before the update, or those after."""
    assert (damage := whole.damage(database.version())) is None, damage
    with duckdb.connect(str(database.current_path()), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM value").fetchall() == [(3,)]


def killed(folder: Path) -> None:
    """Kill an update before every change that it makes, one after another, and look at what is left each time."""
    quiet: Callable = lambda text: None  # noqa: E731
    step, ended = 0, 1
    while ended:
        step += 1
        assert _forked(lambda: pipeline.build(report=quiet)) == 0
        ended = _forked(lambda step=step: (_die_at(step, folder), renew(folder, report=quiet)))
        assert _forked(lambda: _well(folder)) == 0, f"killed before change {step}"
        assert ended in (0, signal.SIGKILL)
        assert _forked(lambda: renew(folder, report=quiet)) == 0
        assert _forked(lambda: _well(folder)) == 0
        left = [path.name for path in folder.iterdir() if path.name.startswith(("building-", "updating-"))]
        assert not left, f"{left} after a kill before change {step}"
        assert _forked(versions.rollback) == 0
        assert _forked(lambda: _well(folder)) == 0
    print(f"killed at {step - 1} points")


def slow(folder: Path, begun: Path) -> None:
    """A build that goes on until the file `begun` is taken away."""
    fill = pipeline._fill

    def waiting(path: Path, figures: Path, report: Callable) -> None:
        begun.touch()
        while begun.exists():
            time.sleep(0.02)
        fill(path, figures, report)

    pipeline._fill = waiting
    pipeline.build()


if __name__ == "__main__":
    where = Path(sys.argv[2])
    small(where)
    work: dict[str, Callable] = {
        "killed": killed, "slow": slow, "build": lambda folder: pipeline.build(),
        "renew": lambda folder, *again: renew(folder, *(["WK1,2022,9\n"] if again else [])),
    }  # fmt: skip
    work[sys.argv[1]](where, *map(Path, sys.argv[3:]))
