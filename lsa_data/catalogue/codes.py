"""Official codes of areas: what each looks like, and which areas it says it belongs to. The only place that knows."""

import re

from lsa_data.problem import Problem

PATTERNS = {
    "land": r"NL[0-9][0-9]",
    "provincie": r"PV[0-9][0-9]",
    "gemeente": r"GM[0-9]{4}",
    "wijk": r"WK[0-9]{4}[0-9A-Z]{2}",
    "buurt": r"BU[0-9]{4}[0-9A-Z]{4}",
    "pc4": r"[1-9][0-9]{3}",
}
"""Type of area -> the regular expression that its codes match as a whole. A regio has a name of this project's own."""
LAND = "NL01"
"""Nederland. Some tables call it NL00."""
FOREIGN_GEMEENTE = "GM0998"
"""Where CBS puts what lies over the border ("Buitenland")."""


class UnknownCode(Problem):
    """A text is not the code of an area."""


def area_type(code: str) -> str:
    """The type of area that a code stands for: `WK059904` is a wijk, `3531` a postcode. Raises `UnknownCode`."""
    for kind, pattern in PATTERNS.items():
        if re.fullmatch(pattern, code):
            return kind
    raise UnknownCode(f"the code {code!r} is of no known type of area")


def one_land(code: str) -> str:
    """The code itself; for Nederland, which tables give two codes, the one that is used here."""
    return LAND if re.fullmatch(PATTERNS["land"], code) else code


def is_code(text: str) -> bool:
    """Whether `text`, in capitals or not, has the shape of the code of an area."""
    return any(re.fullmatch(pattern, text.upper()) for pattern in PATTERNS.values())


def gemeente_of(code: str) -> str | None:
    """The gemeente inside the code of a wijk, buurt or gemeente; None for other areas."""
    return f"GM{code[2:6]}" if code[:2] in ("WK", "BU", "GM") else None


def wijk_of(buurt: str) -> str:
    """The wijk inside the code of a buurt."""
    return f"WK{buurt[2:8]}"
