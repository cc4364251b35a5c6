"""What people call an area otherwise than the statistics do: everyday names and former ones, from `aliases.csv`."""

from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from lsa_data.catalogue import editable_csv
from lsa_data.catalogue.codes import PATTERNS
from lsa_data.catalogue.folder import FOLDER
from lsa_data.catalogue.mistakes import Checked, Filled

NAMED = "|".join(PATTERNS[kind] for kind in ("gemeente", "wijk", "buurt", "provincie"))


class Alias(Checked):
    """Another name of an area. It counts for every vintage in which this code has the `official` name, without
    "Wijk 03 " in front; `usual` says whether people know the area by it, so that it is shown instead."""

    name: Filled
    code: Annotated[
        str,
        Field(pattern=f"^({NAMED})$", description="the code of a gemeente, wijk, buurt or provincie such as WK051829"),
    ]
    official: Filled
    usual: Literal["ja", "nee"]
    source: Filled


@cache
def aliases(folder: Path = FOLDER) -> tuple[Alias, ...]:
    """All lines of the file, in its order."""
    return tuple(editable_csv.read(folder / "aliases.csv", Alias, key=("name", "code")))


@cache
def usual_names(folder: Path = FOLDER) -> dict[str, str]:
    """Code of a gemeente -> what people call it, where that is not its official name."""
    return {code: name for (code, _), name in _usual(folder).items() if code.startswith("GM")}


def usual_name(code: str, official: str) -> str:
    """What people call the area with this code and official name (without "Wijk 03 " in front)."""
    return _usual(FOLDER).get((code, official), official)


@cache
def _usual(folder: Path) -> dict[tuple[str, str], str]:
    return {(alias.code, alias.official): alias.name for alias in aliases(folder) if alias.usual == "ja"}
