"""`python -m lsa_data update`: newer figures from the live services, checked beside those in use, and then used.

What is accepted stands as a whole set of figures beside the databases (`figures-...`), made from the embedded set.
"""

import json
import platform
import tempfile
import time
import traceback
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tqdm import tqdm

from lsa_data.ask import database
from lsa_data.ask.last_update import REPORT, last_checks
from lsa_data.build import memory, pipeline, turns, versions
from lsa_data.problem import Problem, interrupted, trouble
from lsa_data.read.make_startset import STARTSET
from lsa_data.refresh.feeds import FEEDS, Feed, chosen
from lsa_data.refresh.figures import Figures
from lsa_data.refresh.http import Client

UNFINISHED = "unfinished"
FRESH = 24 * 3600
"""For so many seconds a run goes on with what an interrupted run fetched."""
OF_THE_MACHINE = (OSError, MemoryError)
"""Trouble that is not of one source: no use in going on."""
MOST_TOLD = 2000
"""Characters of a message in the report for elsewhere."""


@dataclass(frozen=True)
class Outcome:
    """What happened to one source: `state` is same, newer, accepted or rejected."""

    source: str
    state: str
    message: str
    rows: int = 0
    bytes: int = 0
    changes: dict | None = None
    tables: tuple[dict, ...] = ()
    seconds: float = 0.0


def update(
    only: list[str] | None = None, since: int | None = None, dry_run: bool = False,
    client: Client | None = None, report: Callable[[str], None] = print, answers: Path | None = None,
) -> list[Outcome]:  # fmt: skip
    """Ask every feed (or those in `only`: ids of feeds or of sources), check what came, and use what is
    well. `since` leaves older years as they are. Returns an outcome per source; a source that fails leaves its figures
    as they were, and so does one without which the new database passes its checks.

    What the services answered is written to the file `answers`, however the run ends. Raises `Problem` when that cannot
    be written; nothing was asked then. Raises `turns.AlreadyUpdating` when another update is at work in the folder.
    """
    with turns.updating(database.data_folder()):
        return _update(database.data_folder(), only, since, dry_run, client, report, answers)


def _update(
    folder: Path, only: list[str] | None, since: int | None, dry_run: bool,
    client: Client | None, report: Callable[[str], None], answers: Path | None,
) -> list[Outcome]:  # fmt: skip
    client = client or Client(since=_unfinished(folder))
    client.tell = report
    outcomes: list[Outcome] = []
    if answers:
        _write_answers(answers, client, outcomes, {})
    marker = folder / "downloads" / UNFINISHED
    marker.parent.mkdir(parents=True, exist_ok=True)
    if _unfinished(folder) is None:
        marker.touch()
    figures = Figures(versions.inputs(), folder)
    try:
        for source in chosen(only, since):
            report(f"{source.id}: asking")
            outcomes.append(_one(source, client, figures, since))
            report(f"{source.id}: {outcomes[-1].message}")
        if client.nothing_reached:
            report("No service could be reached. Is there internet? Behind a proxy, set HTTPS_PROXY.")
        if not dry_run:
            outcomes[:] = _used(outcomes, figures, folder, report)
            _write_report(folder / REPORT, outcomes)
    finally:
        if answers:
            _write_answers(answers, client, outcomes, {"only": only, "since": since, "dry_run": dry_run})
    marker.unlink(missing_ok=True)
    return outcomes


def _one(source: Feed, client: Client, figures: Figures, since: int | None) -> Outcome:
    """Read one source, showing how far it is, and put it among the figures when it is well."""
    rows, size, start = 0, 0, time.monotonic()
    with tqdm(desc=source.id, unit=" rows", unit_scale=True, disable=None, leave=False) as bar:

        def progress(more_rows: int, more_bytes: int) -> None:
            nonlocal rows, size
            rows, size = rows + more_rows, size + more_bytes
            bar.set_postfix_str(f"{size / 1e6:.1f} MB", refresh=False)
            bar.update(more_rows)

        try:
            loaded = source.read(client, figures.known(), progress)
            changes = figures.accept(source, loaded, since)
        except OF_THE_MACHINE:
            raise
        except Exception as refused:  # whatever it is, it may not cost the other sources
            return Outcome(
                source.id, "rejected", _not_used(_why(refused)), rows, size, seconds=time.monotonic() - start
            )
    tables = tuple({"id": table.id, "modified": table.modified, "rows": table.rows} for table in loaded.tables)
    came = f"{rows:,} rows, {size / 1e6:.1f} MB"
    state, message = "same", f"nothing is newer ({came})."
    if any(changes[kind] for kind in ("new_years", "changed", "added", "vanished_areas", "maps")):
        state, message = "newer", f"newer ({came}): {_words(changes)}."
    message = " ".join([message, *loaded.notes])
    return Outcome(source.id, state, message, rows, size, changes, tables, time.monotonic() - start)


def _not_used(why: str) -> str:
    return f"not used. {why} The figures that were there are still in use."


