"""An area that somebody put together from buurten.

It is written in one line, `BU05990110,BU05990111:40;naam=Mijn buurt`: buurten (of a wijk all of them), behind a colon
how much of one counts when that is not all of it (in percent), and a name. An address, a file and a program say it so.
Buurten of a later year than `FIRST_YEAR` are followed by it (`;jaar=2025`): a code may mean another place in another
year.
"""

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote_plus

import pandas as pd

from lsa_data.ask import code_list, database
from lsa_data.ask.areas import Area, area, shown_first, within
from lsa_data.ask.code_list import NotFound
from lsa_data.catalogue.codes import PATTERNS, is_code

MOST = 600
"""Buurten of one area: more than the largest gemeente has."""
LEAST_PEOPLE = 250
"""Of fewer people together there are no figures."""
KIND = "eigen"
"""What is said instead of the type of an area."""
AMONG_WIJKEN = 2000
"""People from which it is compared with wijken, and below with buurten: between the middle sizes of both."""
FIRST_YEAR = 2024
"""The vintage of the buurten of a line that says none."""
ALL_OF_IT = 0.95
"""A buurt that lies in another for so much lies wholly in it: borders are drawn anew every year."""
LONGEST_NAME = 60
LONGEST_LINE = 20 * MOST
WHOLE = 100
SAME_PLACE = ("same", "overlap")
"""Links on which figures of another year may be shown (model `comparable`)."""
GONE = ("other_vintage", "redrawn")
"""Why a buurt of an older year is not in the area."""
PART = re.compile(rf"({PATTERNS['wijk']}|{PATTERNS['buurt']})(?::(\d{{1,9}}))?", re.ASCII)
IN_A_LINK = re.compile(r"https?://\S*?(?:[?&]eigen=|/(?:gebied|poster)/)([^\s&?#]+)")
LINE = r"^[A-Za-z0-9,:]{6,12000}(;jaar=[0-9]{4})?(;naam=[^<>]{0,80}|;jaar=[0-9]{0,3}|;(naam?|jaar?|[jn]a?)?|%3?)?$"
"""What a line looks like in an address, before it is read; its end may have been cut off."""
NOT_IN_A_NAME = re.compile(r"[^\w .,'’&()-]")


@dataclass(frozen=True)
class Member:
    """A buurt with how much of it counts, in percent (1 to 100)."""

    code: str
    percent: int
    name: str
    inhabitants: int | None
    gemeente_code: str | None
    gemeente_name: str | None

    @property
    def key(self) -> str:
        """The member as it is written."""
        return self.code if self.percent == WHOLE else f"{self.code}:{self.percent}"

    @property
    def people(self) -> float:
        """How many of its inhabitants count; 0 where their number is unknown."""
        return (self.inhabitants or 0) * self.percent / WHOLE


@dataclass(frozen=True)
class OwnArea(Area):
    """An area of somebody's own. `type` is that of the areas that it is compared with; `code` is the whole line.
    `name` is empty where nobody gave one."""

    members: tuple[Member, ...] = ()

    @property
    def kind(self) -> str:
        """What it is called."""
        return KIND

    @property
    def short(self) -> str:
        """What tells it from others in a word of few signs: its line may have thousands."""
        return f"{KIND}-{hashlib.sha256(self.code.encode()).hexdigest()[:10]}"

    @property
    def made_of(self) -> str:
        """The type of the areas that its figures are of."""
        return "buurt"

    @cached_property
    def codes(self) -> list[str]:
        """Its buurten."""
        return [member.code for member in self.members]


@dataclass(frozen=True)
class Reading:
    """What a line says: the area (None where it has no buurt that exists), and what in it was not found. `too_many`
    says that there were more than `MOST`. `instead` is the area with what took the place of buurten of an older year;
    None where nothing did."""

    area: OwnArea | None
    not_found: tuple[NotFound, ...] = ()
    too_many: bool = False
    instead: OwnArea | None = None


