"""Agreements with a date as a calendar file (iCalendar, RFC 5545): one day each, that any calendar takes."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75
"""Bytes; what is longer goes on in the next line."""


def calendar(title: str, agreed: Iterable[tuple[date, str]], now: datetime | None = None) -> bytes:
    """A calendar with a day per agreement: its date and what is agreed. The same agreement has the same number each
    time, so that a calendar that takes the file twice does not show it twice."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//LSA Wijkdashboard//Aan tafel//NL"]
    made = (now or datetime.now(UTC)).strftime("%Y%m%dT%H%M%SZ")
    for day, what in agreed:
        number = hashlib.sha256(f"{title}\n{day}\n{what}".encode()).hexdigest()[:32]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}@lsa-wijkdashboard",
            f"DTSTAMP:{made}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(what)}",
            f"DESCRIPTION:{_text(title)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(_folded(line) + "\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def _text(text: str) -> str:
    """A text as a value; signs that would end it stay signs, and what cannot be in a file goes."""
    text = "".join(" " if char < " " else char for char in text.encode(errors="ignore").decode())
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text


def _folded(line: str) -> str:
    found, length = "", 0
    for char in line:
        size = len(char.encode())
        if length + size > LONGEST_LINE:
            found, length = f"{found}\r\n ", 1
        found, length = found + char, length + size
    return found
