"""Figures as files that programs of others open."""

import pandas as pd

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """The frame as CSV: comma, decimal point, UTF-8. Texts cannot act as a formula; numbers stay numbers."""
    return harmless(frame).to_csv(index=False, lineterminator="\n").encode()


def harmless(frame: pd.DataFrame) -> pd.DataFrame:
    """The same frame in which no text starts like a formula of a spreadsheet: an apostrophe goes in front of it."""
    texts = [name for name in frame.columns if not pd.api.types.is_numeric_dtype(frame[name])]
    return frame.assign(**{name: frame[name].map(harmless_text) for name in texts})


def harmless_text(value: object) -> object:
    """One cell: a text that starts like a formula gets an apostrophe in front, anything else stays as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(DANGEROUS) else value
