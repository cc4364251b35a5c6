"""Who may change the data folder: one build and one update at a time. What a killed one left is removed.

A lock is held by a living process only: the system lets go of it when that is killed, so a lock that can be had says
that nobody is at work, and what that work left is rubbish.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from lsa_data.problem import Problem

BUILDING, UPDATING = "building", "updating"
SCRATCH = {
    BUILDING: ("building-*", "current.new"),
    UPDATING: ("updating-*", "update.new", "last-run.new", "lsa-update.new", "downloads/*.part"),
}
"""Kind of work -> what it writes aside, before it is whole."""


class AlreadyUpdating(Problem):
    """Another update is at work in the same data folder."""


@contextmanager
def building(folder: Path, report: Callable[[str], None]) -> Iterator[None]:
    """The turn to change the database in use: waits for another process that has it."""
    lock = _lock(folder, BUILDING)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        report("waits for another build in this data folder to end")
        lock.acquire()
    try:
        _remove_scratch(folder, BUILDING)
        with suppress(Timeout), _lock(folder, UPDATING).acquire(timeout=0):
            _remove_scratch(folder, UPDATING)
        yield
    finally:
        lock.release()


@contextmanager
def updating(folder: Path) -> Iterator[None]:
    """The turn to update. Raises `AlreadyUpdating` when another process has it (a build has it for a moment)."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        lock = _lock(folder, UPDATING).acquire(timeout=1)
    except Timeout:
        raise AlreadyUpdating(f"Another update is at work in {folder}. Wait until it ends, then run it again") from None
    with lock:
        _remove_scratch(folder, UPDATING)
        yield


def _lock(folder: Path, work: str) -> FileLock:
    return FileLock(folder / f"{work}.lock")


def _remove_scratch(folder: Path, work: str) -> None:
    for pattern in SCRATCH[work]:
        for path in folder.glob(pattern):
            remove(path)


def remove(path: Path) -> None:
    """Remove a file or a whole folder."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
