"""When each source was last checked and loaded, and how the last run of the update ended, as that wrote it down."""

import json
from datetime import UTC, datetime

from lsa_data.ask import database, what_changed

REPORT = "update.json"
LAST_RUN = "last-run.json"


def last_checks() -> dict[str, dict]:
    """Per feed: source (its id in the catalogue), checked_at and loaded_at (ISO dates, UTC; None when never),
    state, message, rows, bytes, changes and tables. Empty before the first update."""
    try:
        return json.loads((database.data_folder() / REPORT).read_text(encoding="utf-8"))["sources"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def of_source(source_id: str) -> dict | None:
    """When a source of the catalogue, over all its feeds, was last checked (checked_at) and last gave newer
    figures that are in use (loaded_at, None when never), and whether a feed was not used then (rejected); None when it
    was never checked."""
    own = [check for check in last_checks().values() if check.get("source") == source_id]
    if not own:
        return None
    taken_back = what_changed.rolled_back()
    loaded = [
        check["loaded_at"]
        for check in own
        if check["loaded_at"] and not (taken_back and check["loaded_at"] >= taken_back["at"])
    ]
    return {
        "checked_at": max(check["checked_at"] for check in own),
        "loaded_at": max(loaded, default=None),
        "rejected": any(check.get("state") == "rejected" for check in own),
    }


def last_run() -> dict | None:
    """When the last run of the update ended (`ended_at`, ISO, UTC), with which exit code, and when one last ended well
    (`well_at`, None when never); None before the first. A run that was killed leaves what the one before it wrote."""
    try:
        run = json.loads((database.data_folder() / LAST_RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return run if isinstance(run, dict) and {"ended_at", "exit_code", "well_at"} <= set(run) else None


def write_last_run(exit_code: int) -> None:
    """Write down that a run of the update ended now."""
    now, before = datetime.now(UTC).isoformat(timespec="seconds"), last_run()
    well_at = now if exit_code == 0 else before and before["well_at"]
    path = database.data_folder() / LAST_RUN
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps({"ended_at": now, "exit_code": exit_code, "well_at": well_at}), encoding="utf-8")
    fresh.replace(path)
