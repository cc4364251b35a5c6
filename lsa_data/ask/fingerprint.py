"""Whether something is still what it was: a fingerprint of files, and of what gives answers."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).parents[2]
ANSWERS = ("queries/*.sql", "lsa_data/catalogue/*", "lsa_data/methods/*.py", "lsa_data/ask/*.py", "lsa_data/say/*",
           "lsa_data/export/*.py", "lsa_server/**/*")  # fmt: skip
"""What gives answers of the figures: the questions, and what asks, says, exports and serves them."""


def of_files(files: Iterable[Path]) -> str:
    """sha256 over the names and the contents of these files, in this order; what is no file is passed over."""
    digest = hashlib.sha256()
    for file in files:
        if file.is_file():
            digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@cache
def of_answers() -> str:
    """The fingerprint of what gives answers. With the version of the figures it says whether an answer that somebody
    kept, or a file that was made, is still the same."""
    return of_files(sorted(path for part in ANSWERS for path in PROJECT.glob(part) if path.suffix != ".pyc"))
