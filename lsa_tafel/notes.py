"""The facilitators' notes, one per slide, saved while somebody types; who writes elsewhere loses nothing."""

from dataclasses import dataclass

import sqlalchemy as sa

from lsa_data.problem import Problem
from lsa_tafel import store
from lsa_tafel.merge import merged
from lsa_tafel.tables import NOTE, engine, insert

LONGEST = 10_000
"""Characters that one writer may send; what two wrote together may be more."""


class TooLong(Problem):
    """A note is longer than can be kept; it is still where it was typed."""


@dataclass(frozen=True)
class Note:
    """The note of a slide as it stands now, and how often it changed."""

    text: str
    version: int


NOTHING = Note("", 0)


def save(key: str, slide_id: str, text: str, base: Note = NOTHING, writer: str = "") -> Note:
    """Keep a note, and give it as it stands now.

    `base` is what the writer began with. When somebody else changed it since, both find their words again (see
    `merge`). Raises `NoSession`, `TooLong`, or ValueError when there is no such slide.
    """
    session = store.by_key(key)
    if slide_id not in {slide["id"] for slide in session.slides}:
        raise ValueError(slide_id)
    if len(text) > max(LONGEST, len(base.text)):
        raise TooLong(f"a note has at most {LONGEST} characters")
    where = (NOTE.c.session == session.id, NOTE.c.slide == slide_id)
    with engine().begin() as connection:
        store.touch(connection, session.id)
        row = connection.execute(sa.select(NOTE).where(*where)).one_or_none()
        now = Note(row.text, row.version or 0) if row else NOTHING
        since = row.since if row is not None and writer and row.writer == writer else now.version
        alone = now.version == base.version or since <= base.version
        new = Note(text if alone else merged(base.text, now.text, text), now.version + 1)
        if new.text == now.text:
            return now
        values = {"text": new.text, "version": new.version, "writer": writer}
        values["since"] = since if alone else now.version
        made = insert(NOTE).values(session=session.id, slide=slide_id, **values)
        connection.execute(made.on_conflict_do_update(index_elements=["session", "slide"], set_=values))
    return new


def of_session(session_id: str) -> dict[str, Note]:
    """The notes by slide."""
    with engine().connect() as connection:
        rows = connection.execute(sa.select(NOTE).where(NOTE.c.session == session_id))
        return {row.slide: Note(row.text, row.version or 0) for row in rows}
