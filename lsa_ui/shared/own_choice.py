"""The area of somebody's own that the address names, and what in it cannot be right."""

from lsa_data.ask import own_area
from lsa_data.ask.areas import Area, other_vintage, shown_first
from lsa_data.ask.code_list import CodeList
from lsa_data.ask.own_area import OwnArea, Reading
from lsa_ui.shared import address, code_box, frame
from lsa_ui.texts import t


def chosen() -> OwnArea | None:
    """The area of the address, with a message about what in it is not found; None where there is none."""
    if bad := address.refused("eigen"):
        frame.notice(t("eigen_gebied.not_a_line", line="".join(c for c in bad if c.isalnum() or c in ",:")))
        return None
    line = address.read("eigen")
    if line is None:
        return None
    reading = own_area.read(line)
    if said := not_found(reading):
        frame.notice(said)
    return reading.area


def not_found(reading: Reading) -> str:
    """What of a line was not found, in a sentence; empty where everything was."""
    if reading.too_many:
        return t("eigen_gebied.too_many", most=own_area.MOST)
    codes = tuple(reading.area.codes) if reading.area else ()
    return code_box.words(CodeList(codes, reading.not_found), "buurt", shown_first("buurt"))


def place_of(area: Area) -> dict[str, str | int | None]:
    """How an address names an area: by its code and vintage, or, one of somebody's own, by its line."""
    if isinstance(area, OwnArea):
        return {"eigen": area.code}
    return {"gebied": area.code, "indeling": other_vintage(area)}
