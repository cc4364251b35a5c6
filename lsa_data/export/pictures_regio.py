"""The pictures of Bijeenkomsten: a figure of the five regio's, on a map, through the years, and in their gemeenten."""

import pandas as pd

from lsa_data.ask import areas, database, layers, maps
from lsa_data.ask.parameters import SelectionError
from lsa_data.catalogue.initiatives import initiatives
from lsa_data.catalogue.meetings import meetings
from lsa_data.export import picture, picture_map
from lsa_data.export.asked import Asked, notes
from lsa_data.export.picture import Caption
from lsa_data.export.picture_map import Dot
from lsa_data.export.words import words
from lsa_data.methods import judgement
from lsa_data.say import names, regio_charts
from lsa_data.say.regio_charts import tones
from lsa_data.say.sentences import phrases

SIDES = (judgement.LOWER, judgement.SIMILAR, judgement.HIGHER)


def regio_map(asked: Asked) -> str:
    """The regio's in a tone by their position, with name and figure, and where meetings and initiatives are known."""
    found, word = _found(asked), words(asked.language)
    rows = found[found["year"] == found["year"].max()].set_index("regio_code")
    colours = tones(asked.palette)
    points = database.ask_once("regio_points").rename(columns={"code": "regio_code"}).set_index("regio_code")
    shown = points.join(rows[["value", "position"]]).reset_index(names="code")
    shown["name"] = [
        f"{names.regio_name(row.code, asked.language)}: {names.value_text(row.value, asked.figure, asked.language)}"
        for row in shown.itertuples()
    ]
    digits = shown["position"].map({side: i for i, side in enumerate(SIDES)}).fillna(-1).astype(int)
    dots = [Dot(float(one.lon), float(one.lat), asked.palette.accent)
            for one in meetings() if one.lon is not None and one.lat is not None]  # fmt: skip
    places = [areas.area(one.area) for one in initiatives() if one.area]
    dots += [Dot(float(place.lon), float(place.lat), asked.palette.paper)
             for place in places if place is not None and place.lon is not None and place.lat is not None]  # fmt: skip
    body, tall = picture_map.drawn(
        layers.country("regio", areas.shown_first("regio")), shown, [colours[side] for side in SIDES], digits, None,
        asked.palette, named=shown, dots=dots,
    )  # fmt: skip
    present = set(rows["position"])
    legend = [(colours[side], word["picture"][f"regio_{side}"]) for side in SIDES if side in present]
    computed = word["picture"]["computed"].format(
        n=int(rows["n"].sum()), how=word["method"][str(rows["method"].iloc[0])]
    )  # fmt: skip
    caption = Caption(
        word["picture"]["regio_map"].format(name=asked.name),
        word["picture"]["regio_map_subtitle"].format(
            year=int(found["year"].max()), unit=asked.unit,
            value=names.value_text(float(rows["national"].iloc[0]), asked.figure, asked.language),
        ),
        (asked.indicator,), asked.address, tuple(legend),
        notes(asked, word["picture"]["dots"], computed, word["picture"]["regio_note"]),
    )  # fmt: skip
    return picture.framed(caption, body, tall, asked.palette, asked.language)


def course(asked: Asked) -> str:
    """The figure of the regio's and the country through the years."""
    found, word = _found(asked), words(asked.language)["picture"]
    years = sorted(found["year"].astype(int).unique().tolist())
    if len(years) < 2:
        raise SelectionError("There are no two years of this figure to draw.", "indicator")
    country = phrases(asked.language)["country_name"]
    points = regio_charts.course_points(found, asked.figure, country, asked.language)
    chosen = asked.more.get("regio")
    chart = regio_charts.course_chart(
        points, country, names.regio_name(chosen, asked.language) if chosen else None, asked.palette, asked.language
    )
    subtitle = word["years"].format(first=years[0], last=years[-1], unit=asked.unit)
    return _framed(chart, asked, word["regio_course"].format(name=asked.name), subtitle)


def counts(asked: Asked) -> str:
    """How many gemeenten of every regio differ from the country."""
    found, word = _found(asked), words(asked.language)["picture"]
    year, colours = int(found["year"].max()), tones(asked.palette)
    parts = {side: phrases(asked.language)["chart"][f"n_{side}"] for side in SIDES}
    rows = regio_charts.counted(found[found["year"] == year], parts, asked.language)
    chart = regio_charts.counts_chart(rows, colours, asked.palette, asked.language)
    legend = tuple((colours[side], parts[side]) for side in SIDES)
    subtitle = word["regio_counts_subtitle"].format(year=year)
    return _framed(chart, asked, word["regio_counts"].format(name=asked.name), subtitle, legend)


def _found(asked: Asked) -> pd.DataFrame:
    if asked.indicator not in maps.of_regios():
        raise SelectionError(f"There is no {asked.indicator} of every regio.", "indicator", maps.of_regios())
    return database.ask_once("regio_figures", indicator=asked.indicator)


def _framed(chart: dict, asked: Asked, title: str, subtitle: str, legend: tuple[tuple[str, str], ...] = ()) -> str:
    own = notes(asked, words(asked.language)["picture"]["regio_note"])
    caption = Caption(title, subtitle, (asked.indicator,), asked.address, legend, own)
    return picture.of_chart(chart, caption, asked.palette, asked.language)
