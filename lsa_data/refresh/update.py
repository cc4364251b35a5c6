"""`python -m lsa_data update`: newer figures from the live services, checked beside those in use, and then used.

What is accepted stands as a whole set of figures beside the databases (`figures-...`), made from the embedded set.
"""

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from tqdm import tqdm

from lsa_data.ask import database
from lsa_data.ask.last_update import REPORT, last_checks
from lsa_data.build import pipeline, turns, versions
from lsa_data.read.frames import SourceError
from lsa_data.read.make_startset import STARTSET
from lsa_data.refresh import contract
from lsa_data.refresh.feeds import FEEDS, Feed, chosen
from lsa_data.refresh.figures import Figures
from lsa_data.refresh.http import Client, ServiceError

UNFINISHED = "unfinished"


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


def update(
    only: list[str] | None = None, since: int | None = None, dry_run: bool = False,
    client: Client | None = None, report: Callable[[str], None] = print,
) -> list[Outcome]:  # fmt: skip
    """Ask every feed (or those in `only`: ids of feeds or of sources), check what came, and use what is
    well. `since` leaves older years as they are. Returns an outcome per source; a source that fails leaves its figures
    as they were.

    Raises `pipeline.BuildFailed` when the new database does not pass its checks; the one in use then stays. Raises
    `turns.AlreadyUpdating` when another update is at work in the data folder.
    """
    with turns.updating(database.data_folder()):
        return _update(database.data_folder(), only, since, dry_run, client, report)


def _update(
    folder: Path, only: list[str] | None, since: int | None, dry_run: bool,
    client: Client | None, report: Callable[[str], None],
) -> list[Outcome]:  # fmt: skip
    client = client or Client(since=_unfinished(folder))
    (folder / "downloads" / UNFINISHED).touch()
    figures, outcomes = Figures(versions.inputs()), []
    for source in chosen(only, since):
        outcomes.append(_one(source, client, figures, since))
        report(f"{source.id}: {outcomes[-1].message}")
    (folder / "downloads" / UNFINISHED).unlink(missing_ok=True)
    if dry_run:
        return outcomes
    if any(outcome.state == "newer" for outcome in outcomes):
        _use(figures, folder, report)
        outcomes = [replace(o, state="accepted") if o.state == "newer" else o for o in outcomes]
    _write_report(folder / REPORT, outcomes)
    return outcomes


def _one(source: Feed, client: Client, figures: Figures, since: int | None) -> Outcome:
    """Read one source, showing how far it is, and put it among the figures when it is well."""
    rows = size = 0
    with tqdm(desc=source.id, unit=" rows", unit_scale=True, disable=None, leave=False) as bar:

        def progress(more_rows: int, more_bytes: int) -> None:
            nonlocal rows, size
            rows, size = rows + more_rows, size + more_bytes
            bar.set_postfix_str(f"{size / 1e6:.1f} MB", refresh=False)
            bar.update(more_rows)

        try:
            loaded = source.read(client, figures.known(), progress)
            changes = figures.accept(source, loaded, since)
        except (ServiceError, SourceError, contract.ContractBroken) as refused:
            message = f"not used. {refused} The figures that were there are still in use."
            return Outcome(source.id, "rejected", message, rows, size)
    tables = tuple({"id": table.id, "modified": table.modified, "rows": table.rows} for table in loaded.tables)
    came = f"{rows:,} rows, {size / 1e6:.1f} MB"
    if not any(changes[kind] for kind in ("new_years", "changed", "added", "vanished_areas", "maps")):
        return Outcome(source.id, "same", f"nothing is newer ({came})", rows, size, changes, tables)
    return Outcome(source.id, "newer", f"newer ({came}): {_words(changes)}", rows, size, changes, tables)


def _words(changes: dict) -> str:
    years = ", ".join(str(year) for year in changes["new_years"]) or "none"
    vanished = changes["vanished_areas"]
    some = f" ({', '.join(vanished[:5])}{', ...' if len(vanished) > 5 else ''})" if vanished else ""
    maps = f"; maps: {', '.join(changes['maps'])}" if changes["maps"] else ""
    return (
        f"new years {years}; {changes['changed']} changed and {changes['added']} added figures; "
        f"{len(vanished)} areas vanished{some}{maps}"
    )


def _use(figures: Figures, folder: Path, report: Callable[[str], None]) -> None:
    """A whole set of figures with what was accepted, built and checked; the build keeps them with what it makes."""
    with tempfile.TemporaryDirectory(prefix="updating-", dir=folder) as scratch:
        fresh = Path(scratch) / "figures"
        for line in figures.write(fresh, FEEDS, versions.hash_of_figures(STARTSET)):
            report(line)
        pipeline.build(fresh, report, updated=True)


def _unfinished(folder: Path) -> float | None:
    """When the run that was interrupted began; None when the last one came to its end."""
    marker = folder / "downloads" / UNFINISHED
    marker.parent.mkdir(parents=True, exist_ok=True)
    return marker.stat().st_mtime if marker.is_file() else None


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
