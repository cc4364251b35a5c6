"""Agreements of an evening: who does what, by when. A phone proposes, the desk lets through; the desk writes itself."""

from datetime import date

import sqlalchemy as sa

from lsa_tafel import store
from lsa_tafel.tables import AGREEMENT, PHONE, engine, insert

LONGEST = {"who": 120, "what": 280, "due": 10, "due_words": 60}
MOST_PER_PHONE = 5
MOST = 200


def propose(session_id: str, phone: str, name: str, said: dict) -> None:
    """A phone proposes an agreement; `name` is its own random number for it, so that sending twice is once.

    Raises `NoSession`, `Removed`, `Closed` when the slide of agreements is not on the screen or there are too many,
    or ValueError (see `checked`).
    """
    found = checked(said)
    if not store.has_joined(session_id, phone):
        raise store.NoSession(session_id)
    if store.by_id(session_id).slide["kind"] != "agreements":
        raise store.Closed(session_id)
    _add(session_id, phone, name, found, store.WAITING)


def add(key: str, name: str, said: dict) -> None:
    """The desk writes an agreement down. Raises `NoSession`, `Closed` when there are too many, or ValueError."""
    _add(store.by_key(key).id, "", name, checked(said), store.SHOWN)


def change(key: str, name: str, said: dict) -> None:
    """The desk changes parts of an agreement: who, what, due, due_words, shown. Raises `NoSession` or ValueError."""
    session_id = store.by_key(key).id
    shown = said.get("shown")
    if shown not in (None, store.WAITING, store.SHOWN, store.HIDDEN):
        raise ValueError(shown)
    values = _texts(said) | ({} if shown is None else {"shown": shown})
    if values.get("what") == "" or not values:
        raise ValueError("an agreement says what")
    with engine().begin() as connection:
        where = (AGREEMENT.c.session == session_id, AGREEMENT.c.id == name)
        connection.execute(AGREEMENT.update().where(*where).values(**values))
        store.touch(connection, session_id)


def of_session(session_id: str, phone: str | None = None) -> list[dict]:
    """The agreements, the oldest first: name, who, what, due (a date in ISO 8601, or ""), due_words, shown.

    Of one phone, or of all but those that were removed.
    """
    mine = AGREEMENT.c.phone == phone if phone is not None else PHONE.c.removed.is_not(True)
    same = sa.and_(AGREEMENT.c.session == PHONE.c.session, AGREEMENT.c.phone == PHONE.c.phone)
    with engine().connect() as connection:
        rows = connection.execute(
            sa.select(AGREEMENT)
            .select_from(AGREEMENT.outerjoin(PHONE, same))
            .where(AGREEMENT.c.session == session_id, mine)
            .order_by(AGREEMENT.c.at, AGREEMENT.c.id)
        )
        return [{"name": row.id, "shown": row.shown} | {part: getattr(row, part) for part in LONGEST} for row in rows]


def shown(session_id: str) -> list[dict]:
    """The agreements that stand: those that the desk wrote or let through."""
    return [one for one in of_session(session_id) if one["shown"] == store.SHOWN]


def checked(said: dict) -> dict:
    """A whole agreement. Raises ValueError when it does not say what, or a part of it cannot be."""
    found = dict.fromkeys(LONGEST, "") | _texts(said)
    if not found["what"]:
        raise ValueError("an agreement says what")
    return found


def _texts(said: dict) -> dict:
    found = {}
    for part, longest in LONGEST.items():
        if part not in said:
            continue
        if not isinstance(said[part], str):
            raise ValueError(part)
        text = " ".join(said[part].split())
        if len(text) > longest:
            raise ValueError(part)
        found[part] = text
    if found.get("due"):
        found["due"] = date.fromisoformat(found["due"]).isoformat()
    return found


def _add(session_id: str, phone: str, name: str, found: dict, shown: str) -> None:
    if not (name.isalnum() and name.isascii() and len(name) == 32):
        raise ValueError("an agreement has a random number")
    with engine().begin() as connection:
        store.touch(connection, session_id)
        there = connection.execute(
            sa.select(AGREEMENT.c.id, AGREEMENT.c.phone).where(AGREEMENT.c.session == session_id)
        ).all()
        if name in {row.id for row in there}:
            return
        if len(there) >= MOST or (phone and sum(row.phone == phone for row in there) >= MOST_PER_PHONE):
            raise store.Closed("there are too many agreements")
        made = insert(AGREEMENT).values(session=session_id, id=name, phone=phone, shown=shown, at=store.now(), **found)
        connection.execute(made)
