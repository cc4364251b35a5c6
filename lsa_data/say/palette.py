"""The colours of the house, for the theme, the charts and the maps alike.

Diverging scales run from amber to teal: told apart with every form of colour blindness, and never red and green.
On grey paper the two ends look alike, so a chart or map never relies on colour alone.
"""

from dataclasses import dataclass, fields

Colour = str


@dataclass(frozen=True)
class Palette:
    """One set of colours; `line` is for bands and axes, `soft` for lines between rows, `accent` only for what the
    reader selected, `water` for what lies around the land on a map."""

    paper: Colour
    panel: Colour
    ink: Colour
    muted: Colour
    line: Colour
    soft: Colour
    accent: Colour
    missing: Colour
    water: Colour
    diverging: tuple[Colour, ...]
    classes: tuple[Colour, ...]
    sequential: tuple[Colour, ...]

    def named(self) -> dict[str, Colour]:
        """The colours by the name that a style sheet has for them (`var(--ink)`); of the scales only the two ends of
        the diverging one, as `amber` and `teal`."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        single = {name: value for name, value in values.items() if isinstance(value, str)}
        return single | {"amber": self.diverging[0], "teal": self.diverging[-1]}


LIGHT = Palette(
    paper="#fbf9f4",
    panel="#f1ede3",
    ink="#1d2b32",
    muted="#4f5d65",
    line="#8b918c",
    soft="#ddd8cc",
    accent="#a1246b",
    missing="#d6d3cb",
    water="#e9efec",
    diverging=("#8c4a00", "#c8792a", "#e8b878", "#ece7d8", "#93c5bd", "#3e8e87", "#0b5a57"),
    classes=(
        "#6b3500", "#97530b", "#c27a2c", "#e8b878", "#ece7d8", "#bfdcd6", "#86bbb4", "#3e8e87", "#0b5a57",
    ),
    sequential=("#e4ece8", "#c5dad6", "#9dc3bf", "#72a9a6", "#478d8c", "#1f6f70", "#0a4f51"),
)  # fmt: skip
DARK = Palette(
    paper="#14191c",
    panel="#1f272b",
    ink="#ede9df",
    muted="#b9c2c6",
    line="#77848a",
    soft="#343b40",
    accent="#f28fc4",
    missing="#343b40",
    water="#1b2629",
    diverging=("#ffb765", "#d4883b", "#8f6232", "#4a5154", "#2f726e", "#48a59c", "#8fe3d8"),
    classes=(
        "#ffc884", "#f0a04f", "#c27a35", "#8f6232", "#4a5154", "#2b5f5c", "#38857f", "#55b3aa", "#8fe3d8",
    ),
    sequential=("#2a3a3c", "#2c5254", "#2f6d6e", "#3a8a89", "#54a8a5", "#7cc7c2", "#aee6df"),
)  # fmt: skip


def rgb(colour: Colour) -> list[int]:
    """The red, green and blue (0-255) of a colour like `#8c4a00`."""
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours by WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    channels = [channel / 255 for channel in rgb(colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
