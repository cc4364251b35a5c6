"""Three ways into the dashboard, for who lives somewhere, leads a meeting or works for a gemeente."""

from lsa_ui.shared import address, templates
from lsa_ui.texts import language, t

WAYS = (("resident", "", "#zoeken"), ("facilitator", "aan-tafel", ""), ("gemeente", "gegevens", ""))
"""For whom, the page to begin at, and the place on it."""


def show() -> None:
    """A card per way, with a link to its page."""
    cards = [
        (
            t(f"start.{who}_title"),
            t(f"start.{who}_text"),
            address.link(page, language()) + place,
            t(f"start.{who}_link"),
        )
        for who, page, place in WAYS
    ]
    templates.show("start/ways.html", cards=cards)
