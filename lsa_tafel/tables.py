"""Where sessions are kept: the tables, and one engine per address, SQLite (one file, made by itself) or PostgreSQL
(`LSA_STORE_URL`). A store of an earlier release gets the columns that it lacks when it is first used."""

import logging
import os
from functools import cache
from threading import Lock

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import Insert as InsertPostgresql
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import Insert as InsertSqlite
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection

from lsa_data.ask import database
from lsa_data.problem import Problem

CODE_LENGTH = 6
MOST_AT_ONCE = 40
"""Connections: as many as a server has threads for questions. No question may ask for a second one inside a first."""

LONGEST_CONNECTING = 3
"""Seconds until a PostgreSQL that does not answer is out of reach; who waits for it keeps a thread from others."""

log = logging.getLogger("lsa.store")
META = sa.MetaData()
SESSION = sa.Table(
    "table_session", META,
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
    sa.Column("exported", sa.Boolean, key="kept", nullable=False),
    sa.Column("screen", sa.String(64)),
    sa.Column("tables", sa.Integer),
    sa.Column("remote", sa.String(64)),
    sa.Column("page", sa.Integer),
    sa.Column("black", sa.Boolean),
    sa.Column("moved_at", sa.Float),
    sa.Column("past", sa.Text),
)  # fmt: skip
PHONE = sa.Table(
    "table_phone", META,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("phone", sa.String(32), primary_key=True),
    sa.Column("at", sa.Float),
    sa.Column("removed", sa.Boolean),
    sa.Column("at_table", sa.Integer),
)  # fmt: skip
ANSWER = sa.Table(
    "table_answer", META,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("slide", sa.String(80), primary_key=True),
    sa.Column("phone", sa.String(32), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("sentence", sa.Text, nullable=False),
    sa.Column("shown", sa.String(10), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("corrected", sa.Text),
)  # fmt: skip
HANDS = sa.Table(
    "table_hands", META,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("slide", sa.String(80), primary_key=True),
    sa.Column("at_table", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("value", sa.Text, nullable=False),
)  # fmt: skip
NOTE = sa.Table(
    "table_note", META,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("slide", sa.String(80), primary_key=True),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("version", sa.Integer),
    sa.Column("writer", sa.String(32)),
    sa.Column("since", sa.Integer),
)  # fmt: skip
AGREEMENT = sa.Table(
    "table_agreement", META,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("phone", sa.String(32), nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("due", sa.String(10), nullable=False),
    sa.Column("due_words", sa.Text, nullable=False),
    sa.Column("shown", sa.String(10), nullable=False),
    sa.Column("at", sa.Float, nullable=False),
)  # fmt: skip
PHOTO = sa.Table(
    "table_photo", META,
    sa.Column("session", sa.String(64), primary_key=True),
    sa.Column("id", sa.String(32), primary_key=True),
    sa.Column("content", sa.LargeBinary, nullable=False),
)  # fmt: skip


class Unavailable(Problem):
    """The store cannot be used now; nothing that was acknowledged is lost. Says why, without the password in an
    address."""


def address() -> str:
    """Where sessions are kept: `LSA_STORE_URL`, or a SQLite file beside the figures."""
    return os.environ.get("LSA_STORE_URL") or f"sqlite:///{database.data_folder() / 'sessions.sqlite'}"


def engine() -> sa.Engine:
    """The engine of the address that is set now. Raises `Unavailable` when there is none, and so does every question
    to it that the store cannot answer: it is out of reach, damaged, locked or full."""
    with _MAKING:
        try:
            return engine_of(address())
        except (sa.exc.ArgumentError, ImportError) as wrong:
            raise Unavailable("LSA_STORE_URL is not the address of a store") from wrong


def problem() -> str:
    """What is wrong with the store now, in words; "" when it can be used."""
    try:
        with engine().connect() as connection:
            connection.execute(sa.select(SESSION.c.id).limit(1)).all()
    except Unavailable as unavailable:
        return str(unavailable)
    return ""


def insert(table: sa.Table) -> InsertPostgresql | InsertSqlite:
    """An insert that knows what to do when the row is there already."""
    return insert_postgresql(table) if engine().dialect.name == "postgresql" else insert_sqlite(table)


_MAKING = Lock()


@cache
def engine_of(url: str) -> sa.Engine:
    """One engine per address, with its tables. A plain `postgresql://` address uses psycopg 3."""
    url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    if url.startswith("sqlite"):
        database.data_folder().mkdir(parents=True, exist_ok=True)
        made = sa.create_engine(url, connect_args={"timeout": 30}, pool_size=MOST_AT_ONCE, hide_parameters=True)
        sa.event.listen(made, "connect", _safe_sqlite)
    else:
        made = sa.create_engine(
            url, connect_args={"connect_timeout": LONGEST_CONNECTING}, pool_pre_ping=True, pool_size=10,
            max_overflow=MOST_AT_ONCE - 10, hide_parameters=True,
        )  # fmt: skip
    sa.event.listen(made, "handle_error", _unavailable)
    META.create_all(made)
    for table in META.sorted_tables:
        for column in _lacking(made, table):
            _add(made, table, column)
    return made


def _unavailable(context: sa.engine.ExceptionContext) -> None:
    """What the store itself could not do is a problem of ours; a mistake in what it was asked stays what it is."""
    wrong = context.sqlalchemy_exception
    if isinstance(wrong, sa.exc.OperationalError) or type(wrong) is sa.exc.DatabaseError:
        log.error("the store cannot be used", extra={"what": type(context.original_exception).__name__})
        raise Unavailable("the store cannot be used: it is out of reach, damaged, locked or full") from wrong


def _lacking(made: sa.Engine, table: sa.Table) -> list[sa.Column]:
    there = {column["name"] for column in sa.inspect(made).get_columns(table.name)}
    return [column for column in table.columns if column.name not in there]


def _add(made: sa.Engine, table: sa.Table, column: sa.Column) -> None:
    """Add a column to a table of an earlier release; another server may be just before us."""
    kind = column.type.compile(made.dialect)
    try:
        with made.begin() as connection:
            connection.execute(sa.text(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {kind}"))
    except (Unavailable, sa.exc.ProgrammingError):
        if column.name in {one.name for one in _lacking(made, table)}:
            raise


def _safe_sqlite(connection: DBAPIConnection, _record: object) -> None:
    """Readers beside a writer, and an answer on disk before it is acknowledged."""
    cursor = connection.cursor()
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
