"""Sources: who published the figures and maps, under which licence, from `sources.toml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from lsa_data.catalogue import editable_toml
from lsa_data.catalogue.folder import FOLDER
from lsa_data.catalogue.mistakes import Checked, Filled


class SourceTexts(Checked, strict=True):
    """What a source says in one language."""

    label: Filled
    title: Filled
    note: Filled


class Source(editable_toml.Described):
    """Who published figures, under which licence. Texts: label (short, for beside a figure),
    title, note (what they may not be used for).

    `licence` is the short name on screen, `licence_id` the SPDX identifier.
    """

    publisher: Filled
    licence_id: Filled
    licence: Filled
    licence_url: Filled
    url: Filled
    tables: Annotated[tuple[Filled, ...], Field(strict=False, min_length=1, description="a list of texts")]
    nl: SourceTexts
    en: SourceTexts


@cache
def sources(folder: Path = FOLDER) -> Mapping[str, Source]:
    """Every source of figures and maps by id."""
    return editable_toml.read(folder / "sources.toml", Source)
