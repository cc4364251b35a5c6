"""No key or code of a session in the log of requests: who reads that log could steer, read and delete a session."""

import logging
import re

SECRETS = re.compile(r"(sleutel=|/live/screen/|/live/s/|/doe-mee/)[^/?&\s\"]+")


def without_keys(text: str) -> str:
    """A line of a log without what opens a session."""
    return SECRETS.sub(r"\1…", text)


def keep_keys_out() -> None:
    """Let no key into the log of uvicorn, from now on."""
    logging.getLogger("uvicorn.access").addFilter(_hide)


def _hide(record: logging.LogRecord) -> bool:
    """Every request is logged, without keys."""
    given = record.args if isinstance(record.args, tuple) else ()
    record.args = tuple(without_keys(part) if isinstance(part, str) else part for part in given)
    return True
