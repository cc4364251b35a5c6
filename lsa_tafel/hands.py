"""Hands that are counted aloud, for people without a phone: at the desk, or in the file of slides without a network."""

import json
from collections.abc import Mapping

import sqlalchemy as sa

from lsa_tafel import drawing, store
from lsa_tafel.slides import DIRECTIONS, RECOGNITION, checked_guess
from lsa_tafel.tables import HANDS, engine, insert

MOST = 1000


def count(key: str, slide_id: str, table: int, value: object) -> None:
    """Keep what was counted at a slide, for a table or (0) the whole room, in place of an earlier count; {} takes it
    away. Raises `NoSession`, or ValueError for a slide, table or count that cannot be (see `checked`)."""
    session = store.by_key(key)
    slide = next((slide for slide in session.slides if slide["id"] == slide_id), None)
    if slide is None or not 0 <= table <= session.tables:
        raise ValueError(slide_id)
    place, found = {"session": session.id, "slide": slide_id, "at_table": table}, checked(slide, value)
    with engine().begin() as connection:
        if found:
            made = insert(HANDS).values(**place, value=json.dumps(found))
            now = {"value": json.dumps(found)}
            connection.execute(made.on_conflict_do_update(index_elements=list(place), set_=now))
        else:
            connection.execute(HANDS.delete().where(*(HANDS.c[name] == part for name, part in place.items())))
        store.touch(connection, session.id)


def of_session(session_id: str) -> list[dict]:
    """What was counted: slide, table (0 for the whole room) and value, in order of the table."""
    with engine().connect() as connection:
        rows = connection.execute(sa.select(HANDS).where(HANDS.c.session == session_id).order_by(HANDS.c.at_table))
        return [{"slide": row.slide, "table": row.at_table, "value": json.loads(row.value)} for row in rows]


def checked(slide: dict, value: object) -> dict:
    """What was counted at a slide as it is kept; {} when nothing was. Raises ValueError when the slide asks no such
    thing. Of a guess of 100 {"guesses": [one per person]}, otherwise a count per choice (see `choices`)."""
    if not isinstance(value, dict):
        raise ValueError("hands are an object")
    if _asks_100(slide):
        guesses = value.get("guesses", [])
        if set(value) - {"guesses"} or not isinstance(guesses, list) or len(guesses) > MOST:
            raise ValueError("guesses are a list")
        return {"guesses": [checked_guess(slide, guess) for guess in guesses]} if guesses else {}
    if any(name not in choices(slide) or not _is_count(counted) for name, counted in value.items()):
        raise ValueError("this slide asks something else")
    return {name: counted for name, counted in value.items() if counted}


def choices(slide: dict) -> tuple[str, ...]:
    """What can be chosen at a slide; () where nothing is chosen, and of a guess of 100."""
    if slide["kind"] == "guess":
        return () if slide["of_100"] else DIRECTIONS
    return RECOGNITION if slide["kind"] == "figure" else tuple(slide.get("themes", ()))


def asked_at(slide: dict, word: Mapping[str, str]) -> dict | None:
    """What hands can be counted for at a slide: its id, whether it asks for guesses of 100, and otherwise its choices,
    each with its name; None where nothing is counted."""
    answers = drawing.answers_of(slide, word) if slide["kind"] == "guess" else {}
    names = {**word, **answers, **slide.get("themes", {})}
    counted = [(choice, names[choice]) for choice in choices(slide)]
    of_100 = _asks_100(slide)
    return {"id": slide["id"], "of_100": of_100, "choices": counted} if of_100 or counted else None


def _asks_100(slide: dict) -> bool:
    return slide["kind"] == "guess" and bool(slide["of_100"])


def _is_count(count: object) -> bool:
    return isinstance(count, int) and not isinstance(count, bool) and 0 <= count <= MOST
