"""Sessions, answers and notes, kept in SQLite (one file, made by itself) or PostgreSQL (`LSA_STORE_URL`).

The key of a session is only in the facilitator's link; here stands its sha256. An answer is kept when the call
returns. Nothing about a person is kept: a phone is a random number.
"""

import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from threading import Lock
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import Insert as InsertPostgresql
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import Insert as InsertSqlite
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection

from lsa_data.ask import database
from lsa_data.problem import Problem

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What a code is made of: nothing that looks like something else."""
CODE_LENGTH = 6
CODE_LIVES = timedelta(hours=18)
"""How long phones can join after the facilitator opens the session."""
ANSWERS_LIVE = timedelta(days=90)
LONGEST_SENTENCE = 280
LONGEST_NOTE = 4000
MOST_PHONES = 1000
MOST_AT_ONCE = 40
"""Connections: as many as a server has threads for questions. No question may ask for a second one inside a first."""
FORMER_NAMES = {"region": "regio", "region_words": "regio_words"}
"""What a part of `about` is called in sessions and reports that were kept before -> what it is called now."""
WAITING, SHOWN, HIDDEN = "waiting", "shown", "hidden"

_META = sa.MetaData()
_SESSION = sa.Table(
    "table_session", _META,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("code", sa.String(CODE_LENGTH), unique=True, nullable=False),
    sa.Column("opened_at", sa.Float, nullable=False),
    sa.Column("made_at", sa.Float, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("slides", sa.Text, nullable=False),
    sa.Column("current", sa.Integer, nullable=False),
    sa.Column("revealed", sa.Boolean, nullable=False),
    sa.Column("moves", sa.Integer, nullable=False),
    sa.Column("answers", sa.Integer, nullable=False),
    sa.Column("exported", sa.Boolean, nullable=False),
)  # fmt: skip
_PHONE = sa.Table(
    "table_phone", _META,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("phone", sa.String(32), primary_key=True),
)  # fmt: skip
_ANSWER = sa.Table(
    "table_answer", _META,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("slide", sa.String(80), primary_key=True),
    sa.Column("phone", sa.String(32), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("sentence", sa.Text, nullable=False),
    sa.Column("shown", sa.String(10), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
)  # fmt: skip
_NOTE = sa.Table(
    "table_note", _META,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("slide", sa.String(80), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
)  # fmt: skip


Unavailable = sa.exc.OperationalError
"""The store cannot be reached now; nothing that was acknowledged is lost."""


class NoSession(Problem):
    """There is no such session: never made, deleted, or a wrong key or code."""


class Closed(Problem):
    """This slide takes no answers (any more)."""


@dataclass(frozen=True)
class Session:
    """A session. `about` has title, regio, place, date, language and version of the figures; `moves` counts the
    steps of the facilitator, `answers` those of the room: whoever shows something can see that it changed."""

    id: str
    code: str
    about: dict
    slides: list[dict]
    current: int
    revealed: bool
    moves: int
    answers: int
    joinable: bool

    @property
    def slide(self) -> dict:
        """The slide that is on the screen."""
        return self.slides[self.current]


def create(about: dict, slides: list[dict]) -> tuple[str, Session]:
    """Keep a new session; returns the key for the facilitator's link, which is nowhere else, and the session.

    Raises ValueError when there is no slide.
    """
    if not slides:
        raise ValueError("a session needs slides")
    delete_old()
    key = secrets.token_urlsafe(24)
    now = _now()
    with _engine().begin() as connection:
        connection.execute(
            _SESSION.insert().values(
                id=_id(key), code=_new_code(), opened_at=now, made_at=now, about=json.dumps(about),
                slides=json.dumps(slides), current=0, revealed=False, moves=0, answers=0, exported=False,
            )
        )  # fmt: skip
    return key, by_key(key)


def by_key(key: str) -> Session:
    """The session of a facilitator's key. Raises `NoSession`."""
    return _session(_SESSION.c.id == _id(key))


def by_id(session_id: str) -> Session:
    """The session with this id. Raises `NoSession`."""
    return _session(_SESSION.c.id == session_id)


def by_code(code: str) -> Session:
    """The session that phones can join with this code now. Raises `NoSession`, also when the code is too old."""
    found = _session(_SESSION.c.code == code.upper()[:CODE_LENGTH])
    if not found.joinable:
        raise NoSession(code)
    return found