def _why(error: Exception) -> str:
    """What to say of an error: its own words, or, of a mistake in this program, where it was made."""
    if interrupted(error):
        raise KeyboardInterrupt from error
    if isinstance(error, Problem):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    own = next((frame for frame in reversed(frames) if "lsa_data" in frame.filename), frames[-1])
    return (
        f"This program stumbles over it ({type(error).__name__}: {str(error)[:200]}; {Path(own.filename).name}, "
        f"line {own.lineno}). Tell its makers, with a report (--report)."
    )


def _words(changes: dict) -> str:
    years = ", ".join(str(year) for year in changes["new_years"]) or "none"
    vanished = changes["vanished_areas"]
    some = f" ({', '.join(vanished[:5])}{', ...' if len(vanished) > 5 else ''})" if vanished else ""
    maps = f"; maps: {', '.join(changes['maps'])}" if changes["maps"] else ""
    return (
        f"new years {years}; {changes['changed']} changed and {changes['added']} added figures; "
        f"{len(vanished)} areas vanished{some}{maps}"
    )


def _used(outcomes: list[Outcome], figures: Figures, folder: Path, report: Callable[[str], None]) -> list[Outcome]:
    """Use what is newer: all of it or, when that does not pass its checks, all but one source. The outcomes, with what
    became of each."""
    newer = list(dict.fromkeys(FEEDS[outcome.source].source for outcome in outcomes if outcome.state == "newer"))
    refused: dict[str, str] = _refused(newer, figures, folder, report) if newer else {}
    return [
        outcome if outcome.state != "newer"
        else replace(outcome, state="accepted") if (why := refused.get(FEEDS[outcome.source].source)) is None
        else replace(outcome, state="rejected", message=_not_used(why))
        for outcome in outcomes
    ]  # fmt: skip


def _refused(newer: list[str], figures: Figures, folder: Path, report: Callable[[str], None]) -> dict[str, str]:
    """Build a database from what came of these sources of the catalogue; gives those that are not in it, and why."""
    why = ""
    for left_out in [None, *(newer if len(newer) > 1 else ())]:
        if left_out:
            report(f"Again, with the figures of {left_out} as they were.")
        try:
            _use(figures, folder, report, without=(left_out,) if left_out else ())
            return {left_out: why} if left_out else {}
        except OF_THE_MACHINE:
            raise
        except Exception as failed:  # a figure that no check knows may break a model too
            if failed.__cause__ and trouble(failed.__cause__):
                raise
            why = why or _why(failed)
            report(_why(failed))
    return dict.fromkeys(newer, why)


def _use(figures: Figures, folder: Path, report: Callable[[str], None], without: Collection[str] = ()) -> None:
    """A whole set of figures with what was accepted, built and checked; the build keeps them with what it makes."""
    with tempfile.TemporaryDirectory(prefix="updating-", dir=folder) as scratch:
        fresh = Path(scratch) / "figures"
        for line in figures.write(fresh, FEEDS, versions.hash_of_figures(STARTSET), without):
            report(line)
        memory.give_back()
        pipeline.build(fresh, report, updated=True)


def _unfinished(folder: Path) -> float | None:
    """When the run that was interrupted began; None when the last one came to its end, or that is too long ago."""
    marker = folder / "downloads" / UNFINISHED
    began = marker.stat().st_mtime if marker.is_file() else 0.0
    return began if time.time() - began < FRESH else None


def _write_answers(path: Path, client: Client, outcomes: list[Outcome], options: dict) -> None:
    """What a run met, for somebody elsewhere: no paths of this machine, nothing that is secret."""
    about = {
        "made": datetime.now(UTC).isoformat(timespec="seconds"), "release": versions.RELEASE,
        "python": platform.python_version(), "system": platform.system(), "options": options,
        "sources": [
            {"source": outcome.source, "state": outcome.state, "message": _without_paths(outcome.message)[:MOST_TOLD],
             "rows": outcome.rows, "bytes": outcome.bytes, "seconds": round(outcome.seconds, 1)}
            for outcome in outcomes
        ],
    }  # fmt: skip
    try:
        client.answers.write(path, about)
    except OSError as error:
        raise Problem(f"the report cannot be written ({error.strerror}: {path}). Name another file.") from None


def _without_paths(text: str) -> str:
    for own in (database.data_folder(), database.PROJECT, Path.home()):
        text = text.replace(str(own), "...")
    return text


def _write_report(path: Path, outcomes: list[Outcome]) -> None:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    known = last_checks()
    for outcome in outcomes:
        loaded = now if outcome.state == "accepted" else known.get(outcome.source, {}).get("loaded_at")
        known[outcome.source] = {
            "source": FEEDS[outcome.source].source, "checked_at": now, "loaded_at": loaded,
            "state": outcome.state, "message": outcome.message,
            "rows": outcome.rows, "bytes": outcome.bytes, "changes": outcome.changes, "tables": outcome.tables,
        }  # fmt: skip
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"sources": known}, indent=1), encoding="utf-8")
    fresh.replace(path)
