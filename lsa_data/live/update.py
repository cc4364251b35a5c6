"""`python -m lsa_data update`: newer figures from the live services, checked beside those in use, and then used.

What is accepted stands as a whole set of figures in `figures/` beside the databases, made from the embedded set.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from lsa_data import build, database
from lsa_data.live import contract, statline
from lsa_data.live.http import Client, ServiceError
from lsa_data.live.status import REPORT, last_checks
from lsa_data.make_startset import STARTSET, write_parquet
from lsa_data.sources import rivm
from lsa_data.sources.frames import VALUE_COLUMNS, Parsed, SourceError

UNFINISHED = "unfinished"


@dataclass(frozen=True)
class LiveSource:
    """One source that can be refreshed: which of the embedded sources it replaces, and how it is read."""

    id: str
    read: Callable[[Client, Callable[[int, int], None]], Parsed]


def _read_rivm(client: Client, report: Callable[[int, int], None]) -> Parsed:
    """Gezondheid per wijk en buurt, table 50090NED of the third-party tables: adults, estimates."""
    table = "https://dataderden.cbs.nl/ODataFeed/OData/50090NED"
    frame = statline.rows(client, table, {"Leeftijd": str(rivm.ADULTS), "Marges": rivm.ESTIMATE}, report)
    expected = len(statline.keys(client, table, "WijkenEnBuurten")) * len(statline.keys(client, table, "Perioden"))
    if len(frame) != expected:
        raise ServiceError(f"{table}: {len(frame)} rows came, the table has {expected}. Nothing was used.")
    return rivm.read_rows(frame, "50090NED")


SOURCES = {source.id: source for source in (LiveSource("rivm", _read_rivm),)}


@dataclass(frozen=True)
class Outcome:
    """What happened to one source: `state` is same, newer, accepted or rejected."""

    source: str
    state: str
    message: str
    rows: int = 0
    changes: dict | None = None


def update(
    only: list[str] | None = None, since: int | None = None, dry_run: bool = False,
    client: Client | None = None, report: Callable[[str], None] = print,
) -> list[Outcome]:  # fmt: skip
    """Ask every source (or those in `only`), check what came, and use what is well. `since` leaves older years as they
    are. Returns an outcome per source; a source that fails leaves its figures as they were.

    Raises `build.BuildFailed` when the new database does not pass its checks; the one in use then stays.
    """
    folder = database.data_folder()
    client = client or Client(since=_unfinished(folder))
    (folder / "downloads" / UNFINISHED).touch()
    current = build.inputs()
    outcomes, accepted = [], {}
    for name in only or list(SOURCES):
        outcome, values = _one(SOURCES[name], client, current, since, report)
        report(f"{name}: {outcome.message}")
        outcomes.append(outcome)
        if values is not None:
            accepted[name] = values
    (folder / "downloads" / UNFINISHED).unlink(missing_ok=True)
    if accepted and not dry_run:
        _use(current, accepted, folder, report)
        outcomes = [
            Outcome(o.source, "accepted", o.message, o.rows, o.changes) if o.source in accepted else o for o in outcomes
        ]
    if not dry_run:
        _write_report(folder / REPORT, outcomes)
    return outcomes


def _one(
    source: LiveSource, client: Client, current: Path, since: int | None, report: Callable[[str], None]
) -> tuple[Outcome, pd.DataFrame | None]:
    def progress(rows: int, size: int) -> None:
        report(f"  {source.id}: {rows:,} rows, {size / 1e6:.1f} MB")

    used = pd.read_parquet(current / f"value_{source.id}.parquet")
    areas = pd.read_parquet(current / "area.parquet", columns=["type", "code", "vintage"])
    try:
        values = source.read(client, progress).values[VALUE_COLUMNS]
        if since is not None:
            values = pd.concat([used[used["year"] < since], values[values["year"] >= since]])
        contract.check(values, used, set(areas.itertuples(index=False, name=None)))
    except (ServiceError, SourceError, contract.ContractBroken) as refused:
        message = f"not used. {refused} The figures that were there are still in use."
        return Outcome(source.id, "rejected", message), None
    changes = contract.differences(values, used)
    if not (changes["new_years"] or changes["changed"] or changes["added"] or changes["vanished_areas"]):
        return Outcome(source.id, "same", "nothing is newer", len(values), changes), None
    years = ", ".join(str(year) for year in changes["new_years"]) or "none"
    message = (
        f"newer: new years {years}; {changes['changed']} changed and {changes['added']} added figures; "
        f"{len(changes['vanished_areas'])} areas vanished"
    )
    return Outcome(source.id, "newer", message, len(values), changes), values


def _use(current: Path, accepted: dict[str, pd.DataFrame], folder: Path, report: Callable[[str], None]) -> None:
    """A whole set of figures with what was accepted, built and checked; only then it takes the place of the old."""
    with tempfile.TemporaryDirectory(prefix="figures-", dir=folder) as scratch:
        fresh = Path(scratch) / "figures"
        shutil.copytree(current, fresh)
        provenance = json.loads((fresh / "provenance.json").read_text(encoding="utf-8"))
        for name, values in accepted.items():
            order = ["indicator_id", "area_type", "year", "vintage", "area_code"]
            path = fresh / f"value_{name}.parquet"
            write_parquet(values.sort_values(order, kind="stable").reset_index(drop=True), path)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            counts = values.groupby(["area_type", "vintage", "year"]).size()
            provenance["sets"] = [entry for entry in provenance["sets"] if entry["source"] != name] + [
                {
                    "source": name,
                    "files": [{"file": path.name, "bytes": path.stat().st_size, "sha256": digest}],
                    "rows": len(values),
                    "years": sorted({int(year) for year in values["year"]}),
                    "figures": [
                        {"area_type": kind, "vintage": int(vintage), "year": int(year), "rows": int(rows)}
                        for (kind, vintage, year), rows in counts.items()
                    ],
                }
            ]
        provenance["embedded"] = build.hash_of_figures(STARTSET)
        (fresh / "provenance.json").write_text(json.dumps(provenance, indent=1, sort_keys=True), encoding="utf-8")
        build.build(fresh, report)
        target, previous = folder / build.FIGURES, folder / f"{build.FIGURES}-previous"
        shutil.rmtree(previous, ignore_errors=True)
        if target.exists():
            target.replace(previous)
        fresh.replace(target)


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
            "checked_at": now, "loaded_at": loaded, "state": outcome.state, "message": outcome.message,
            "rows": outcome.rows, "changes": outcome.changes,
        }  # fmt: skip
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"sources": known}, indent=1), encoding="utf-8")
    fresh.replace(path)
