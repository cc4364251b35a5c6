"""What the open interface answers: the shape of every answer, by path. `openapi.py` describes it, and a test holds the
answers against it."""

from dataclasses import make_dataclass
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, create_model

from lsa_data.ask.areas import Area
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.ask.search_index import Hit
from lsa_data.ask.selection import COLUMNS
from lsa_data.export.columns import KINDS

ALWAYS = ("type", "code", "vintage", "name", "indicator", "year", "unit", "status", "provisional", "source")
"""Columns of a figure that are never empty."""
PYTHON = {"string": str, "integer": int, "number": float, "boolean": bool}


class Answer(BaseModel):
    """An answer has these parts and no others."""

    model_config = ConfigDict(extra="forbid")


class Licence(Answer):
    publisher: str
    licence: str
    url: str


class Index(Answer):
    name: str
    version: str
    versions: list[str]
    description: str
    readable: str
    catalog: str
    citation: str
    licences: dict[str, Licence]
    paths: list[str]


class Page(Answer):
    version: str
    total: int
    limit: int
    offset: int


class Texts(Answer):
    nl: str
    en: str


class Measured(Answer):
    type: str
    vintage: int
    years: list[int]


class Indicator(Answer):
    """`figures`: how many there are; of an indicator with none `measured` is empty."""

    id: str
    theme: str
    source: str
    unit: str
    polarity: int
    decimals: int
    kind: str
    national_method: str
    name: Texts
    definition: Texts
    caution: Texts
    figures: int
    measured: list[Measured]


class Indicators(Page):
    rows: list[Indicator]


class AreaRow(Answer):
    type: str
    code: str
    vintage: int
    name: str
    gemeente_code: str | None
    gemeente_name: str | None
    provincie_code: str | None
    regio_code: str | None
    lon: float | None
    lat: float | None
    inhabitants: int | None


class Areas(Page):
    rows: list[AreaRow]


Judgement = Literal["favourable", "unfavourable", "neutral"]
ProfileFigure = make_dataclass(
    "ProfileFigure", [("judgement", Judgement | None), ("trend_judgement", Judgement | None)], bases=(ProfileRow,),
    kw_only=True, frozen=True,
)  # fmt: skip


class Profile(Answer):
    version: str
    area: Area
    figures: list[ProfileFigure]  # type: ignore[valid-type]


Figure: Any = create_model(
    "Figure", __base__=Answer,
    **{
        name: (kind if name in ALWAYS else kind | None, ...)
        for name in COLUMNS
        if (kind := PYTHON[KINDS.get(name, "string")])
    },
)  # type: ignore[call-overload]  # fmt: skip


class Figures(Answer):
    """`next` is the cursor of the next page, null on the last. `not_found` is there when codes were asked,
    `not_moved` (the reason, and of how many figures) when figures of other years were."""

    version: str
    total: int
    limit: int
    next: str | None
    not_found: list[str] | None = None
    not_moved: dict[str, int] | None = None
    rows: list[Figure]


class NationalRow(Answer):
    indicator: str
    type: str
    vintage: int
    year: int
    value: float | None
    method: str
    mean: float | None
    noise: float | None
    p10: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p90: float | None
    n: int
    missing: int


class National(Page):
    rows: list[NationalRow]


class Link(Answer):
    type: str
    code: str
    vintage: int
    other_type: str
    other_code: str
    other_vintage: int
    link: str
    share: float | None
    other_share: float | None


class Links(Answer):
    """`next` is the cursor of the next page, null on the last. `not_found` is there when codes were asked."""

    version: str
    total: int
    limit: int
    next: str | None
    not_found: list[str] | None = None
    rows: list[Link]


class Head(Answer):
    indicator: str
    name: str
    year: int
    unit: str


class Cell(Answer):
    """`why` says of an empty cell why it is; `went` is the direction through the years."""

    value: float | None
    why: str
    position: str | None
    went: str | None


class Line(Answer):
    code: str
    name: str
    inhabitants: int | None
    why: str
    cells: list[Cell]


class Table(Answer):
    """`not_found` is there when codes were asked."""

    version: str
    type: str
    vintage: int
    not_found: list[str] | None = None
    figures: list[Head]
    rows: list[Line]