@database.once_per_version
def read(line: str) -> Reading:
    """The area that a line says; a buurt that is named twice counts once, for its largest part."""
    listed, year, name = _said(line)
    if len(listed) > LONGEST_LINE:
        return Reading(None, too_many=True)
    found = code_list.read(re.sub(r":\d+", " ", listed), None, None)
    vintage = shown_first("buurt")
    named = [code for code, _ in PART.findall(listed.upper())]
    redrawn = _redrawn("wijk", named, year, vintage)
    parts = _parts(listed, redrawn)
    known = code_list.read(" ".join(parts), "buurt", vintage)
    redrawn |= _redrawn("buurt", named, year, vintage)
    others = [one for one in found.not_found if one.word not in parts]
    others += [NotFound(code, "other_type") for code in found.codes if not re.match(r"BU|WK", code)]
    wijken = code_list.read(" ".join(code for code in found.codes if code.startswith("WK")), "wijk", vintage)
    elsewhere = tuple(NotFound(code, "redrawn", (year,)) for code in sorted(redrawn))
    not_found = (*_no_parts(listed), *others, *wijken.not_found, *known.not_found, *elsewhere)
    if len(known.codes) > MOST:
        return Reading(None, not_found, too_many=True)
    kept = {code: parts[code] for code in known.codes if code not in redrawn}
    gone = {one.word: parts[one.word] for one in not_found if one.word in parts and one.why in GONE}
    now = _now(gone, year, vintage)
    return Reading(of(kept, name), not_found, instead=of(_joined(now, kept), name) if now else None)


def is_line(text: str) -> bool:
    """Whether a text is meant as the line of an area of somebody's own, and not as a code."""
    return not is_code(text) and PART.match(text.upper()) is not None


def area_of(code: str, vintage: int | None = None) -> Area | None:
    """The area with this code, or the one that this line says; None where there is none."""
    if is_code(code):
        return area(code, vintage)
    return read(code).area if is_line(code) else None


def of(parts: dict[str, int], name: str = "") -> OwnArea | None:
    """The area of these buurten (code -> percent, 1 to 100) that exist; None where none does."""
    vintage = shown_first("buurt")
    rows = database.ask("members", codes=sorted(parts), vintage=vintage).to_dict("records")
    if not rows:
        return None
    rows = [{key: None if value != value else value for key, value in row.items()} for row in rows]
    members = tuple(_member(row, parts[row["code"]]) for row in rows)
    people = round(sum(member.people for member in members))
    shared = {
        column: rows[0][column] if len({row[column] for row in rows}) == 1 else None
        for column in ("gemeente_code", "gemeente_name", "provincie_code", "provincie_name", "regio_code", "regio_nl",
                       "regio_en")
    }  # fmt: skip
    middle = max(rows, key=lambda row: row["inhabitants"] or 0)
    called = clean_name(name)
    return OwnArea(
        type="wijk" if people >= AMONG_WIJKEN else "buurt", code=line(members, vintage, called), vintage=vintage,
        name=called, lon=middle["lon"], lat=middle["lat"], inhabitants=people, inhabitants_year=vintage,
        size_class=database.ask("size_class", people=people)["size_class"].iloc[0], members=members, **shared,
    )  # fmt: skip


def _member(row: dict, percent: int) -> Member:
    people = None if row["inhabitants"] is None else int(row["inhabitants"])
    return Member(row["code"], percent, row["name"], people, row["gemeente_code"], row["gemeente_name"])


def line(members: Iterable[Member], vintage: int, name: str) -> str:
    """The area as it is written."""
    return _written(",".join(member.key for member in members), vintage, name)


def _written(codes: str, vintage: int | str, name: str) -> str:
    year = "" if str(vintage) == str(FIRST_YEAR) else f";jaar={vintage}"
    return f"{codes}{year};naam={name}" if name else f"{codes}{year}"


def _said(line: str) -> tuple[str, int, str]:
    """The codes, the vintage and the name of a line."""
    before, _, name = line.partition(";naam=")
    listed, _, year = before.partition(";jaar=")
    return listed, int(year) if re.fullmatch(r"[0-9]{4}", year) else FIRST_YEAR, name


def beside(area: OwnArea) -> pd.DataFrame:
    """The buurten beside it, by name: columns as in `queries/beside_all.sql`."""
    return database.ask("beside_all", codes=area.codes, vintage=area.vintage)


FILE_COLUMNS = ("gebied", "buurt", "procent", "naam", "gemeente", "inwoners", "jaar")


