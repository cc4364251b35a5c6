"""The picture of a slide as shapes with texts, for `templates/picture.html`: sizes are pixels of a screen of 1920 by
1080, and no letter is smaller than 40."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lsa_data.methods.rounding import round_half_up
from lsa_data.say.formats import with_unit
from lsa_tafel.pictures import font

WIDTH = 1400
SMALL, NAME, HUGE = 40, 52, 84
TREND = 42
"""What stands at the end of a course."""
EDGE = 60
"""What stays free at both ends of an axis."""
COVERED = 4
"""Of 100: so near to the mark of the room a number on the axis cannot be read."""
DOT, MOST_IN_ROW = 30, 4
Words = Mapping[str, str]


@dataclass
class Picture:
    """Shapes to draw, how high it is, and what it shows for who cannot see it."""

    height: float
    label: str = ""
    shapes: list[dict] = field(default_factory=list)

    def add(self, tag: str, style: str, text: str = "", **attributes: object) -> None:
        """One shape: its tag in SVG, its class in `slides.css`, and where it is."""
        named = {name.replace("_", "-"): _short(value) for name, value in attributes.items()}
        self.shapes.append({"tag": tag, "attributes": {"class": style, **named}, "text": text})

    def text(self, text: str, x: float, y: float, style: str = "", size: int = SMALL, anchor: str = "middle") -> None:
        """A text, moved where it would leave the picture."""
        half = font(size, True).getlength(text)
        left = x - {"start": 0.0, "middle": half / 2, "end": half}[anchor]
        x += max(0.0, -left) - max(0.0, left + half - WIDTH)
        self.add("text", style, text, x=x, y=y, font_size=size, text_anchor=anchor)

    def line(self, x: float, top: float, bottom: float, style: str) -> None:
        """An upright line."""
        self.add("line", style, x1=x, x2=x, y1=top, y2=bottom)

    def diamond(self, x: float, y: float, style: str = "area", size: float = 26) -> None:
        """A diamond around a point."""
        self.add("path", style, d=f"M{x:.1f} {y - size}l{size} {size}l-{size} {size}l-{size} -{size}z")


def guess(slide: dict, found: dict, revealed: bool, word: Words) -> Picture:
    """What the room guessed and, together with it, the figure; before that only what there is to choose from."""
    return _guess_of_100(slide, found, revealed, word) if slide["of_100"] else _guess_in_words(
        slide, found, revealed, word
    )  # fmt: skip


def _guess_of_100(slide: dict, found: dict, revealed: bool, word: Words) -> Picture:
    made, axis = Picture(560), 430
    made.add("line", "axis", x1=EDGE, x2=WIDTH - EDGE, y1=axis, y2=axis)
    room = found.get("middle") if revealed else None
    for tick in range(0, 101, 20):
        made.line(_x(tick), axis, axis + 14, "axis")
        if room is None or abs(tick - room) > COVERED:
            made.text(str(tick), _x(tick), axis + 58, "soft")
    value, country = slide["value"], slide.get("national")
    if not revealed:
        made.text(slide["area_name"], _x(50), axis - 60, "name area", NAME)
        made.label = f"{slide['area_name']}: 0–100"
        return made
    _dots(made, found.get("guesses", ()), axis)
    said = [f"{slide['area_name']} {_whole(value)}"]
    right = country is None or value >= country
    if country is not None:
        said.append(f"{word['land']} {_whole(country)}")
        made.line(_x(country), 166, axis, "land")
        made.text(said[1], _x(country), 152, "name", 46, "end" if right else "start")
    made.line(_x(value), 92, axis, "stem")
    made.diamond(_x(value), 104)
    _beside(made, said[0], _x(value), 84)
    if room is not None:
        said.append(f"{word['the_room_is']} {_whole(room)}")
        made.add("path", "room", d=f"M{_x(room):.1f} {axis + 4}l20 34l-40 0z")
        made.text(said[-1], _x(room), axis + 118, "name room", 46)
    made.label = ", ".join(said)
    return made


def _beside(
    made: Picture, text: str, x: float, y: float, sizes: Sequence[int] = (HUGE, NAME, SMALL), style: str = "name area"
) -> None:
    """The name of the area beside its mark, on the side where it fits, as large as it can be."""
    for size in sizes:
        long = font(size, True).getlength(text)
        if x + 40 + long <= WIDTH:
            return made.text(text, x + 40, y, style, size, "start")
        if x - 40 - long >= 0:
            return made.text(text, x - 40, y, style, size, "end")
    return made.text(text, x, y - 40, style, SMALL)


def _dots(made: Picture, bands: Sequence[tuple[str, int]], axis: float) -> None:
    """A dot per guess, in heaps per ten."""
    rows = max((-(-n // MOST_IN_ROW) for _, n in bands), default=0)
    step = min(DOT + 4.0, 260 / rows) if rows else 0
    for band, (_, n) in enumerate(bands):
        for at in range(n):
            row, column = divmod(at, MOST_IN_ROW)
            wide = min(MOST_IN_ROW, n - row * MOST_IN_ROW)
            x = _x(10 * band + 5) + (column - (wide - 1) / 2) * (DOT + 2)
            made.add("circle", "room", cx=x, cy=axis - 4 - step * (row + 0.5), r=step * 0.45)


def _guess_in_words(slide: dict, found: dict, revealed: bool, word: Words) -> Picture:
    names = answers_of(slide, word)
    counts = dict(found.get("guesses", ())) if revealed else {}
    rows = [(names[name], counts.get(name, 0) if counts else None) for name in ("higher", "similar", "lower")]
    true = ("higher", "similar", "lower").index(slide["position"]) if revealed else None
    return bars(rows, f"{slide['area_name']}: " if true is not None else "", true, head=slide["area_name"])


def answers_of(slide: dict, word: Words) -> dict[str, str]:
    """What can be answered to a guess that is no number, in words."""
    lower, same, higher = slide.get("answers") or (word["lower"], word["similar"], word["higher"])
    return {"higher": higher, "similar": same, "lower": lower}


def bars(rows: Sequence[tuple[str, int | None]], mark: str = "", true: int | None = None, head: str = "") -> Picture:
    """What was chosen how often: a label, a bar and a number each; without a number only the label. Row `true` is the
    figure itself."""
    height, top = min(104.0, 500 / max(len(rows), 1)), 70.0 if head else 0.0
    made = Picture(top + height * len(rows))
    if head:
        made.text(head, 0, 44, "name area", NAME, "start")
    most = max((n or 0 for _, n in rows), default=0) or 1
    wide = max((font(46, True).getlength(label) for label, _ in rows), default=0.0)
    begin = min(max(360.0, wide + 90), 960.0)
    for at, (label, n) in enumerate(rows):
        y = top + height * (at + 0.5)
        own = at == true
        if own:
            made.diamond(24, y, size=22)
        made.text(label, 66, y + 16, "name area" if own else "name", 46, "start")
        if n is not None:
            long = (WIDTH - begin - 110) * n / most
            made.add("rect", "column", x=begin, y=y - height * 0.3, width=max(long, 3), height=height * 0.6)
            made.text(str(n), begin + long + 22, y + 16, "name", 46, "start")
    made.label = "; ".join(label if n is None else f"{label} {n}" for label, n in rows)
    if true is not None:
        made.label = f"{mark}{rows[true][0]}. {made.label}"
    return made


def scale(slide: dict, word: Words) -> Picture:
    """Where an area stands between low and high, beside its gemeente and the country, with the axis and the band in
    words."""
    own = slide["scale"]
    marks = sorted(own["marks"], key=lambda mark: mark["at"])
    above = [mark for mark in marks if mark["kind"] == "area"]
    below = [mark for mark in marks if mark["kind"] != "area"]
    numbers = slide["unit"] != "score"
    axis = 190.0
    made = Picture(axis + 150 + 58 * len(below) + 60)
    made.add("line", "axis", x1=EDGE, x2=WIDTH - EDGE, y1=axis, y2=axis)
    if len(own["middle"]) == 2:
        left, right = sorted(map(_x, own["middle"]))
        made.add("rect", "band", x=left, y=axis - 20, width=right - left, height=40)
    for row, mark in enumerate(below):
        made.line(_x(mark["at"]), axis - (40 if mark["kind"] == "land" else 0), axis + 50 + 58 * row, mark["kind"])
    for row, mark in enumerate(below):
        if mark["kind"] in ("gemeente", "other"):
            made.add("circle", f"{mark['kind']} mark", cx=_x(mark["at"]), cy=axis, r=17)
        made.text(_said(mark, word, numbers), _x(mark["at"]), axis + 92 + 58 * row, "name", 46)
    for mark in above:
        made.diamond(_x(mark["at"]), axis, size=32)
        made.text(_said(mark, word, numbers), _x(mark["at"]), axis - 70, "name area", HUGE)
    foot = axis + 58 * len(below) + 130
    low, high = ends_of(slide, word)
    made.text(f"← {low}", 0, foot, "soft", SMALL, "start")
    made.text(f"{high} →", WIDTH, foot, "soft", SMALL, "end")
    if len(own["middle"]) == 2:
        band = word["band"].format(areas=slide.get("areas_word") or word["areas_like_this"])
        made.add("rect", "band", x=0, y=foot + 30, width=44, height=36)
        made.text(band, 62, foot + 62, "soft", SMALL, "start")
    made.label = ", ".join(_said(mark, word, numbers) for mark in marks)
    return made


def ends_of(slide: dict, word: Words) -> tuple[str, str]:
    """What the two ends of an axis mean: words for a score, else numbers with what they count."""
    own = slide["scale"]
    if slide["unit"] == "score":
        answers = answers_of(slide, word)
        return answers["lower"], answers["higher"]
    if slide["of_100"] and own.get("ends"):
        low, high = (word["of_100"].format(n=_whole(end)) for end in own["ends"])
        return low, high
    return own["low"], own["high"]


def trend(slide: dict, word: Words) -> Picture:
    """One figure through the years, beside the country. `slide` has points (year, area, country), areas without a year
    None."""
    made, top, bottom = Picture(560), 80.0, 420.0
    points = slide["points"]
    known = [value for _, *values in points for value in values if value is not None]
    low, high, first, last = min(known), max(known), points[0][0], points[-1][0]
    long = font(TREND, True).getlength(f"{slide['area_name']} {_told(points[-1][1] or 0, slide)}")
    right = WIDTH - max(430, long + 40)

    def x(year: int) -> float:
        return 120 + (right - 120) * (year - first) / ((last - first) or 1)

    def y(value: float) -> float:
        return bottom - (bottom - top) * (value - low) / ((high - low) or 1)

    shown_years = [year for year, *_ in points]
    if len(shown_years) > 7:
        shown_years = [first, shown_years[len(shown_years) // 2], last]
    for year in shown_years:
        made.text(str(year), x(year), bottom + 116, "soft")
    ends = []
    for style, name, column in (("land", word["land"], 2), ("area", slide["area_name"], 1)):
        own = [(point[0], point[column]) for point in points if point[column] is not None]
        made.add("path", f"course {style}", d="M" + "L".join(f"{x(year):.1f} {y(value):.1f}" for year, value in own))
        number = "" if slide["unit"] == "score" else f" {_told(own[-1][1], slide)}"
        ends.append((y(own[-1][1]), f"{name}{number}", style))
        if slide["unit"] != "score":
            other = next((point[3 - column] for point in points if point[0] == own[0][0]), None)
            up = other is None or own[0][1] >= other
            made.text(_told(own[0][1], slide), x(own[0][0]), y(own[0][1]) + (-24 if up else 54), f"name {style}")
    for at, said, style in _apart(ends):
        made.text(said, right + 24, at + 14, f"name {style}", TREND, "start")
    if slide["unit"] == "score":
        answers = answers_of(slide, word)
        made.text(f"↑ {answers['higher']}", 0, 40, "soft", SMALL, "start")
        made.text(f"↓ {answers['lower']}", 0, bottom + 56, "soft", SMALL, "start")
    made.label = f"{first}–{last}: " + ", ".join(said for _, said, _ in ends)
    return made


def region(slide: dict) -> Picture:
    """The map of a regio, with the areas of the evening on it."""
    made = Picture(slide["height"], label=", ".join(name for name, *_ in slide["places"]))
    for path, own in slide["paths"]:
        made.add("path", "ground own" if own else "ground", d=path)
    for name, x, y, *_ in slide["places"]:
        made.diamond(x, y)
        _beside(made, name, x, y + 16, (46, SMALL), "name area halo")
    return made


def _apart(ends: list[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Two labels at the end of their lines, so far apart that both can be read."""
    one, other = sorted(ends)
    short = 56 - (other[0] - one[0])
    if short <= 0:
        return [one, other]
    return [(one[0] - short / 2, *one[1:]), (other[0] + short / 2, *other[1:])]


def _said(mark: dict, word: Words, numbers: bool) -> str:
    name = mark["label"] or word["land"]
    return f"{name} {mark['text'].removesuffix('%')}" if numbers and mark["text"] else name


def _told(value: float, slide: dict) -> str:
    return (
        str(_whole(value)) if slide["of_100"] else with_unit(value, slide["unit"], slide["decimals"], slide["language"])
    )


def _x(of_100: float) -> float:
    return EDGE + of_100 / 100 * (WIDTH - 2 * EDGE)


def _whole(value: float) -> int:
    return int(round_half_up(value))


def _short(value: object) -> object:
    return round(value, 1) if isinstance(value, float) else value