class Member(Answer):
    """A buurt of an area that somebody put together; `share` (0-1) is how much of it counts."""

    code: str
    share: float
    name: str
    inhabitants: int | None
    gemeente_code: str | None
    gemeente_name: str | None


class OwnArea(Answer):
    """An area that somebody put together. `code` is that area in one line; `compared_with` the type of the areas that
    it is compared with; of `under_250` there are no figures; what its buurten do not share is null."""

    code: str
    name: str
    type: str
    compared_with: str
    vintage: int
    inhabitants: int
    size_class: str
    gemeente_code: str | None
    gemeente_name: str | None
    provincie_code: str | None
    regio_code: str | None
    members: list[Member]


class CombinedFigure(Answer):
    """`reason` says in words why there is no figure; `coverage` is the share (0-1) that a figure stands for."""

    indicator: str
    year: int
    value: float | None
    unit: str
    status: Literal["computed", "low_coverage", "incomplete", "not_combined"]
    reason: str | None
    coverage: float
    computed: bool
    provisional: bool
    position: str | None
    unusual: bool | None
    national: float | None
    national_method: str | None
    difference: float | None
    measured_vintage: int
    link: str
    source: str


class Unknown(Answer):
    """A code that is no buurt or wijk of the vintage in use, or is another place there than in the vintage asked
    (redrawn); `vintages` are those in which it does exist, or that was asked."""

    code: str
    why: str
    vintages: list[int]


class Combined(Answer):
    """`area` is null where none of the codes was found."""

    version: str
    area: OwnArea | None
    not_found: list[Unknown]
    figures: list[CombinedFigure]


class Meeting(Answer):
    id: str
    regio: str
    date: date | None
    place: str | None
    lon: float | None
    lat: float | None
    title: str
    access: str
    organisers: list[str]
    source: str
    remark: str | None


class Meetings(Answer):
    version: str
    rows: list[Meeting]


class Named(Answer):
    code: str
    name: str


class Search(Answer):
    version: str
    rows: list[Hit]
    nearest: list[Hit]
    postcode: str | None
    street: bool
    provincie: Named | None


class RolledBack(Answer):
    at: str
    version: str


class Change(BaseModel):
    """What one update or release changed; `areas` and `sources` say of what."""

    at: str
    by: str
    before: str | None
    after: str
    areas: list[dict[str, Any]]
    sources: list[dict[str, Any]]


class WhatChanged(Answer):
    version: str
    updated: bool
    rolled_back: RolledBack | None
    changes: list[Change]


class Mistake(Answer):
    code: Literal[
        "unknown_parameter", "invalid_parameter", "not_found", "not_acceptable", "cursor_expired", "version_gone",
        "busy", "no_figures", "too_large", "failed",
    ]  # fmt: skip
    message: str
    parameter: str | None = None
    allowed: list[str] | None = None


class Error(Answer):
    error: Mistake


ANSWERS: dict[str, Any] = {
    "/": Index, "/indicators": Indicators, "/areas": Areas, "/areas/{type}/{code}": Profile,
    "/values": Figures | list[Figure] | list[dict[str, Any]], "/national": National, "/links": Links,
    "/table": Table, "/combine": Combined, "/meetings": Meetings,
    "/search": Search, "/what-changed": WhatChanged, "/catalog": dict[str, Any], "/picture": bytes,
    "/openapi.json": dict[str, Any],
}  # fmt: skip
"""The shape of the answer at every path."""
_TEMPLATE = "#/components/schemas/{model}"


def schemas() -> tuple[dict[str, dict], dict[str, Any]]:
    """The JSON Schema of the answer at every path, and the parts that they share by name."""
    named = [(path, "serialization", TypeAdapter(of)) for path, of in (ANSWERS | {"error": Error}).items()]
    found, shared = TypeAdapter.json_schemas(named, ref_template=_TEMPLATE)  # type: ignore[arg-type]
    parts = shared.get("$defs", {})
    for part in parts.values():
        if "properties" in part and part.get("title") != "Change":
            part["additionalProperties"] = False
    return {path: schema for (path, _), schema in found.items()}, parts
