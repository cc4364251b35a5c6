"""What a session shows: the slide that is on its screen, or one to look at beforehand."""

from markupsafe import Markup

from lsa_tafel import photos, render, slides, steering, store
from lsa_tafel.steering import Place
from lsa_tafel.store import Session


def html(session: Session, place: Place, base: str, origin: str = "") -> Markup:
    """A place of a session: `base` is the address under which its photos are, `origin` that of the server, without
    which the way to take part is left out."""
    slide = session.slides[place.at]
    return _html(session, place, origin, f"{base}/photo/{slide['photo']}" if "photo" in slide else "")


def preview(session: Session, place: Place) -> Markup:
    """The same without a server, complete by itself."""
    photo = session.slides[place.at].get("photo")
    return _html(session, place, "", render.data_of(photos.content(session.id, photo)) if photo else "")


def seconds_left(session: Session) -> int | None:
    """How long the slide on the screen still has; None without a clock."""
    total = slides.seconds(session.slide)
    return None if total is None else max(0, round(session.moved_at + total - store.now()))


def _html(session: Session, place: Place, origin: str, photo: str) -> Markup:
    slide = session.slides[place.at]
    visible = steering.shown(session.slides, place.at)
    join = (f"{origin}{render.join_path(session)}", session.code) if origin and session.joinable else None
    return render.slide_html(
        slide, steering.said(session, slide), place.revealed, session.about, join,
        page=place.page, pages=steering.pages_of(session, slide), photo=photo, closed=not session.joinable,
        frame=render.Frame(visible.index(place.at) + 1, len(visible), slides.seconds(slide)),
    )  # fmt: skip
