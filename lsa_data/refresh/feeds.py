"""The feeds: each a part of a source that can be refreshed: where it is, which figures it gives, how it is read."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from lsa_data.read import kerncijfers, leefbaarometer3, politie, rivm
from lsa_data.read.frames import NOT_YET, Parsed, SourceError, areas
from lsa_data.refresh import archive, features, statline
from lsa_data.refresh.http import Client, ServiceError
from lsa_data.refresh.statline import Report, Table, Wanted

THIRD_PARTIES = "https://dataderden.cbs.nl/ODataFeed/OData"
STATLINE_3 = "https://opendata.cbs.nl/ODataFeed/odata"
STATLINE_4 = "https://datasets.cbs.nl/odata/v1/CBS"
LEEFBAAROMETER = "https://www.leefbaarometer.nl/resources/open-data-leefbaarometer-meting-2024.zip"
KERNCIJFERS = {
    2016: "83487NED", 2017: "83765NED", 2018: "84286NED", 2019: "84583NED", 2020: "84799NED",
    2021: "85039NED", 2022: "85318NED", 2023: "85618NED", 2024: "85984NED", 2025: "86165NED",
}  # fmt: skip
SCORES = {"gemeente": r"score.*gemeente.*\.csv$", "wijk": r"score.*wijk.*\.csv$", "buurt": r"score.*buurt.*\.csv$",
          "pc4": r"score.*pc4.*\.csv$"}  # fmt: skip
LEAST_KNOWN = 0.97
"""The share of codes that must exist in a vintage before they are taken to be of that vintage."""


@dataclass(frozen=True)
class Known:
    """What is in use before a source is read: the areas (`area.parquet`) and the maps (type, vintage) there are."""

    areas: pd.DataFrame
    maps: set[tuple[str, int]]


@dataclass(frozen=True)
class Loaded:
    """What a source gave: figures and areas, polygons per (type, vintage), the tables it came from, and what a person
    should know of how it came (`notes`, sentences).

    `more` are value rows beside those in `parsed`, made part after part while they are written away: at once they would
    not fit in the memory."""

    parsed: Parsed = field(default_factory=Parsed)
    more: Iterable[pd.DataFrame] = ()
    polygons: Mapping[tuple[str, int], pd.DataFrame] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Feed:
    """A part of a source that can be refreshed: `source` is its id in the catalogue, `year` the only year it is about.
    `patches`: a figure that it does not give stays as it was; otherwise a figure that is gone is a breach.
    `names_areas`: it says itself which areas there are in its year."""

    id: str
    source: str
    read: Callable[[Client, Known, Report], Loaded]
    year: int | None = None
    patches: bool = False
    names_areas: bool = False


def _rivm_2020(client: Client, known: Known, report: Report) -> Loaded:
    """Gezondheid per wijk en buurt 2012, 2016, 2020, areas of 2020; estimates without bounds."""
    return _rivm(client, "50090NED", rivm.VINTAGE, rivm.NAMES_2020, report, bounds=False)


def _rivm_2024(client: Client, known: Known, report: Report) -> Loaded:
    """The newest edition, 2012 to 2024, areas of 2024; with the bounds of every estimate."""
    return _rivm(client, "50150NED", 2024, rivm.NAMES_2024, report, bounds=True)


def _rivm(client: Client, table: str, vintage: int, wanted: Wanted, report: Report, bounds: bool) -> Loaded:
    address = f"{THIRD_PARTIES}/{table}"
    when = statline.modified(client, address)

    def read(margin: str) -> pd.DataFrame:
        return statline.rows(client, address, {"Leeftijd": str(rivm.ADULTS), "Marges": margin}, wanted, report)

    estimates = read(rivm.ESTIMATE)
    called = [statline.key_called(client, address, "Marges", word) for word in (rivm.LOWER, rivm.UPPER) if bounds]
    margins = [margin for margin in called if margin]
    lower, upper = (read(margin) for margin in margins) if len(margins) == 2 else (None, None)
    titles = statline.names(client, address)
    codes = pd.Series(sorted(estimates["code"].unique()))
    notes = _not_found(estimates, wanted)
    if bounds and lower is None:
        notes = (*notes, "The table has no bounds of its estimates.")

    def by_figure() -> Iterator[pd.DataFrame]:
        for name in estimates.columns.drop(["code", "year"]):
            low, high = (None if frame is None else frame[["code", "year", name]] for frame in (lower, upper))
            yield rivm.read_table(estimates[["code", "year", name]], low, high, vintage).values

    return Loaded(
        Parsed(areas=areas(codes, vintage, codes.map(titles))), by_figure(),
        tables=(Table(table, when, len(estimates) * (3 if lower is not None else 1)),), notes=notes,
    )  # fmt: skip


def _not_found(frame: pd.DataFrame, wanted: Wanted) -> tuple[str, ...]:
    """A sentence that names what a table does not have by a name that is known; none when it has everything."""
    missing = [figure for figure in wanted if figure not in frame.columns]
    if not missing:
        return ()
    return (f"Not in the table by a name that is known, {len(missing)} of {len(wanted)}: {', '.join(missing)}.",)


def _politie(client: Client, known: Known, report: Report) -> Loaded:
    """Registered crime of wijken and buurten, yearly since 2012, over the inhabitants of the same year and areas."""
    address = f"{THIRD_PARTIES}/47018NED"
    titles = statline.names(client, address, "SoortMisdrijf")
    parts = []
    for kind, word in (politie.TOTAL, *politie.KINDS.values()):
        if word not in titles.get(kind, "").casefold():
            raise ServiceError(f"{address}: the kind {kind} is {titles.get(kind)!r} and not {word}. It has changed.")
        found = statline.rows(client, address, {"SoortMisdrijf": kind}, {"count": politie.COUNT_NAMES}, report)
        parts.append(found.assign(kind=kind).astype({"code": "category", "year": "int16"}))
    names = statline.names(client, address)

    def by_year() -> Iterator[pd.DataFrame]:
        for year in sorted(set(parts[0]["year"])):
            counts = pd.concat([part[part["year"] == year].astype({"code": str}) for part in parts], ignore_index=True)
            yield politie.read_table(counts, names, known.areas).values

    table = Table("47018NED", statline.modified(client, address), sum(len(part) for part in parts))
    return Loaded(more=by_year(), tables=(table,))


def _kerncijfers(year: int) -> Callable[[Client, Known, Report], Loaded]:
    """The table of one year, by OData 4, or by OData 3 where that does not give it."""

    def read(client: Client, known: Known, report: Report) -> Loaded:
        table, wanted = KERNCIJFERS[year], kerncijfers.TABLE_NAMES
        notes: tuple[str, ...] = ()
        try:
            frame, loaded = statline.observations(client, f"{STATLINE_4}/{table}", wanted, report)
        except ServiceError as first:
            try:
                address = f"{STATLINE_3}/{table}"
                frame = statline.rows(client, address, {}, wanted, report, period=year)
                frame.insert(1, "name", frame["code"].map(statline.names(client, address)))
                loaded = Table(table, statline.modified(client, address), len(frame))
            except ServiceError as second:
                raise ServiceError(f"{first} By OData 3: {second}") from second
            notes = (f"It came by OData 3, because OData 4 failed: {first}",)
        _check_year(set(frame["code"]), year, known.areas)
        parsed = kerncijfers.read_table(frame, year)
        return Loaded(
            parsed, tables=(replace(loaded, id=table),),
            notes=(*notes, *_not_found(frame, wanted), *_awaited(parsed)),
        )  # fmt: skip

    return read


def _check_year(codes: set[str], year: int, known: pd.DataFrame) -> None:
    """Whether a table of areas is of its year: it has the areas that are known of that year, though these need not be
    all."""
    lived_in = set(known.loc[(known["vintage"] == year) & (known["inhabitants"] > 0), "code"])
    absent = sorted(lived_in - codes)
    if len(absent) > (1 - LEAST_KNOWN) * len(lived_in):
        raise SourceError(
            f"{len(absent)} of the {len(lived_in)} areas of {year} are not in the table: {', '.join(absent[:5])}; "
            "it is of another year."
        )


def _awaited(parsed: Parsed) -> tuple[str, ...]:
    coming = sorted(set(parsed.values.loc[parsed.values["status"] == NOT_YET, "indicator_id"]))
    return (f"Not published yet: {', '.join(coming)}.",) if coming else ()


def _leefbaarometer(client: Client, known: Known, report: Report) -> Loaded:
    """Leefbaarometer 3.0 of 2024: gemeente, wijk, buurt and postcode, all years. The file does not say which year its
    codes are of: it is the vintage in which its wijken exist."""
    answer = client.get(LEEFBAAROMETER)
    report(0, answer.bytes)
    files = archive.csv_files(answer.path, LEEFBAAROMETER, SCORES)
    wijken = {code.strip() for name in files["wijk"] if name.casefold() == "wk_code" for code in files["wijk"][name]}
    vintage = _vintage_of(wijken, known.areas)
    parsed = [
        leefbaarometer3.read_scores(
            frame, leefbaarometer3.VINTAGE if kind == "pc4" else vintage, f"Leefbaarometer 3.0, {kind}"
        )
        for kind, frame in files.items()
    ]
    rows = sum(len(frame) for frame in files.values())
    report(rows, 0)
    places = Parsed(areas=pd.concat([part.areas for part in parsed], ignore_index=True))
    table = Table(LEEFBAAROMETER.rpartition("/")[2], answer.modified, rows)
    return Loaded(places, [part.values for part in parsed], tables=(table,))


def _vintage_of(codes: set[str], known: pd.DataFrame) -> int:
    wijken = known[known["type"] == "wijk"]
    shares = {year: len(codes & set(own["code"])) / max(len(codes), 1) for year, own in wijken.groupby("vintage")}
    best = max(shares, key=lambda year: (shares[year], year))
    if shares[best] < LEAST_KNOWN:
        raise SourceError(
            f"of the wijken in the file {100 * shares[best]:.0f}% exist in the year that fits best ({best}); "
            "it is not known which year its codes are of. Update Kerncijfers first (--only kwb)."
        )
    return int(best)


def _maps(year: int) -> Callable[[Client, Known, Report], Loaded]:
    """Boundaries of one year, where it has figures and no map: gemeenten and wijken, and buurten of the last year."""

    def read(client: Client, known: Known, report: Report) -> Loaded:
        polygons, tables = {}, []
        for kind in features.COLLECTIONS:
            lived_in = known.areas[(known.areas["type"] == kind) & known.areas["inhabitants"].notna()]
            older = kind == "buurt" and year != lived_in["vintage"].max()
            if (kind, year) in known.maps or older or year not in set(lived_in["vintage"]):
                continue
            polygons[kind, year], address = features.boundaries(client, kind, year, report)
            tables.append(Table(address.removeprefix("https://"), None, len(polygons[kind, year])))
        return Loaded(polygons=polygons, tables=tuple(tables))

    return read


FEEDS = {
    feed.id: feed
    for feed in (
        *(Feed(f"kwb{year}", "kwb", _kerncijfers(year), year, patches=True, names_areas=True) for year in KERNCIJFERS),
        *(Feed(f"grenzen{year}", "cbs_grenzen", _maps(year), year) for year in KERNCIJFERS),
        Feed("rivm2020", "rivm", _rivm_2020),
        Feed("rivm2024", "rivm", _rivm_2024),
        Feed("lbm3", "lbm3", _leefbaarometer, patches=True),
        Feed("politie", "politie", _politie, patches=True),
    )
}
"""In the order in which they are asked: areas first, because the others are checked against them."""


def chosen(only: Collection[str] | None, since: int | None) -> list[Feed]:
    """The feeds with these ids, or of these sources (None is all), without those of one year before `since`."""
    return [
        feed
        for feed in FEEDS.values()
        if (not only or feed.id in only or feed.source in only)
        and (since is None or feed.year is None or feed.year >= since)
    ]
