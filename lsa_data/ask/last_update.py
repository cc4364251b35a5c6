"""When each source was last checked and loaded, as the last update wrote it down."""

import json

from lsa_data.ask import database

REPORT = "update.json"


def last_checks() -> dict[str, dict]:
    """Per feed: source (its id in the catalogue), checked_at and loaded_at (ISO dates, UTC; None when never),
    state, message, rows, bytes, changes and tables. Empty before the first update."""
    try:
        return json.loads((database.data_folder() / REPORT).read_text(encoding="utf-8"))["sources"]
    except (OSError, ValueError, KeyError):
        return {}


def of_source(source_id: str) -> dict | None:
    """When a source of the catalogue, over all its feeds, was last checked (checked_at) and last gave newer
    figures (loaded_at, None when never); None when it was never checked."""
    own = [check for check in last_checks().values() if check.get("source") == source_id]
    if not own:
        return None
    loaded = [check["loaded_at"] for check in own if check["loaded_at"]]
    return {"checked_at": max(check["checked_at"] for check in own), "loaded_at": max(loaded, default=None)}
