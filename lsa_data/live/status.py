"""When each source was last checked and loaded, as the last update wrote it down."""

import json

from lsa_data import database

REPORT = "update.json"


def last_checks() -> dict[str, dict]:
    """Per source: checked_at and loaded_at (ISO dates, UTC; None when never), state, message, rows and changes. Empty
    before the first update."""
    try:
        return json.loads((database.data_folder() / REPORT).read_text(encoding="utf-8"))["sources"]
    except (OSError, ValueError, KeyError):
        return {}
