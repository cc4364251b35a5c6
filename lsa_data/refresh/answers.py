"""What the services answered, in short: so that a run elsewhere tells how they really are (`update --report FILE`).

Of every address (without its query) the first answer is described, and the others are counted: a report of a whole run
stays small enough to mail. Only what is sent to the public services and comes back from them is in it.
"""

import json
import re
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

MOST_CHARACTERS = 500_000
"""Of the whole report; what does not fit any more is only counted."""
MOST_TITLES = 300
"""A list of codes that is longer (of areas) is shown by its first row alone."""
MOST_NAMES = 400
MOST_TEXT = 80


class Answers:
    """What came, by address. One run, one thread."""

    def __init__(self) -> None:
        self._by_path: dict[str, dict] = {}

    def came(self, url: str, status: int | str, kind: str, body: Path | None = None, text: bytes = b"") -> None:
        """An answer came, with this status ("kept": not asked again) and type; `text` is how an error begins."""
        entry = self._entry(url)
        entry["statuses"][str(status)] = entry["statuses"].get(str(status), 0) + 1
        entry["types"] = sorted({*entry["types"], kind})
        if text:
            entry.setdefault("errors", {})[str(status)] = _short(text.decode("utf-8", "replace"), 4 * MOST_TEXT)
        if body is not None:
            entry["bytes"] += body.stat().st_size
            if "json" not in kind and "holds" not in entry:
                entry["holds"] = _of_file(body)

    def failed(self, url: str, why: str) -> None:
        """No answer came that could be used."""
        entry = self._entry(url)
        entry["failed"] = entry.get("failed", 0) + 1
        entry["why"] = _short(why, 4 * MOST_TEXT)

    def holds(self, url: str, content: object) -> None:
        """What the JSON of an answer holds."""
        entry = self._entry(url)
        rows = _rows(content)
        if rows is not None:
            entry["rows"] = entry.get("rows", 0) + len(rows)
        entry.setdefault("holds", _of_json(content))

    def write(self, path: Path, about: dict) -> None:
        """The report as JSON, `about` the run first; at most about `MOST_CHARACTERS` long."""
        entries = [dict(entry) for entry in self._by_path.values()]
        left = MOST_CHARACTERS - len(_json(about))
        for entry in entries:
            left -= len(_json(entry))
            if left < 0 and "holds" in entry:
                entry["holds"] = "left out: the report would become too large"
        path.write_text(_json(about | {"answers": entries}) + "\n", encoding="utf-8")

    def _entry(self, url: str) -> dict:
        parts = urlsplit(url)
        fresh = {"address": _short(url, 10 * MOST_TEXT), "statuses": {}, "types": [], "bytes": 0}
        return self._by_path.setdefault(f"{parts.netloc}{parts.path}", fresh)


def _json(content: object) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False)


def _rows(content: object) -> list | None:
    """The rows of a page, whichever of the protocols it is of."""
    if not isinstance(content, dict):
        return None
    found = content.get("value", content.get("features"))
    return found if isinstance(found, list) else None


def _of_json(content: object) -> dict:
    """The names and the first row; of a list of codes every code and title."""
    rows = _rows(content)
    if rows is None or not isinstance(content, dict):
        return {"content": _cut(content)}
    beside = {name: _cut(value) for name, value in content.items() if value is not rows}
    first = rows[0] if rows else {}
    if not isinstance(first, dict):
        return beside | {"first": _cut(first)}
    found = beside | {"first": _cut(first)}
    code = next((name for name in ("Key", "Identifier") if name in first and "Title" in first), None)
    if code and len(rows) <= MOST_TITLES:
        found["titles"] = {str(row.get(code)): _short(str(row.get("Title"))) for row in rows}
    return found


def _of_file(path: Path) -> dict:
    """The entries of a zip, with the first lines of every CSV; of another file how it begins."""
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            return {"begins": _short(file.read(1000).decode("utf-8", "replace"), 4 * MOST_TEXT)}
    with zipfile.ZipFile(path) as archive:
        return {"entries": [_of_entry(archive, entry) for entry in archive.infolist()[:MOST_NAMES]]}


def _of_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> dict:
    found = {"name": _short(entry.filename, 2 * MOST_TEXT), "bytes": entry.file_size}
    if not entry.filename.casefold().endswith(".csv"):
        return found
    try:
        with archive.open(entry) as file:
            start = file.read(2000).decode("utf-8-sig", "replace")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as broken:
        return found | {"broken": _short(str(broken))}
    return found | {"begins": [_short(line, 4 * MOST_TEXT) for line in start.splitlines()[:2]]}


def _cut(value: object) -> object:
    """The value, with its long parts made short."""
    if isinstance(value, dict):
        return {_short(str(name)): _cut(part) for name, part in list(value.items())[:MOST_NAMES]}
    if isinstance(value, list):
        return [_cut(part) for part in value[:3]] + (["..."] if len(value) > 3 else [])
    return _short(value) if isinstance(value, str) else value


def _short(text: str, most: int = MOST_TEXT) -> str:
    """At most so many characters, and no name or password before a host."""
    text = re.sub(r"//[^/@\s]+@", "//", text)
    return text if len(text) <= most else f"{text[:most]}..."
