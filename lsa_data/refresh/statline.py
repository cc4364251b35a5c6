"""Tables of StatLine: OData 3 (the Feed, wide rows, dimensions with padded keys) and OData 4 (long observations)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

import pandas as pd

from lsa_data.catalogue.codes import one_land
from lsa_data.read.frames import plain_name
from lsa_data.refresh.http import Client, ServiceError

REGION = "WijkenEnBuurten"
PERIOD = "Perioden"
NOT_TOPICS = ("ID", "Leeftijd", "Marges", "SoortMisdrijf", REGION, PERIOD)
"""Columns of OData 3 that say what a row is about."""
LEAST_FOUND = 0.4
"""The share of the wanted figures that a table must have by a name that is known. Of a table of health with other
names than ours, a quarter is found by chance."""
Wanted = Mapping[str, Iterable[str]]
"""Figure -> the names (plain) that its column may have, the likeliest first."""

Report = Callable[[int, int], None]
"""Told after every page: how many more rows, and how many more bytes."""


def unheard(rows: int, size: int) -> None:
    """A report that nobody hears."""


@dataclass(frozen=True)
class Table:
    """One load of a table: its address, when the publisher changed it, and what came."""

    id: str
    modified: str | None
    rows: int


def names(client: Client, table: str, dimension: str = REGION) -> dict[str, str]:
    """Key (without padding) -> name, of a dimension of a table of OData 3; a name that repeats the key is none."""
    rows = _dimension(client, table, dimension)
    titles = {one_land(str(row["Key"]).strip()): str(row.get("Title") or "").strip() for row in rows}
    return {key: title for key, title in titles.items() if title and title != key}


def key_called(client: Client, table: str, dimension: str, word: str) -> str | None:
    """The key (without padding) of the one entry of a dimension that has `word` in its title; None when none has."""
    found = [key for key, title in names(client, table, dimension).items() if word in title.casefold()]
    if len(found) > 1:
        raise ServiceError(f"{table}: several keys of {dimension} are called {word} ({', '.join(found)}). Not used.")
    return found[0] if found else None


def modified(client: Client, table: str) -> str | None:
    """When the publisher last changed a table of OData 3, as it says so itself."""
    rows = _all(client, f"{table}/TableInfos?$format=json")
    return str(rows[0]["Modified"]) if rows and rows[0].get("Modified") else None


def rows(
    client: Client,
    table: str,
    chosen: dict[str, str],
    wanted: Wanted,
    report: Report = unheard,
    period: int | None = None,
) -> pd.DataFrame:
    """Every row of a table of OData 3 (`table` is its address) with these keys (dimension -> key without padding).
    `period` is the year of a table without periods.

    Returns code, year, and a column of numbers per figure in `wanted` that the table has, by the name of its column or
    by its title. The numbers behind the names of columns differ per table and are ignored. Raises `ServiceError` when
    too few of those wanted are there (`LEAST_FOUND`), a key does not exist, or the service ignores the filter or gives
    another number of rows than it says or than the dimensions can make.
    """
    padded = {dimension: _padded(client, table, dimension, key) for dimension, key in chosen.items()}
    asked = " and ".join(f"({dimension} eq '{key}')" for dimension, key in padded.items())
    asked = f"$filter={quote(asked)}" if asked else ""
    titles, columns, parts = _topics(client, table), None, []
    for page in _pages(client, f"{table}/UntypedDataSet?$format=json&{asked}".rstrip("&"), report):
        if page:
            frame = pd.DataFrame(page)
            columns = columns or _columns(frame, titles, wanted, table)
            parts.append(_wide(frame, table, chosen, columns, period))
    frame = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    if frame.empty:
        raise ServiceError(f"{table}: the filter found nothing, although its keys exist. Nothing was used.")
    if frame.duplicated(["code", "year"]).any():
        raise ServiceError(f"{table}: a row stands twice under one key. Nothing was used.")
    _check_count(client, table, asked, len(frame), dated=period is None)
    return frame


def observations(client: Client, table: str, wanted: Wanted, report: Report = unheard) -> tuple[pd.DataFrame, Table]:
    """The figures of a table of OData 4 (one year) whose measures have these names.

    Returns code, name and a column of numbers per figure in `wanted` that the table has, and what was loaded; a cell
    without an observation is empty, and so is the column of a measure without any. Raises `ServiceError` when too few
    of those wanted are there (`LEAST_FOUND`), the number of observations is another than the service says, or one
    stands twice.
    """
    titles = {str(row["Identifier"]): str(row["Title"]).strip() for row in _all(client, f"{table}/MeasureCodes")}
    codes = found_by_name(titles, {}, wanted, table)
    areas = {
        one_land(str(row["Identifier"]).strip()): str(row["Title"]).strip()
        for row in _all(client, f"{table}/{REGION}Codes")
    }
    about = client.json(f"{table}/Properties")
    asked = quote(" or ".join(f"Measure eq '{code}'" for code in codes))
    parts, told = [], None
    for page in _pages(client, f"{table}/Observations?$filter={asked}&$count=true", report):
        told = page.told if page.told is not None else told
        part = pd.DataFrame(page)
        missing = {"Measure", "Value", REGION} - set(part.columns)
        if len(part) and missing:
            raise ServiceError(f"{table}: observations lack {', '.join(sorted(missing))}. The service has changed.")
        parts.append(part[["Measure", "Value", REGION]] if len(part) else part)
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    if found.empty:
        raise ServiceError(f"{table}: there are no observations. Nothing was used.")
    if told is not None and told != len(found):
        raise ServiceError(f"{table}: {len(found)} observations came of {told}. Nothing was used.")
    unasked = set(found["Measure"]) - set(codes)
    if unasked:
        raise ServiceError(f"{table}: the service ignored the filter on Measure. Nothing was used.")
    found["code"] = found[REGION].astype(str).str.strip().map(one_land)
    if found.duplicated(["code", "Measure"]).any():
        raise ServiceError(f"{table}: an observation stands twice under one key. Nothing was used.")
    wide = found.pivot(index="code", columns="Measure", values="Value").apply(pd.to_numeric)
    if told is None and len(wide) != len(areas):
        raise ServiceError(f"{table}: there are figures of {len(wide)} areas, the table has {len(areas)}.")
    frame = wide.reindex(columns=list(codes)).rename(columns=codes).rename_axis(columns=None).reset_index()
    frame.insert(1, "name", frame["code"].map(areas))
    when = about.get("Modified") if isinstance(about, dict) else None
    return frame, Table(table, when, len(found))


def found_by_name(titles: Mapping[str, str], keys: Mapping[str, str], wanted: Wanted, table: str) -> dict[str, str]:
    """Which column or measure holds which wanted figure: key -> figure. `titles` and `keys` give for every key its
    title, and its name where that is a word too; the first name of a figure that something is called by counts.

    Raises `ServiceError` naming what the table does have when it has less than `LEAST_FOUND` of what is wanted, and
    when a name is that of two.
    """
    by_name = [_by_plain_name(keys), _by_plain_name(titles)]
    found: dict[str, str] = {}
    for figure, names_ in wanted.items():
        called = next((of[name] for name in names_ for of in by_name if name in of), [])
        if len(called) > 1:
            raise ServiceError(f"{table}: {' and '.join(called)} have the same name, of {figure}. It has changed.")
        if called:
            found[called[0]] = figure
    if len(found) < LEAST_FOUND * len(wanted):
        there = ", ".join(sorted({keys.get(key, title) for key, title in titles.items()}))
        raise ServiceError(
            f"{table}: of the {len(wanted)} figures that are wanted {len(found)} are there by a name that is known. "
            f"Nothing was used. The table has: {there}."
        )
    return found


def _by_plain_name(texts: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, text in texts.items():
        found.setdefault(plain_name(text), []).append(key)
    return found


class _Page(list):
    """The rows of one page; `told` is how many the service says there are in all, where it does."""

    told: int | None = None


def _pages(client: Client, url: str, report: Report = unheard) -> Iterator[_Page]:
    """Page after page of rows."""
    for content, size in client.pages(url, lambda page: page.get("odata.nextLink") or page.get("@odata.nextLink")):
        if not isinstance(content.get("value"), list):
            raise ServiceError(f"{url}: the answer has no rows (`value`). The service may have changed.")
        page = _Page(content["value"])
        told = content.get("@odata.count", content.get("odata.count"))
        page.told = int(told) if told is not None else None
        report(len(page), size)
        yield page


def _all(client: Client, url: str) -> list[dict]:
    return [row for page in _pages(client, url) for row in page]


def _dimension(client: Client, table: str, dimension: str) -> list[dict]:
    return _all(client, f"{table}/{dimension}?$format=json")


def _padded(client: Client, table: str, dimension: str, key: str) -> str:
    """The key exactly as the service pads it: a filter with another padding finds nothing."""
    found = [row["Key"] for row in _dimension(client, table, dimension) if str(row["Key"]).strip() == key]
    if len(found) != 1:
        raise ServiceError(f"{table}: the dimension {dimension} has no key {key}. The table may have changed.")
    return str(found[0])


def _topics(client: Client, table: str) -> dict[str, str]:
    """Column -> title, as the table says itself; nothing where it does not."""
    try:
        return {
            str(row["Key"]).strip(): str(row.get("Title") or "").strip()
            for row in _all(client, f"{table}/DataProperties?$format=json")
            if row.get("Key")
        }
    except ServiceError:
        return {}


def _columns(page: pd.DataFrame, titles: Mapping[str, str], wanted: Wanted, table: str) -> dict[str, str]:
    """Column -> figure, of the columns that hold a wanted figure."""
    topics = {column: column for column in page.columns if column not in NOT_TOPICS}
    return found_by_name({column: titles.get(column, "") for column in topics}, topics, wanted, table)


def _wide(
    page: pd.DataFrame, table: str, chosen: dict[str, str], columns: Mapping[str, str], period: int | None
) -> pd.DataFrame:
    """One page with tidy keys and numbers, and only the wanted columns, by their figures."""
    for dimension, key in chosen.items():
        if dimension not in page.columns or set(page[dimension].astype(str).str.strip()) != {key}:
            raise ServiceError(f"{table}: the service ignored the filter on {dimension}. Nothing was used.")
    missing = ({REGION} if period else {REGION, PERIOD}) | set(columns)
    missing -= set(page.columns)
    if missing:
        raise ServiceError(f"{table}: the columns {', '.join(sorted(missing))} are not there. The table has changed.")
    years = pd.Series(f"{period}JJ00", index=page.index) if period else page[PERIOD].astype(str).str.strip()
    if not years.str.fullmatch(r"\d{4}JJ00").all():
        raise ServiceError(f"{table}: not every period is a year. The table has changed.")
    codes = page[REGION].astype(str).str.strip().map(one_land)
    tidy = pd.DataFrame({"code": codes, "year": years.str[:4].astype(int)})
    for column, figure in columns.items():
        text = page[column].astype("string").str.strip().replace({"": None, ".": None})
        try:
            tidy[figure] = pd.to_numeric(text).astype(float)
        except (ValueError, TypeError) as wrong:
            raise ServiceError(f"{table}: the column {column} holds something that is no number ({wrong}).") from wrong
    return tidy


def _check_count(client: Client, table: str, asked: str, came: int, dated: bool) -> None:
    """Whether as many rows came as the service counts, or, where it does not count, no more than can be."""
    try:
        told = int(client.text(f"{table}/UntypedDataSet/$count?{asked}".rstrip("?")))
    except (ServiceError, ValueError):
        most = len(_dimension(client, table, REGION)) * (len(_dimension(client, table, PERIOD)) if dated else 1)
        if not most / 2 <= came <= most:
            raise ServiceError(f"{table}: {came} rows came, the table has {most}. Nothing was used.") from None
    else:
        if told != came:
            raise ServiceError(f"{table}: {came} rows came of {told}. Nothing was used.")
