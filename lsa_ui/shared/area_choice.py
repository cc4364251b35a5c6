"""Which area the address names; a wrong or stale address gets a message and the nearest valid choice."""

from lsa_data.ask import areas
from lsa_data.ask.areas import Area
from lsa_data.catalogue.codes import gemeente_of
from lsa_ui.shared import address, frame, own_choice
from lsa_ui.shared.area_search import area_link
from lsa_ui.texts import t


def chosen() -> Area | None:
    """The area of the address, or of earlier in this visit; None (with a message if there is a reason)."""
    address.restore_area()
    if address.holds("eigen"):
        return own_choice.chosen()
    if bad := address.refused("gebied"):
        frame.notice(t("choice.not_a_code", code="".join(c for c in bad if c.isalnum())))
        return None
    code = address.read("gebied")
    if code is None:
        return None
    vintage = address.read("indeling")
    area = areas.area(code, int(vintage) if vintage else None)
    if area is None and (area := areas.area(code)):
        frame.notice(t("choice.other_vintage", code=code, asked=vintage, year=area.vintage))
    if area is None:
        frame.notice(t("choice.unknown", code=code))
        _gemeente_of(code)
    return area


def _gemeente_of(code: str) -> None:
    """For an unknown wijk or buurt: its gemeente, which is in its code."""
    gemeente = areas.area(gemeente_of(code) or "")
    if gemeente:
        frame.hits([(area_link(gemeente.code), gemeente.name, t("area_type.gemeente"))])
