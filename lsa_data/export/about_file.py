"""What belongs to a file of figures: where it came from, what it means, how to cite it, and its descriptions for
machines (CSV on the Web, Frictionless Data Package)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import urlsplit

from lsa_data import catalogue
from lsa_data.ask import about, database, selection
from lsa_data.ask.selection import Selection
from lsa_data.catalogue import LANGUAGES
from lsa_data.export.columns import LONG, WIDE, Column, columns
from lsa_data.export.words import words
from lsa_data.say import names
from lsa_data.say.formats import date_words, number


class Described(Protocol):
    """Figures of which it is told what they mean and where they come from."""

    @property
    def indicators(self) -> list[catalogue.Indicator]: ...

    @property
    def sources(self) -> list[catalogue.Source]: ...


@dataclass(frozen=True)
class About:
    """A selection, its shape, and the address that gives it again (empty where there is none)."""

    chosen: Selection
    shape: str
    link: str

    @cached_property
    def rows(self) -> int:
        """How many rows the file has: of figures, or of areas in the wide form."""
        counted = selection.counted(self.chosen)
        return counted["areas"] if self.shape == WIDE else counted["rows"]

    @cached_property
    def indicators(self) -> list[catalogue.Indicator]:
        """Every indicator in the file, in catalogue order."""
        used = {indicator for indicator, _ in selection.columns_of(self.chosen)}
        return [indicator for indicator in catalogue.indicators().values() if indicator.id in used]

    @cached_property
    def sources(self) -> list[catalogue.Source]:
        """The publications that the figures come from."""
        used = {indicator.source for indicator in self.indicators}
        return [source for source in catalogue.sources().values() if source.id in used]


def made() -> datetime:
    """When the figures in use were made: the same for every file of a version, so that its bytes are the same."""
    if known := about.about(database.version()).get("made"):
        return datetime.fromisoformat(known).astimezone(UTC).replace(tzinfo=None, microsecond=0)
    return datetime.fromtimestamp(database.current_path().stat().st_mtime, UTC).replace(tzinfo=None, microsecond=0)


def made_words(language: str) -> str:
    """The day of that, in words."""
    return date_words(made().date(), language)


def citation(sources: Sequence[catalogue.Source], link: str, language: str) -> str:
    """How to cite these figures, in one line."""
    parts = urlsplit(link)
    address = f", {parts.scheme}://{parts.netloc}" if parts.netloc else ""
    named = "; ".join(f"{source.publisher}, {source.text('title', language)}" for source in sources)
    return words(language)["citation"].format(
        year=made().year, version=database.version(), address=address, sources=named
    )


def readme(about_file: About, made_of: list[Column], language: str, more: Sequence[str] = ()) -> str:
    """What is in the file, from which version, how to cite it, and what an empty cell means; `more`: lines about what
    this kind of file lacks."""
    own, chosen = words(language), about_file.chosen
    filters = [f"  {name} = {value}" for name, value in chosen.query().items()] or [f"  {own['everything']}"]
    plain = [column for column in made_of if column.name in own["column"]]
    wide = [f"  {own['wide_columns']}"] if len(plain) < len(made_of) else []
    size = own[f"rows_{about_file.shape}"].format(
        rows=number(about_file.rows, 0, language), columns=number(len(made_of), 0, language)
    )
    return "\n".join(
        [
            "LSA Wijkdashboard", "",
            own["made"].format(version=database.version(), date=made_words(language)), size,
            *([own["same"].format(link=about_file.link)] if about_file.link else []), *more, "",
            own["chosen"], *filters, *_missing(about_file, language), "",
            own["empty"], own["vintages"], own["models"], *_moved(about_file, made_of, language), "",
            own["columns"], *(f"  {column.head}: {own['column'][column.name][1]}" for column in plain), *wide, "",
            own["licences"], *(f"  {publication(source, language)}" for source in about_file.sources), "",
            own["cite"], f"  {citation(about_file.sources, about_file.link, language)}", "",
        ]
    )  # fmt: skip


def _missing(about_file: About, language: str) -> Iterator[str]:
    """Which indicators were asked that the file has no figures of, and with which boundaries there are some."""
    own, there = words(language)["not_there"], {indicator.id for indicator in about_file.indicators}
    for indicator in about_file.chosen.indicator:
        if indicator not in there:
            vintages = selection.vintages_of(indicator, about_file.chosen.type)
            yield own["elsewhere" if vintages else "nowhere"].format(
                name=names.indicator_name(indicator, language), vintages=", ".join(map(str, vintages))
            )


def _moved(about_file: About, made_of: list[Column], language: str) -> Iterator[str]:
    """What of other years could not be put on the areas of the selection, and why; nothing where none was asked."""
    own, heads = words(language), {column.name: column.head for column in made_of}
    if about_file.chosen.across:
        yield own[f"across_{about_file.shape}"].format_map(heads)
        for reason, figures in selection.not_moved(about_file.chosen).items():
            yield own["not_moved"][reason].format(n=number(figures, 0, language))


def publication(source: catalogue.Source, language: str) -> str:
    """A source in one line: who published it, its licence with the address of it, and when it was retrieved."""
    own, known = words(language), _retrieved(source.id)
    if known["retrieved"]:
        said = own["retrieved"].format(date=known["retrieved"], modified=known["modified"] or "–")
    else:
        said = own["embedded"].format(release=_release(), sha256=known["sha256"][:12])
    return own["publication"].format(
        publisher=source.publisher, title=source.text("title", language), licence=source.licence,
        licence_url=source.licence_url, retrieved=said,
    )  # fmt: skip


def _retrieved(source_id: str) -> dict[str, str]:
    """When the files of a source were retrieved, and of which version they are; empty where that is not known."""
    row = database.ask("sources").set_index("id").loc[source_id]
    return {name: "" if row[name] is None or row[name] != row[name] else str(row[name]) for name in
            ("retrieved", "modified", "sha256")}  # fmt: skip


def definitions(about_file: Described, language: str) -> list[tuple[str, ...]]:
    """What every indicator in the file means, heads first."""
    own = words(language)
    return [
        tuple(own["definition_head"]),
        *(
            (i.id, i.text("name", language), i.text("definition", language), i.text("caution", language),
             own["unit"][i.unit], own["kind"][i.kind], own["favourable"][i.polarity + 1], i.source)
            for i in about_file.indicators
        ),
    ]  # fmt: skip


def sources(about_file: Described, language: str) -> list[tuple[str, ...]]:
    """The publications that the figures in the file come from, heads first."""
    return [tuple(words(language)["source_head"]), *(_source_row(source, language) for source in about_file.sources)]


def _source_row(s: catalogue.Source, language: str) -> tuple[str, ...]:
    known = _retrieved(s.id)
    retrieved = known["retrieved"] or words(language)["not_recorded"].format(release=_release())
    return (s.id, s.publisher, s.text("title", language), s.licence, s.licence_url, s.url, ", ".join(s.tables),
            retrieved, known["modified"], known["sha256"])  # fmt: skip


def _release() -> str:
    """The release whose embedded figures are those in use, or were updated."""
    return database.version().partition("-")[0]


def metadata(about_file: About, language: str = "nl") -> dict[str, Any]:
    """The same for machines, to be put inside a file that has room for it."""
    return {
        "title": "LSA Wijkdashboard", "version": database.version(), "created": made().isoformat() + "Z",
        "selection": about_file.chosen.query(), "rows": about_file.rows, "link": about_file.link,
        "citation": {own: citation(about_file.sources, about_file.link, own) for own in LANGUAGES},
        "note": words(language)["empty"],
        "definitions": [
            {"id": i.id, "unit": i.unit, "decimals": i.decimals, "kind": i.kind, "polarity": i.polarity,
             "source": i.source, "name": i.text("name", language), "definition": i.text("definition", language),
             "caution": i.text("caution", language)}
            for i in about_file.indicators
        ],
        "sources": [
            {"id": s.id, "publisher": s.publisher, "title": s.text("title", language), "licence": s.licence_id,
             "licence_url": s.licence_url, "url": s.url, **_retrieved(s.id)}
            for s in about_file.sources
        ],
    }  # fmt: skip


def key_of(shape: str) -> list[str]:
    """The columns that tell one row from every other."""
    return ["type", "code", "vintage", *(["indicator", "year"] if shape == LONG else [])]


def csvw(name: str, about_file: About) -> dict[str, Any]:
    """The columns of a CSV for machines, by the W3C vocabulary CSV on the Web."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": name,
        "dc:title": "LSA Wijkdashboard",
        "dc:date": made().date().isoformat(),
        "dc:identifier": database.version(),
        "dc:bibliographicCitation": citation(about_file.sources, about_file.link, "nl"),
        "tableSchema": {
            "columns": [
                {"name": c.name, "titles": c.name, "dc:description": c.about, "datatype": _csvw_type(c)}
                for c in columns(about_file.chosen, about_file.shape)
            ],
            "primaryKey": key_of(about_file.shape),
        },
    }  # fmt: skip


