"""Reports that everybody may read: checked when they are published, and shown on the page Bijeenkomsten."""

import logging
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from lsa_data import catalogue
from lsa_data.ask import database
from lsa_data.problem import Problem
from lsa_tafel import report
from lsa_tafel.report import Report, ReportError

LARGEST = 5_000_000
"""Bytes of a file: a whole evening takes a hundredth of it."""
LONGEST_NAME = 80


class Published(NamedTuple):
    """A report that everybody may read, and what it says below its title, as Markdown."""

    report: Report
    text: str


class PublishError(Problem):
    """A file cannot be published; a line per mistake."""


def folder() -> Path:
    """Where the published reports lie: in the data folder, so that they outlive a new version of the program."""
    return database.data_folder() / "reports"


def publish(path: Path, replace: bool = False) -> Path:
    """Check the file of a report and put it among the published ones; gives where it lies.

    Raises `PublishError` without a file, with every mistake, and when a report of the same evening was published
    before, unless it is to be replaced. What was published stays as it was then.
    """
    if not path.is_file():
        raise PublishError(f"{path} is not there; name the JSON file of the report that the desk gave")
    if path.stat().st_size > LARGEST:
        raise PublishError(_refused(path, [f"it is larger than {LARGEST / 1e6:.0f} MB: no report of an evening is"]))
    content = path.read_bytes()
    try:
        found = report.read(content)
    except ReportError as error:
        raise PublishError(_refused(path, _mistakes(error))) from error
    if wrong := list(_unfit(found)):
        raise PublishError(_refused(path, wrong))
    report.lines(found)
    target = folder() / f"{_name(found)}.json"
    if target.exists() and not replace:
        raise PublishError(
            f"a report of this evening is published already, as {target}. It stays as it is; "
            "use --replace to put this one in its place"
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.replace(target)
    return target


def published() -> list[Published]:
    """The published reports, the newest evening first. A file that is not a report is passed over and named in the log;
    the others are shown."""
    files = sorted(folder().glob("*.json"), reverse=True)
    found = (_shown(path, _changed(path)) for path in files)
    return [one for one in found if one is not None]


@lru_cache(maxsize=200)
def _shown(path: Path, changed: int) -> Published | None:
    """What a file says, read once as long as it is not `changed`."""
    try:
        found = report.read(path.read_bytes())
    except (ReportError, OSError) as error:
        logging.getLogger(__name__).warning("%s is not shown: %s", path, error)
        return None
    return Published(found, report.markdown([line for line in report.lines(found) if line.kind != "h1"]))


def _changed(path: Path) -> int:
    """When a file was changed, in nanoseconds; 0 when it is gone again."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _refused(path: Path, mistakes: list[str]) -> str:
    counted = "1 mistake" if len(mistakes) == 1 else f"{len(mistakes)} mistakes"
    lines = "\n".join(f"  {mistake}" for mistake in mistakes)
    return (
        f"{path} has {counted}; nothing was published.\n{lines}\nTake the JSON file of the report from the desk again"
    )


def _mistakes(error: ReportError) -> list[str]:
    """Every mistake in the form of a file: where it is, and what is wrong there."""
    if not isinstance(error.__cause__, ValidationError):
        return [str(error)]
    return [
        f"{'.'.join(map(str, one['loc'])) or 'the file'}: {one['msg'][0].lower()}{one['msg'][1:]}"
        for one in error.__cause__.errors(include_url=False)
    ]


def _unfit(found: Report) -> Iterator[str]:
    """What a report of the right form still needs before everybody may read it."""
    about = found.about
    known = [regio.code for regio in catalogue.regios()]
    if not about.title.strip():
        yield "about.title: is empty"
    if about.regio and about.regio not in known:
        yield f"about.regio: is {about.regio!r}; expected is one of {', '.join(known)}, or nothing"
    if about.date and not _is_date(about.date):
        yield f"about.date: is {about.date!r}; expected is a date such as 2018-01-29, or nothing"
    if not (
        found.figures or found.questions or found.priorities.themes or found.own or found.notes or found.agreements
    ):
        yield "the report holds nothing: no figures, questions, priorities, own slides, notes or agreements"


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _name(found: Report) -> str:
    """A name for the file: the date, the place and the title in plain letters."""
    about = found.about
    words = " ".join(part for part in (about.date, about.place, about.title) if part)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME] or "report"
