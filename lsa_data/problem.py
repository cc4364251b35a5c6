"""The one base class of errors that a person can act on, and what to do when it is the machine that stops the work."""

import errno
import os

ANOTHER_FOLDER = "or name another folder"
TROUBLES = {
    errno.ENOENT: ("{where} is not there", f"Put it there, {ANOTHER_FOLDER}"),
    errno.ENOTDIR: ("{where} lies below a file, where a folder is needed", f"Move that file away, {ANOTHER_FOLDER}"),
    errno.EEXIST: ("{where} is a file, where a folder is needed", f"Move it away, {ANOTHER_FOLDER}"),
    errno.EISDIR: ("{where} is a folder, where a file is needed", f"Move it away, {ANOTHER_FOLDER}"),
    errno.EACCES: ("this user may not use {where}", f"Give this user the right to it, {ANOTHER_FOLDER}"),
    errno.EPERM: ("this user may not use {where}", f"Give this user the right to it, {ANOTHER_FOLDER}"),
    errno.EROFS: ("{where} is on a disk that can only be read", f"Make it writable, {ANOTHER_FOLDER}"),
    errno.ENOSPC: ("the disk is full ({where})", f"Make room on it, {ANOTHER_FOLDER}"),
    errno.EDQUOT: ("this user's part of the disk is full ({where})", f"Make room on it, {ANOTHER_FOLDER}"),
    errno.EFBIG: ("a file became larger than this user may make ({where})", f"Raise that limit, {ANOTHER_FOLDER}"),
}
"""What the system calls it -> what happened, and what to do."""
INTERRUPTED = ("Query interrupted", "INTERRUPT Error: Interrupted!")
"""What DuckDB makes of Ctrl-C."""


class Problem(Exception):
    """Something a person can mend: the message says what happened, what is still safe, and what to do.

    Commands print it and stop with exit code 1; anything else that goes wrong is a mistake in the program.
    """


def interrupted(error: BaseException | None) -> bool:
    """Whether somebody pressed Ctrl-C: DuckDB and what it is called by say it in words of their own."""
    if error is None or isinstance(error, KeyboardInterrupt):
        return error is not None
    return str(error) in INTERRUPTED or interrupted(error.__cause__)


def trouble(error: BaseException) -> tuple[str, str] | None:
    """What happened and what to do, when it is the machine that stopped the work; None when it is something else.

    Libraries that do not raise OSError end their message with the words of the system: those are known too.
    """
    number = error.errno if isinstance(error, OSError) else None
    if number is None:
        number = next((known for known in TROUBLES if str(error).endswith(os.strerror(known))), None)
    if number not in TROUBLES:
        return None
    what, to_do = TROUBLES[number]
    where = error.filename if isinstance(error, OSError) and error.filename else "a file that it writes"
    return what.format(where=where), to_do