def _csvw_type(column: Column) -> str | dict[str, str]:
    if column.kind == "boolean":
        return {"base": "boolean", "format": "true|false"}
    return column.kind


def datapackage(name: str, digest: str, size: int, about_file: About) -> dict[str, Any]:
    """The same as a Frictionless Data Package: the file with its hash and bytes, its columns, licences and sources."""
    licences = {s.licence_id: {"name": s.licence_id, "path": s.licence_url, "title": s.licence}
                for s in about_file.sources}  # fmt: skip
    return {
        "name": "lsa-wijkdashboard", "title": "LSA Wijkdashboard", "id": name, "version": database.version(),
        "created": made().isoformat() + "Z", "description": citation(about_file.sources, about_file.link, "en"),
        **({"homepage": about_file.link} if about_file.link else {}),
        "licenses": list(licences.values()),
        "sources": [{"title": f"{s.publisher}, {s.text('title', 'en')}", "path": s.url} for s in about_file.sources],
        "resources": [
            {
                "name": "figures", "path": name, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
                "bytes": size, "hash": f"sha256:{digest}", "profile": "tabular-data-resource",
                "schema": {
                    "fields": [{"name": c.name, "type": c.kind, "description": c.about}
                               for c in columns(about_file.chosen, about_file.shape)],
                    "primaryKey": key_of(about_file.shape), "missingValues": [""],
                },
            }
        ],
    }  # fmt: skip