def changed(session_id: str) -> tuple[int, int]:
    """How often the facilitator moved and the room answered. Raises `NoSession`."""
    with _engine().connect() as connection:
        question = sa.select(_SESSION.c.moves, _SESSION.c.answers).where(_SESSION.c.id == session_id)
        row = connection.execute(question).one_or_none()
    if row is None:
        raise NoSession(session_id)
    return row.moves, row.answers


def reopen(key: str) -> None:
    """Let phones join (again) from now on, with a new code."""
    _change(by_key(key).id, opened_at=_now(), code=_new_code())


def go(key: str, to: int, revealed: bool = False) -> Session:
    """Put slide number `to` on the screen, as a question or with its answer; outside the slides it stays at an end."""
    current = by_key(key)
    _change(current.id, current=max(0, min(to, len(current.slides) - 1)), revealed=revealed)
    return by_id(current.id)


def join(code: str) -> tuple[str, str]:
    """A phone joins: the id of the session and a random number for the phone. Raises `NoSession`, or `Closed` when
    there are a thousand phones already."""
    session = by_code(code)
    phone = secrets.token_hex(16)
    with _engine().begin() as connection:
        count = sa.select(sa.func.count()).select_from(_PHONE).where(_PHONE.c.session == session.id)
        if connection.execute(count).scalar_one() >= MOST_PHONES:
            raise Closed("this session is full")
        connection.execute(_PHONE.insert().values(session=session.id, phone=phone))
    return session.id, phone


def has_joined(session_id: str, phone: str) -> bool:
    """Whether this phone joined this session."""
    with _engine().connect() as connection:
        question = sa.select(_PHONE.c.phone).where(_PHONE.c.session == session_id, _PHONE.c.phone == phone)
        return connection.execute(question).first() is not None


def answer(session_id: str, slide_id: str, phone: str, value: object, sentence: str = "") -> None:
    """Keep the answer of a phone, in place of an earlier one; it is safe when this returns.

    A changed sentence waits for the facilitator again. Raises `NoSession` or `Closed`; `value` was checked before
    (see `slides.checked`).
    """
    sentence = " ".join(sentence.split())[:LONGEST_SENTENCE]
    with _engine().begin() as connection:
        joined = (_PHONE.c.session == _SESSION.c.id, _PHONE.c.phone == phone)
        question = sa.select(_SESSION.c.slides, _SESSION.c.current, _SESSION.c.revealed).join(_PHONE, sa.and_(*joined))
        row = connection.execute(question.where(_SESSION.c.id == session_id)).one_or_none()
        if row is None:
            raise NoSession(session_id)
        if row.revealed or json.loads(row.slides)[row.current]["id"] != slide_id:
            raise Closed(slide_id)
        key = {"session": session_id, "slide": slide_id, "phone": phone}
        new = {"value": json.dumps(value), "sentence": sentence, "at": _now()}
        insert = _insert(_ANSWER).values(**key, **new, shown=WAITING)
        same = _ANSWER.c.sentence == sentence
        connection.execute(
            insert.on_conflict_do_update(
                index_elements=list(key), set_=new | {"shown": sa.case((same, _ANSWER.c.shown), else_=WAITING)}
            )
        )
        connection.execute(_SESSION.update().where(_SESSION.c.id == session_id).values(answers=_SESSION.c.answers + 1))


def answer_of(session_id: str, slide_id: str, phone: str) -> dict | None:
    """The answer of one phone to one slide: value and sentence; None when it gave none."""
    where = (_ANSWER.c.session == session_id, _ANSWER.c.slide == slide_id, _ANSWER.c.phone == phone)
    with _engine().connect() as connection:
        row = connection.execute(sa.select(_ANSWER.c.value, _ANSWER.c.sentence).where(*where)).one_or_none()
    return None if row is None else {"value": json.loads(row.value), "sentence": row.sentence}


def answers(session_id: str) -> list[dict]:
    """Every answer: slide, phone, value, sentence, shown, at (seconds since 1970); the oldest first."""
    with _engine().connect() as connection:
        rows = connection.execute(
            sa.select(_ANSWER).where(_ANSWER.c.session == session_id).order_by(_ANSWER.c.at, _ANSWER.c.phone)
        )
        return [
            {"slide": row.slide, "phone": row.phone, "value": json.loads(row.value), "sentence": row.sentence,
             "shown": row.shown, "at": row.at}
            for row in rows
        ]  # fmt: skip


