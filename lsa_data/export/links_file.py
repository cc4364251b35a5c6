"""The table of links between areas of two vintages or two types, as pages and as a file."""

from dataclasses import dataclass
from pathlib import Path

from lsa_data.ask import database
from lsa_data.export import selection_file

KINDS = ("same", "overlap", "part")
COLUMNS = (
    "type", "code", "vintage", "other_type", "other_code", "other_vintage", "link", "share", "other_share",
)  # fmt: skip
FORMATS = ("json", "csv", "parquet")


@dataclass(frozen=True)
class Links:
    """Which links are asked; None and empty mean everything."""

    type: str | None = None
    vintage: int | None = None
    codes: tuple[str, ...] = ()
    other_type: str | None = None
    other_vintage: int | None = None
    link: tuple[str, ...] = ()

    def parameters(self) -> dict[str, object]:
        """The parameters of `queries/links.sql`."""
        return {
            "type": self.type, "vintage": self.vintage, "codes": [*self.codes] or None, "other_type": self.other_type,
            "other_vintage": self.other_vintage, "links": [*self.link] or None,
        }  # fmt: skip


@database.once_per_version
def vintages() -> list[int]:
    """The vintages that there are links of, newest first."""
    found = database.cursor().execute("SELECT DISTINCT vintage FROM area_link ORDER BY vintage DESC").fetchall()
    return [int(vintage) for (vintage,) in found]


def page(asked: Links, after: int, limit: int) -> tuple[list[dict], int | None]:
    """At most `limit` links that stand after a place in their table, and the place of the last when there are more."""
    text = f"SELECT * FROM ({database.sql('links')}) WHERE place > $after ORDER BY place LIMIT $limit"
    found = database.cursor().execute(text, asked.parameters() | {"after": after, "limit": limit + 1}).fetchall()
    records = [dict(zip(COLUMNS, row[:-1], strict=True)) for row in found[:limit]]
    return records, found[limit - 1][-1] if len(found) > limit else None


def count(asked: Links) -> int:
    """How many links there are."""
    text = f"SELECT count(*) FROM ({database.sql('links')})"
    return int(database.cursor().execute(text, asked.parameters()).fetchall()[0][0])


def write(asked: Links, format_name: str, folder: Path) -> Path:
    """Write the links as CSV or Parquet into `folder`, in the order of their table, and give the path."""
    path = folder / f"lsa_koppelingen_v{database.version()}.{format_name}"
    how = {"csv": "FORMAT csv, HEADER", "parquet": "FORMAT parquet, COMPRESSION zstd"}[format_name]
    text = f"SELECT {', '.join(COLUMNS)} FROM ({database.sql('links')}) ORDER BY place"
    with selection_file.writer(folder) as connection:
        connection.execute(f"COPY ({text}) TO '{path.as_posix()}' ({how})", asked.parameters())
    return path
