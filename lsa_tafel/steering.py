"""Going through the slides: the steps of each slide, hidden slides passed over, by desk, screen and remote alike.

A slide has steps. A guess is asked, then shown beside the figure. What the room thinks of a figure, and its votes, are
shown when they are asked for. What each table said and what people wrote come after that, page by page.
"""

from dataclasses import dataclass
from typing import Any

from lsa_tafel import agreements, hands, paging, report, results, store
from lsa_tafel.store import Session

REVEALED = ("figure", "priorities")
"""Slides of which the answers are shown when they are asked for, and when there are any."""


@dataclass(frozen=True)
class Place:
    """What is on the screen: the place of a slide among all, whether with its answers, and the page of sentences."""

    at: int
    revealed: bool = False
    page: int = 0


def place_of(session: Session) -> Place:
    """Where a session is."""
    return Place(session.current, session.revealed, session.page)


def shown(slides: list[dict], current: int) -> list[int]:
    """The places of the slides that the room sees: without hidden ones, but with the one that is on the screen."""
    return [place for place, slide in enumerate(slides) if not slide.get("hidden") or place == current]


def said(session: Session, slide: dict) -> dict:
    """What the room said to a slide until now (see `results.of_slide`)."""
    return results.of_slide(slide, store.answers(session.id), hands.of_session(session.id))


def pages_of(session: Session, slide: dict) -> list[list[str]]:
    """What follows on a slide page by page: what each table said in short, then what people wrote and may be shown."""
    if slide["kind"] == "agreements":
        stand = report.agreements_of(agreements.shown(session.id))
        return paging.pages([report.agreed(one, session.about["language"]) for one in stand])
    by_table = report.tables_in_short(session, slide)
    return paging.pages(by_table) + paging.pages(said(session, slide)["sentences"])


def steps(session: Session, slide: dict, at: int) -> list[Place]:
    """The steps of a slide, as things are now."""
    count = len(pages_of(session, slide))
    made = [Place(at)]
    revealed = slide["kind"] == "guess" or (slide["kind"] in REVEALED and results.answered(said(session, slide)))
    if revealed:
        made.append(Place(at, True))
    if slide["kind"] == "agreements":
        return made + [Place(at, False, page) for page in range(1, count + 1)] * (count > 1)
    return made + [Place(at, revealed, page) for page in range(1, count + 1)]


def stepped(session: Session, forward: bool) -> Place:
    """Where a step leads from here; at either end it stays."""
    here, slides = place_of(session), session.slides
    own = steps(session, session.slide, here.at)
    index = own.index(here) if here in own else max(i for i, one in enumerate(own) if one.page <= here.page)
    to = index + (1 if forward else -1)
    if 0 <= to < len(own):
        return own[to]
    visible = shown(slides, here.at)
    to = visible.index(here.at) + (1 if forward else -1)
    if not 0 <= to < len(visible):
        return here
    return Place(visible[to], not forward and slides[visible[to]]["kind"] == "guess")


def steer(session: Session, body: dict[str, Any]) -> Session:
    """Do what a desk, screen or remote asks: {"step": next, previous, first, last or undo}, {"number": 1 and on},
    {"slide": id} or {"black": true or false}. Raises ValueError for anything else."""
    if body.get("step") == "undo":
        return store.steer(session.id, store.undone)
    if isinstance(body.get("black"), bool):
        return store.steer(session.id, lambda _: {"black": body["black"]})
    to = _asked(session, body)
    slide = session.slides[to.at]["id"]
    return store.steer(session.id, lambda now: store.moved(now, now.place_of(slide), to.revealed, to.page))


def _asked(session: Session, body: dict[str, Any]) -> Place:
    visible = shown(session.slides, session.current)
    step, number = body.get("step"), body.get("number")
    if step in ("next", "previous"):
        return stepped(session, step == "next")
    if step in ("first", "last"):
        return Place(visible[0 if step == "first" else -1])
    if isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= len(visible):
        return Place(visible[number - 1])
    return Place(session.place_of(body.get("slide")))