def moderate(key: str, slide_id: str, phone: str, shown: str) -> None:
    """Let the sentence of an answer through to the screen and the report, or keep it away."""
    if shown not in (WAITING, SHOWN, HIDDEN):
        raise ValueError(shown)
    session_id = by_key(key).id
    where = (_ANSWER.c.session == session_id, _ANSWER.c.slide == slide_id, _ANSWER.c.phone == phone)
    with _engine().begin() as connection:
        connection.execute(_ANSWER.update().where(*where).values(shown=shown))
        connection.execute(_SESSION.update().where(_SESSION.c.id == session_id).values(answers=_SESSION.c.answers + 1))


def note(key: str, slide_id: str, text: str) -> None:
    """Keep the facilitator's note on a slide."""
    session_id = by_key(key).id
    new = {"text": text[:LONGEST_NOTE]}
    insert = _insert(_NOTE).values(session=session_id, slide=slide_id, **new)
    with _engine().begin() as connection:
        connection.execute(insert.on_conflict_do_update(index_elements=["session", "slide"], set_=new))


def notes(session_id: str) -> dict[str, str]:
    """The facilitator's notes by slide."""
    with _engine().connect() as connection:
        rows = connection.execute(sa.select(_NOTE.c.slide, _NOTE.c.text).where(_NOTE.c.session == session_id))
        return {row.slide: row.text for row in rows}


def exported(key: str) -> None:
    """The facilitator took the report: the answers may stay."""
    _change(by_key(key).id, exported=True)


def delete(key: str) -> None:
    """Remove a session with all that belongs to it, at once."""
    _delete([by_key(key).id])


def delete_old(now: float | None = None) -> int:
    """Remove sessions older than 90 days that nobody exported; returns how many."""
    limit = (now or _now()) - ANSWERS_LIVE.total_seconds()
    with _engine().connect() as connection:
        old = sa.select(_SESSION.c.id).where(_SESSION.c.made_at < limit, _SESSION.c.exported.is_(False))
        found = [row.id for row in connection.execute(old)]
    _delete(found)
    return len(found)


def with_present_names(about: Any) -> Any:
    """What a session or report says about itself, under the names that its parts have now; what is no dict as it is."""
    return {FORMER_NAMES.get(name, name): value for name, value in about.items()} if isinstance(about, dict) else about


def address() -> str:
    """Where sessions are kept: `LSA_STORE_URL`, or a SQLite file beside the figures."""
    return os.environ.get("LSA_STORE_URL") or f"sqlite:///{database.data_folder() / 'sessions.sqlite'}"


def _session(where: sa.ColumnElement[bool]) -> Session:
    with _engine().connect() as connection:
        row = connection.execute(sa.select(_SESSION).where(where)).one_or_none()
    if row is None:
        raise NoSession("there is no such session")
    joinable = _now() < row.opened_at + CODE_LIVES.total_seconds()
    about = with_present_names(json.loads(row.about))
    return Session(row.id, row.code, about, json.loads(row.slides), row.current, row.revealed, row.moves, row.answers,
                   joinable)  # fmt: skip


def _change(session_id: str, **values: object) -> None:
    with _engine().begin() as connection:
        connection.execute(
            _SESSION.update().where(_SESSION.c.id == session_id).values(moves=_SESSION.c.moves + 1, **values)
        )


def _delete(session_ids: list[str]) -> None:
    with _engine().begin() as connection:
        for table in (_ANSWER, _NOTE, _PHONE):
            connection.execute(table.delete().where(table.c.session.in_(session_ids)))
        connection.execute(_SESSION.delete().where(_SESSION.c.id.in_(session_ids)))


def _insert(table: sa.Table) -> InsertPostgresql | InsertSqlite:
    return insert_postgresql(table) if _engine().dialect.name == "postgresql" else insert_sqlite(table)


def _new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def _id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _now() -> float:
    return datetime.now(UTC).timestamp()


_MAKING = Lock()


def _engine() -> sa.Engine:
    with _MAKING:
        return _engine_of(address())


@cache
def _engine_of(url: str) -> sa.Engine:
    """One engine per address, with its tables. A plain `postgresql://` address uses psycopg 3."""
    url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    if url.startswith("sqlite"):
        database.data_folder().mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(url, connect_args={"timeout": 30}, pool_size=MOST_AT_ONCE)
        sa.event.listen(engine, "connect", _safe_sqlite)
    else:
        engine = sa.create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=MOST_AT_ONCE - 10)
    _META.create_all(engine)
    return engine


def _safe_sqlite(connection: DBAPIConnection, _record: object) -> None:
    """Readers beside a writer, and an answer on disk before it is acknowledged."""
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