def as_file(area: OwnArea) -> bytes:
    """The area as a list to keep: CSV with `FILE_COLUMNS`, for spreadsheets in Dutch."""
    out = io.StringIO()
    lines = csv.writer(out, delimiter=";", lineterminator="\r\n")
    lines.writerow(FILE_COLUMNS)
    for member in area.members:
        lines.writerow([
            area.name, member.code, member.percent, member.name, member.gemeente_name, member.inhabitants, area.vintage,
        ])  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def line_of(text: str) -> str:
    """The line that a text says: the file of `as_file`, a link to an area, or codes as somebody pastes them."""
    if link := IN_A_LINK.search(text):
        return unquote_plus(link[1])
    plain = text.removeprefix("\ufeff")
    between = next((sign for sign in ";\t" if sign in plain.partition("\n")[0]), ",")
    rows = csv.DictReader(io.StringIO(plain), delimiter=between)
    if not {"gebied", "buurt", "procent"} <= set(rows.fieldnames or ()):
        return text
    kept = [row for row in rows if row["buurt"]]
    first = kept[0] if kept else {}
    codes = ",".join(f"{row['buurt']}:{row['procent']}" for row in kept)
    return _written(codes, first.get("jaar") or FIRST_YEAR, first.get("gebied") or "")


def clean_name(text: str) -> str:
    """A name without signs that mean something elsewhere, that begins with a letter or digit, with or without an
    apostrophe before it ('t Zand), of at most so many signs; the one place where that is decided."""
    plain = unicodedata.normalize("NFC", NOT_IN_A_NAME.sub("", unicodedata.normalize("NFC", text)))
    plain = " ".join(plain.replace("_", " ").split())
    return re.sub(r"^\W*?(?=['’]?\w|$)", "", plain, count=1)[:LONGEST_NAME].strip()


def _redrawn(kind: str, codes: Iterable[str], year: int, vintage: int) -> set[str]:
    """Which of these codes of one type of area are in `vintage` not for sure the place that they were in another
    `year`."""
    if year == vintage:
        return set()
    now = set(code_list.read(" ".join(codes), kind, vintage).codes)
    rows = database.ask("instead", type=kind, codes=sorted(now), year=year, vintage=vintage)
    return now - set(rows.loc[rows["link"].isin(SAME_PLACE) & (rows["code"] == rows["other_code"]), "code"])


def _now(gone: dict[str, int], year: int, vintage: int) -> dict[str, int]:
    """What took the place of buurten of older years (code -> percent), as far as that is sure: one that is the same
    place, or, of one that counted whole, those that together are all of it and nothing else."""
    found: dict[str, int] = {}
    for code, rows in database.ask("instead", type="buurt", codes=sorted(gone), year=year, vintage=vintage).groupby(
        "code"
    ):
        same = rows[rows["link"].isin(SAME_PLACE)]
        inside = rows[rows["other_share"] >= ALL_OF_IT]
        if not same.empty:
            found = _joined(found, {same["other_code"].iloc[0]: gone[code]})
        elif gone[code] == WHOLE and inside["share"].sum() >= ALL_OF_IT:
            found = _joined(found, dict.fromkeys(inside["other_code"], WHOLE))
    return found


def _joined(some: dict[str, int], more: dict[str, int]) -> dict[str, int]:
    """The buurten of both; of one that is in both the largest part."""
    return some | {code: max(percent, some.get(code, 0)) for code, percent in more.items()}


def _can_be(percent: int) -> bool:
    return 1 <= percent <= WHOLE


def _no_parts(listed: str) -> tuple[NotFound, ...]:
    """The buurten and wijken with a part that there cannot be, as they are written."""
    written = [f"{code}:{percent}" for code, percent in PART.findall(listed.upper())
               if percent and not _can_be(int(percent))]  # fmt: skip
    return tuple(NotFound(word, "no_part") for word in dict.fromkeys(written))


def _parts(listed: str, redrawn: Collection[str]) -> dict[str, int]:
    """Code of a buurt -> the percent that counts; a wijk is all of its buurten, one that is `redrawn` none, nor is one
    with a part that there cannot be."""
    parts: dict[str, int] = {}
    for code, percent in PART.findall(listed.upper()):
        share = int(percent or WHOLE)
        if code in redrawn or not _can_be(share):
            continue
        inside = within("buurt", wijk=code)["code"].tolist() if code.startswith("WK") else [code]
        for buurt in inside:
            parts[buurt] = max(share, parts.get(buurt, 0))
    return parts
