"""The feeds: each a part of a source that can be refreshed: where it is, which figures it gives, how it is read."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from lsa_data.read import kerncijfers, leefbaarometer3, politie, rivm
from lsa_data.read.frames import Parsed, SourceError, areas, plain_name
from lsa_data.refresh import archive, features, statline
from lsa_data.refresh.http import Client, ServiceError
from lsa_data.refresh.statline import Report, Table

THIRD_PARTIES = "https://dataderden.cbs.nl/ODataFeed/OData"
STATLINE_3 = "https://opendata.cbs.nl/ODataFeed/odata"
STATLINE_4 = "https://datasets.cbs.nl/odata/v1/CBS"
LEEFBAAROMETER = "https://www.leefbaarometer.nl/resources/open-data-leefbaarometer-meting-2024.zip"
MAPS = "https://api.pdok.nl/cbs/wijken-en-buurten-{year}/ogc/v1/collections/{collection}"
KERNCIJFERS = {
    2016: "83487NED", 2017: "83765NED", 2018: "84286NED", 2019: "84583NED", 2020: "84799NED",
    2021: "85039NED", 2022: "85318NED", 2023: "85618NED", 2024: "85984NED", 2025: "86165NED",
}  # fmt: skip
COLLECTIONS = {"gemeente": "gemeenten", "wijk": "wijken", "buurt": "buurten"}
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
    """What a source gave: figures and areas, polygons per (type, vintage), and the tables it came from.

    `more` are value rows beside those in `parsed`, made part after part while they are written away: at once they would
    not fit in the memory."""

    parsed: Parsed = field(default_factory=Parsed)
    more: Iterable[pd.DataFrame] = ()
    polygons: Mapping[tuple[str, int], pd.DataFrame] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True)
class Feed:
    """A part of a source that can be refreshed: `source` is its id in the catalogue, `year` the only year it is about.
    `patches`: a figure that it does not give stays as it was; otherwise a figure that is gone is a breach."""

    id: str
    source: str
    read: Callable[[Client, Known, Report], Loaded]
    year: int | None = None
    patches: bool = False


def _rivm_2020(client: Client, known: Known, report: Report) -> Loaded:
    """Gezondheid per wijk en buurt 2012, 2016, 2020, areas of 2020; estimates without bounds."""
    return _rivm(client, "50090NED", rivm.VINTAGE, report, bounds=False)


def _rivm_2024(client: Client, known: Known, report: Report) -> Loaded:
    """The newest edition, 2012 to 2024, areas of 2024; with the bounds of every estimate."""
    return _rivm(client, "50150NED", 2024, report, bounds=True)


def _rivm(client: Client, table: str, vintage: int, report: Report, bounds: bool) -> Loaded:
    address = f"{THIRD_PARTIES}/{table}"
    when = statline.modified(client, address)
    figures = [plain_name(column) for column in rivm.COLUMNS]

    def read(margin: str) -> pd.DataFrame:
        return statline.rows(client, address, {"Leeftijd": str(rivm.ADULTS), "Marges": margin}, figures, report)

    estimates = read(rivm.ESTIMATE)
    lower, upper = (read(rivm.LOWER), read(rivm.UPPER)) if bounds else (None, None)
    titles = statline.names(client, address)
    codes = pd.Series(sorted(estimates["code"].unique()))
    count = len(estimates) * (3 if bounds else 1)

    def by_figure() -> Iterator[pd.DataFrame]:
        for name in estimates.columns.drop(["code", "year"]):
            low, high = (None if frame is None else frame[["code", "year", name]] for frame in (lower, upper))
            yield rivm.read_table(estimates[["code", "year", name]], low, high, vintage).values

    known_areas = Parsed(areas=areas(codes, vintage, codes.map(titles)))
    return Loaded(known_areas, by_figure(), tables=(Table(table, when, count),))


def _politie(client: Client, known: Known, report: Report) -> Loaded:
    """Registered crime of wijken and buurten, yearly since 2012, over the inhabitants of the same year and areas."""
    address = f"{THIRD_PARTIES}/47018NED"
    titles = statline.names(client, address, "SoortMisdrijf")
    parts = []
    for kind, word in (politie.TOTAL, *politie.KINDS.values()):
        if word not in titles.get(kind, "").casefold():
            raise ServiceError(f"{address}: the kind {kind} is {titles.get(kind)!r} and not {word}. It has changed.")
        found = statline.rows(client, address, {"SoortMisdrijf": kind}, ["geregistreerdemisdrijven"], report)
        if "geregistreerdemisdrijven" not in found.columns:
            raise ServiceError(f"{address}: the number of registered crimes is not there. The table has changed.")
        counts = found.rename(columns={"geregistreerdemisdrijven": "count"}).assign(kind=kind)
        parts.append(counts.astype({"code": "category", "year": "int16"}))
    names = statline.names(client, address)

    def by_year() -> Iterator[pd.DataFrame]:
        for year in sorted(set(parts[0]["year"])):
            counts = pd.concat([part[part["year"] == year].astype({"code": str}) for part in parts], ignore_index=True)
            yield politie.read_table(counts, names, known.areas).values

    table = Table("47018NED", statline.modified(client, address), sum(len(part) for part in parts))
    return Loaded(more=by_year(), tables=(table,))


def _kerncijfers(year: int) -> Callable[[Client, Known, Report], Loaded]:
    """The table of one year, by OData 4, or by OData 3 where that does not give it."""
    figures = [*kerncijfers.TABLE_COLUMNS, *kerncijfers.TABLE_SHARES]

    def read(client: Client, known: Known, report: Report) -> Loaded:
        table = KERNCIJFERS[year]
        try:
            frame, loaded = statline.observations(client, f"{STATLINE_4}/{table}", figures, report)
        except ServiceError as first:
            try:
                address = f"{STATLINE_3}/{table}"
                frame = statline.rows(client, address, {}, figures, report, period=year)
                frame.insert(1, "name", frame["code"].map(statline.names(client, address)))
                loaded = Table(table, statline.modified(client, address), len(frame))
            except ServiceError as second:
                raise ServiceError(f"{first} By OData 3: {second}") from second
        return Loaded(kerncijfers.read_table(frame, year), tables=(replace(loaded, id=table),))

    return read


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
        for kind, collection in COLLECTIONS.items():
            lived_in = known.areas[(known.areas["type"] == kind) & known.areas["inhabitants"].notna()]
            older = kind == "buurt" and year != lived_in["vintage"].max()
            if (kind, year) in known.maps or older or year not in set(lived_in["vintage"]):
                continue
            address = MAPS.format(year=year, collection=collection)
            polygons[kind, year] = features.polygons(client, address, f"{kind}code", f"{kind}naam", report)
            tables.append(Table(f"wijken-en-buurten-{year}/{collection}", None, len(polygons[kind, year])))
        return Loaded(polygons=polygons, tables=tuple(tables))

    return read


FEEDS = {
    feed.id: feed
    for feed in (
        *(Feed(f"kwb{year}", "kwb", _kerncijfers(year), year, patches=True) for year in KERNCIJFERS),
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
