"""Sessions, phones and answers, kept where `tables.py` says.

A session has four keys. The *desk* key steers, reads and deletes; it is only in the facilitator's link, and here
stands its sha256. The *screen* key is made of it and only shows; it is the only one in the address that is projected.
The *remote* key only steers; a new one takes the place of the one before. The *code* lets a phone take part. An answer
is kept when the call returns. Nothing about a person is kept: a phone is a random number.
"""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from lsa_data.problem import Problem
from lsa_tafel import clean
from lsa_tafel.tables import (
    AGREEMENT,
    ANSWER,
    CODE_LENGTH,
    HANDS,
    NOTE,
    PHONE,
    PHOTO,
    SESSION,
    Unavailable,
    engine,
    insert,
)

__all__ = ["CODE_LENGTH", "Unavailable"]
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What a code is made of: nothing that looks like something else. There are 31 to the power 6, 887 million: who tries
300 a second for a whole evening finds one of a session with a chance of 1%, and then is one phone, to be removed."""
CODE_LIVES = timedelta(hours=18)
"""How long phones can join at least, after the session or a new code was made; and until the day after the evening."""
HERE = ZoneInfo("Europe/Amsterdam")
MOST_UNDO = 30
ANSWERS_LIVE = timedelta(days=90)
LONGEST_SENTENCE = 280
MOST_PHONES = 1000
MOST_TABLES = 20
FORMER_NAMES = {"region": "regio", "region_words": "regio_words"}
"""What a part of `about` is called in sessions and reports that were kept before -> what it is called now."""
WAITING, SHOWN, HIDDEN = "waiting", "shown", "hidden"
CLEARED = (ANSWER, HANDS, AGREEMENT)
"""What goes away after a rehearsal."""


class NoSession(Problem):
    """There is no such session: never made, deleted, or a wrong key or code."""


class Closed(Problem):
    """This slide takes no answers (any more)."""


class Removed(Problem):
    """The facilitator took this phone out of the session."""


@dataclass(frozen=True)
class Session:
    """A session. `about` has title, regio, place, date, language and version of the figures; `moves` counts the
    steps of the facilitator, `answers` everything else that changed: whoever shows something can see it. `page` is the
    page of what people wrote that is shown (0: none), `black` that the screen is black, `moved_at` since when this
    slide is shown (seconds since 1970), `past` where the screen was before: slide, revealed, page. `kept`: the
    facilitator chose to keep it until it is deleted by hand; otherwise it goes at `goes_at`."""

    id: str
    code: str
    about: dict
    slides: list[dict]
    current: int
    revealed: bool
    moves: int
    answers: int
    joinable: bool
    kept: bool
    goes_at: float
    page: int = 0
    black: bool = False
    moved_at: float = 0.0
    past: tuple[tuple[str, bool, int], ...] = ()
    tables: int = 0

    @property
    def slide(self) -> dict:
        """The slide that is on the screen."""
        return self.slides[self.current]

    def place_of(self, slide_id: object) -> int:
        """Which place a slide has among all. Raises ValueError when there is none with this id."""
        return [slide["id"] for slide in self.slides].index(slide_id)

    @property
    def goes_on(self) -> date:
        """The day on which it is deleted, unless it is kept."""
        return datetime.fromtimestamp(self.goes_at, UTC).date()


def create(about: dict, slides: list[dict]) -> tuple[str, Session]:
    """Keep a new session; returns the key for the facilitator's link, which is nowhere else, and the session.

    Raises ValueError when there is no slide.
    """
    if not slides:
        raise ValueError("a session needs slides")
    delete_old()
    key = secrets.token_urlsafe(24)
    made_at = now()
    with engine().begin() as connection:
        connection.execute(
            SESSION.insert().values(
                id=_id(key), code=_new_code(), opened_at=made_at, made_at=made_at,
                about=json.dumps(clean.cleaned(about)), slides=json.dumps(clean.cleaned(slides)),
                current=0, revealed=False, moves=0, answers=0, kept=False,
                screen=_id(screen_key(key)), page=0, black=False, moved_at=made_at,
            )
        )  # fmt: skip
    return key, by_key(key)


def by_key(key: str) -> Session:
    """The session of a desk key. Raises `NoSession`."""
    return _session(SESSION.c.id == _id(key))


def screen_key(key: str) -> str:
    """The key that only shows, of the session with this desk key; the desk key cannot be found from it."""
    return base64.urlsafe_b64encode(hmac.digest(key.encode(), b"screen", "sha256"))[:32].decode()


def by_screen(screen: str) -> Session:
    """The session of a screen key. Raises `NoSession`."""
    return _session(SESSION.c.screen == _id(screen))


def give_screen(key: str) -> str:
    """The screen key of a session, which one of an earlier release has from now on. Raises `NoSession`."""
    session_id, screen = by_key(key).id, screen_key(key)
    with engine().begin() as connection:
        connection.execute(SESSION.update().where(SESSION.c.id == session_id).values(screen=_id(screen)))
    return screen


def new_remote(key: str) -> str:
    """A key that only steers, at random; the one before works no more. Raises `NoSession`."""
    session_id, remote = by_key(key).id, secrets.token_urlsafe(24)
    with engine().begin() as connection:
        connection.execute(SESSION.update().where(SESSION.c.id == session_id).values(remote=_id(remote)))
        touch(connection, session_id)
    return remote


def by_remote(remote: str) -> Session:
    """The session of a remote key. Raises `NoSession`."""
    return _session(SESSION.c.remote == _id(remote))


def by_id(session_id: str) -> Session:
    """The session with this id. Raises `NoSession`."""
    return _session(SESSION.c.id == session_id)


def new_phone() -> str:
    """A number for a phone, at random."""
    return secrets.token_hex(16)


def by_code(code: str) -> Session:
    """The session that phones can join with this code now. Raises `NoSession`, also when the code is too old."""
    found = _session(SESSION.c.code == code.upper()[:CODE_LENGTH])
    if not found.joinable:
        raise NoSession(code)
    return found


def changed(session_id: str) -> tuple[int, int]:
    """How often the facilitator moved, and how often anything else changed. Raises `NoSession`."""
    with engine().connect() as connection:
        question = sa.select(SESSION.c.moves, SESSION.c.answers).where(SESSION.c.id == session_id)
        row = connection.execute(question).one_or_none()
    if row is None:
        raise NoSession(session_id)
    return row.moves, row.answers


def reopen(key: str) -> None:
    """Let phones join (again) from now on, with a new code."""
    _change(by_key(key).id, opened_at=now(), code=_new_code())


def go(key: str, to: int, revealed: bool = False, page: int = 0) -> Session:
    """Put slide number `to` on the screen, as a question or with its answer; outside the slides it stays at an end."""
    return steer(
        by_key(key).id, lambda session: moved(session, max(0, min(to, len(session.slides) - 1)), revealed, page)
    )


def steer(session_id: str, work: Callable[[Session], dict]) -> Session:
    """Change a session by what `work` makes of it as it is at that moment, one at a time; returns it as it is then."""
    where = SESSION.c.id == session_id
    with engine().begin() as connection:
        connection.execute(SESSION.update().where(where).values(moves=SESSION.c.moves + 1))
        values = work(_read(connection, where))
        if values:
            connection.execute(SESSION.update().where(where).values(**values))
        return _read(connection, where)


def moved(session: Session, to: int, revealed: bool, page: int) -> dict:
    """The columns of a session that goes to slide number `to`; where it was is kept, to be undone."""
    here = (session.slide["id"], session.revealed, session.page)
    past = session.past
    if (session.slides[to]["id"], revealed, page) != here:
        past = (*past, here)[-MOST_UNDO:]
    since = session.moved_at if to == session.current else now()
    return {"current": to, "revealed": revealed, "page": page, "black": False, "moved_at": since,
            "past": json.dumps(past)}  # fmt: skip


def undone(session: Session) -> dict:
    """The columns of a session that goes back to where the screen was before, from black to what it showed; none where
    that is not known."""
    if session.black:
        return {"black": False}
    at = {slide["id"]: place for place, slide in enumerate(session.slides)}
    past = [one for one in session.past if one[0] in at]
    if not past:
        return {}
    slide, revealed, page = past.pop()
    return {"current": at[slide], "revealed": revealed, "page": page, "black": False, "moved_at": now(),
            "past": json.dumps(past)}  # fmt: skip


def table_code(code: str, table: int) -> str:
    """The code of a table: that of the session with the number of the table after it."""
    return f"{code}-{table}"


def table_of(code: str, session: Session) -> int:
    """The number of the table that a code is of; 0 for the code of the whole room, or a table that is not there."""
    number = code[CODE_LENGTH:].lstrip("- ")
    table = int(number) if number.isascii() and number.isdigit() and len(number) < 3 else 0
    return table if table <= session.tables else 0


def work_in_tables(key: str, tables: int) -> None:
    """Say at how many tables the room works (0: not in tables). Raises `NoSession` or ValueError."""
    if not 0 <= tables <= MOST_TABLES:
        raise ValueError(f"at most {MOST_TABLES} tables")
    session_id = by_key(key).id
    with engine().begin() as connection:
        connection.execute(SESSION.update().where(SESSION.c.id == session_id).values(tables=tables))
        touch(connection, session_id)


def join(code: str, phone: str = "") -> tuple[str, str]:
    """A phone joins: the id of the session and its number, a new random one where it had none yet; the same number is
    never in twice. With the code of a table it sits there from now on. Raises `NoSession`, `Removed`, or `Closed` when
    there are a thousand phones already."""
    session = by_code(code)
    phone, table = phone or new_phone(), table_of(code, session)
    with engine().begin() as connection:
        touch(connection, session.id)
        if _is_in(connection, session.id, phone):
            if table:
                connection.execute(PHONE.update().where(*_one(session.id, phone)).values(at_table=table))
            return session.id, phone
        inside = sa.select(sa.func.count()).select_from(PHONE).where(PHONE.c.session == session.id, _NOT_REMOVED)
        if connection.execute(inside).scalar_one() >= MOST_PHONES:
            raise Closed("this session is full")
        connection.execute(PHONE.insert().values(session=session.id, phone=phone, at=now(), removed=False,
                                                  at_table=table))  # fmt: skip
    return session.id, phone


def table_where(session_id: str, phone: str) -> int:
    """The table at which a phone sits; 0 for none."""
    with engine().connect() as connection:
        return connection.execute(sa.select(PHONE.c.at_table).where(*_one(session_id, phone))).scalar() or 0


def has_joined(session_id: str, phone: str) -> bool:
    """Whether this phone takes part in this session. Raises `Removed`."""
    with engine().connect() as connection:
        return _is_in(connection, session_id, phone)


def phones(session_id: str) -> list[dict]:
    """The phones in the order in which they joined: phone, name, removed, and how many answers and sentences it gave.

    `name` is what it is called at the desk: nobody can take part with that.
    """
    said = sa.func.sum(sa.case((ANSWER.c.sentence != "", 1), else_=0))
    columns = (PHONE.c.phone, PHONE.c.at, PHONE.c.removed)
    with engine().connect() as connection:
        rows = connection.execute(
            sa.select(*columns, sa.func.count(ANSWER.c.slide).label("answers"), said.label("sentences"))
            .select_from(PHONE.outerjoin(ANSWER, _SAME_PHONE))
            .where(PHONE.c.session == session_id)
            .group_by(*columns)
            .order_by(sa.func.coalesce(PHONE.c.at, 0), PHONE.c.phone)
        ).all()
    return [
        {"phone": row.phone, "name": name_of(row.phone), "removed": bool(row.removed), "answers": row.answers,
         "sentences": int(row.sentences or 0)}
        for row in rows
    ]  # fmt: skip


def name_of(phone: str) -> str:
    """What a phone is called at the desk."""
    return _id(phone)[:12]


def remove(key: str, phone: str, removed: bool = True) -> None:
    """Take a phone out of the session: what it wrote and answered counts no more. Or let it in again, with that."""
    session_id = by_key(key).id
    with engine().begin() as connection:
        where = (PHONE.c.session == session_id, PHONE.c.phone == phone)
        connection.execute(PHONE.update().where(*where).values(removed=removed))
        touch(connection, session_id)
    _change(session_id)


def free_places(key: str) -> int:
    """Give the places of phones that never answered to others; returns how many. A phone that is really there comes
    back by itself."""
    session_id = by_key(key).id
    with engine().begin() as connection:
        wrote = sa.exists().where(_SAME_PHONE) | sa.exists().where(
            AGREEMENT.c.session == PHONE.c.session, AGREEMENT.c.phone == PHONE.c.phone
        )
        gone = connection.execute(PHONE.delete().where(PHONE.c.session == session_id, _NOT_REMOVED, ~wrote))
        touch(connection, session_id)
    _change(session_id)
    return gone.rowcount


def answer(session_id: str, slide_id: str, phone: str, value: object, sentence: str = "") -> None:
    """Keep the answer of a phone, in place of an earlier one; it is safe when this returns.

    A changed sentence waits for the facilitator again, without the correction of the one before. Raises `NoSession`,
    `Removed` or `Closed`; `value` was checked before (see `slides.checked`).
    """
    sentence = " ".join(sentence.split())[:LONGEST_SENTENCE]
    with engine().begin() as connection:
        joined = (PHONE.c.session == SESSION.c.id, PHONE.c.phone == phone)
        columns = (SESSION.c.slides, SESSION.c.current, SESSION.c.revealed, PHONE.c.removed)
        question = sa.select(*columns).join(PHONE, sa.and_(*joined))
        row = connection.execute(question.where(SESSION.c.id == session_id)).one_or_none()
        if row is None:
            raise NoSession(session_id)
        if row.removed:
            raise Removed(session_id)
        if row.revealed or json.loads(row.slides)[row.current]["id"] != slide_id:
            raise Closed(slide_id)
        key = {"session": session_id, "slide": slide_id, "phone": phone}
        new = {"value": json.dumps(value), "sentence": sentence, "at": now()}
        new_answer = insert(ANSWER).values(**key, **new, shown=WAITING)
        same = ANSWER.c.sentence == sentence
        again = {
            "shown": sa.case((same, ANSWER.c.shown), else_=WAITING),
            "corrected": sa.case((same, ANSWER.c.corrected), else_=None),
        }
        connection.execute(new_answer.on_conflict_do_update(index_elements=list(key), set_=new | again))
        touch(connection, session_id)


def answer_of(session_id: str, slide_id: str, phone: str) -> dict | None:
    """The answer of one phone to one slide: value and sentence; None when it gave none."""
    where = (ANSWER.c.session == session_id, ANSWER.c.slide == slide_id, ANSWER.c.phone == phone)
    with engine().connect() as connection:
        row = connection.execute(sa.select(ANSWER.c.value, ANSWER.c.sentence).where(*where)).one_or_none()
    return None if row is None else {"value": json.loads(row.value), "sentence": row.sentence}


def answers(session_id: str) -> list[dict]:
    """Every answer of a phone that was not removed: slide, phone, table (0 for none), value, sentence (as the
    facilitator corrected it), wrote (as it was sent), shown, at (seconds since 1970); the oldest first."""
    with engine().connect() as connection:
        rows = connection.execute(
            sa.select(ANSWER, PHONE.c.at_table)
            .join(PHONE, _SAME_PHONE)
            .where(ANSWER.c.session == session_id, _NOT_REMOVED)
            .order_by(ANSWER.c.at, ANSWER.c.phone)
        )
        return [
            {"slide": row.slide, "phone": row.phone, "table": row.at_table or 0, "value": json.loads(row.value),
             "sentence": row.sentence if row.corrected is None else row.corrected, "wrote": row.sentence,
             "shown": row.shown, "at": row.at}
            for row in rows
        ]  # fmt: skip


def moderate(
    key: str, slide_id: str, phone: str, shown: str, wrote: str | None = None, corrected: str | None = None
) -> bool:
    """Let the sentence of an answer through to the screen and the report, or keep it away; also after an earlier
    choice. `corrected` is what it says from now on, while what was sent stays; without it that stays as it was.

    With `wrote` (what the facilitator read) only that one: who writes something else meanwhile waits again. Returns
    whether that sentence was still there. Raises `NoSession`, or ValueError for another `shown` or a correction that is
    empty or too long.
    """
    if shown not in (WAITING, SHOWN, HIDDEN):
        raise ValueError(shown)
    values: dict[str, str] = {"shown": shown}
    if corrected is not None:
        values["corrected"] = " ".join(corrected.split())
        if not 0 < len(values["corrected"]) <= LONGEST_SENTENCE:
            raise ValueError("a correction is a sentence")
    session_id = by_key(key).id
    where = [ANSWER.c.session == session_id, ANSWER.c.slide == slide_id, ANSWER.c.phone == phone]
    if wrote is not None:
        where.append(ANSWER.c.sentence == wrote)
    with engine().begin() as connection:
        done = connection.execute(ANSWER.update().where(*where).values(**values))
        touch(connection, session_id)
    return done.rowcount > 0


def keep(key: str, kept: bool) -> None:
    """Keep the session until it is deleted by hand, or let it go after 90 days; the facilitator chooses."""
    session_id = by_key(key).id
    with engine().begin() as connection:
        connection.execute(SESSION.update().where(SESSION.c.id == session_id).values(kept=kept))
        touch(connection, session_id)


def clear(key: str) -> None:
    """After a rehearsal: answers, sentences and agreements go away, slides and notes stay, the first slide is shown.

    Until the next time they can be put back (`restore`); when there is nothing to clear, as when a desk asks again
    because the first answer got lost, that stays so."""
    session_id = by_key(key).id
    if _any_of(session_id):
        _delete_cleared(session_id)
    with engine().begin() as connection:
        touch(connection, session_id)
        for table in CLEARED:
            own = table.update().where(table.c.session == session_id)
            connection.execute(own.values(session=_cleared(session_id)))
    steer(session_id, lambda session: moved(session, 0, False, 0) | {"past": "[]"})


def restore(key: str) -> None:
    """Put back what `clear` took away; who answered since then keeps the newer answer."""
    session_id = by_key(key).id
    gone = _cleared(session_id)
    with engine().begin() as connection:
        touch(connection, session_id)
        for table in CLEARED:
            same = [column for column in table.primary_key.columns if column.name != "session"]
            newer = table.alias()
            there = sa.exists().where(newer.c.session == session_id, *(newer.c[one.name] == one for one in same))
            connection.execute(table.update().where(table.c.session == gone, ~there).values(session=session_id))
    _delete_cleared(session_id)
    _change(session_id)


def was_cleared(session_id: str) -> bool:
    """Whether there is something to put back."""
    return _any_of(_cleared(session_id))


def delete(key: str) -> None:
    """Remove a session with all that belongs to it, at once."""
    _delete([by_key(key).id])


def delete_old(at: float | None = None) -> int:
    """Remove sessions that nobody chose to keep, 90 days after they were made and after their evening; returns how
    many."""
    at = at or now()
    limit = at - ANSWERS_LIVE.total_seconds()
    with engine().connect() as connection:
        old = sa.select(SESSION.c.id, SESSION.c.made_at, SESSION.c.about).where(
            SESSION.c.made_at < limit, SESSION.c.kept.is_(False)
        )
        found = [row.id for row in connection.execute(old) if _goes_at(row.made_at, json.loads(row.about)) < at]
    _delete(found)
    return len(found)


def with_present_names(about: Any) -> Any:
    """What a session or report says about itself, under the names that its parts have now; what is no dict as it is."""
    return {FORMER_NAMES.get(name, name): value for name, value in about.items()} if isinstance(about, dict) else about


def _session(where: sa.ColumnElement[bool]) -> Session:
    with engine().connect() as connection:
        return _read(connection, where)


def _read(connection: sa.Connection, where: sa.ColumnElement[bool]) -> Session:
    row = connection.execute(sa.select(SESSION).where(where)).one_or_none()
    if row is None:
        raise NoSession("there is no such session")
    about = with_present_names(json.loads(row.about))
    joinable = now() < max(row.opened_at + CODE_LIVES.total_seconds(), _ends_at(about))
    past = tuple((slide, revealed, page) for slide, revealed, page in json.loads(row.past or "[]"))
    return Session(row.id, row.code, about, json.loads(row.slides), row.current, row.revealed, row.moves, row.answers,
                   joinable, row.kept, _goes_at(row.made_at, about), row.page or 0, bool(row.black),
                   row.moved_at or row.opened_at, past, row.tables or 0)  # fmt: skip


def _ends_at(about: dict) -> float:
    """The end of the day after the evening; 0 where its date is not known."""
    try:
        after = date.fromisoformat(about.get("date") or "") + timedelta(days=2)
    except (ValueError, OverflowError):
        return 0.0
    return datetime.combine(after, time(), HERE).timestamp()


def _goes_at(made_at: float, about: dict) -> float:
    """When a session is removed, unless it is kept."""
    return max(made_at, _ends_at(about)) + ANSWERS_LIVE.total_seconds()


def _any_of(session_id: str) -> bool:
    """Whether there is anything that `clear` takes away."""
    with engine().connect() as connection:
        return any(
            connection.execute(sa.select(table.c.session).where(table.c.session == session_id).limit(1)).first()
            for table in CLEARED
        )


def _cleared(session_id: str) -> str:
    """Where the rows of a session stand that were cleared away."""
    return _id(f"cleared {session_id}")


def touch(connection: sa.Connection, session_id: str) -> None:
    """Something else than the slide changed: the desk and the screen hear of it. Who asks this first, is alone with
    this session until the end of the transaction."""
    connection.execute(SESSION.update().where(SESSION.c.id == session_id).values(answers=SESSION.c.answers + 1))


_NOT_REMOVED = PHONE.c.removed.is_not(True)
_SAME_PHONE = sa.and_(ANSWER.c.session == PHONE.c.session, ANSWER.c.phone == PHONE.c.phone)


def _one(session_id: str, phone: str) -> tuple[sa.ColumnElement[bool], ...]:
    return PHONE.c.session == session_id, PHONE.c.phone == phone


def _is_in(connection: sa.Connection, session_id: str, phone: str) -> bool:
    question = sa.select(PHONE.c.removed).where(PHONE.c.session == session_id, PHONE.c.phone == phone)
    row = connection.execute(question).first()
    if row is not None and row.removed:
        raise Removed(session_id)
    return row is not None


def _change(session_id: str, **values: object) -> None:
    with engine().begin() as connection:
        connection.execute(
            SESSION.update().where(SESSION.c.id == session_id).values(moves=SESSION.c.moves + 1, **values)
        )


def _delete(session_ids: list[str]) -> None:
    with engine().begin() as connection:
        gone = [*session_ids, *map(_cleared, session_ids)]
        for table in (ANSWER, HANDS, NOTE, AGREEMENT, PHONE, PHOTO):
            connection.execute(table.delete().where(table.c.session.in_(gone)))
        connection.execute(SESSION.delete().where(SESSION.c.id.in_(session_ids)))


def _delete_cleared(session_id: str) -> None:
    with engine().begin() as connection:
        for table in CLEARED:
            connection.execute(table.delete().where(table.c.session == _cleared(session_id)))


def _new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def _id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def now() -> float:
    """Seconds since 1970."""
    return datetime.now(UTC).timestamp()
