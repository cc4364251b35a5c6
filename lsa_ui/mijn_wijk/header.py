"""Around the figures of an area: where it lies, whether it improves, what it overlaps, and what may not be shown."""

from lsa_data import catalogue
from lsa_data.ask import areas, profile
from lsa_data.ask.areas import Area
from lsa_data.catalogue import initiatives
from lsa_data.say import figure_row, place
from lsa_data.say.names import source_titles
from lsa_data.say.place import Way
from lsa_data.say.sentences import page_words
from lsa_data.say.told import Told
from lsa_ui.mijn_wijk import ways
from lsa_ui.shared import address, drawn, frame, templates
from lsa_ui.shared.area_search import area_link
from lsa_ui.texts import language, t


def top(told: Told) -> None:
    """Where it lies, with a small map of what is beside it; what to know first; and whether it improves."""
    area, word = told.area, page_words(language())
    became = place.became(area, language())
    beside = [
        (*link, ways.compare(area, way), word["compare"].format(name=way.name))
        for link, way in zip(_links(told.beside), told.beside, strict=True)
    ]
    drawn.draw(
        "mijn_wijk/top.html", "boven", word=word, map_words=word["map"].format(name=told.name),
        kind=t(f"area_type.{area.kind}"), inside=[(way.name, _href(way)) for way in told.inside],
        facts=place.facts(area, language()), official=figure_row.official(told),
        notices=figure_row.notices(told, None), directions=told.directions,
        became=became and {"sentence": became.sentence, "above": became.above, "areas": _links(became.areas)},
        map=figure_row.drawn_map(told, _href), beside=beside,
    )  # fmt: skip


def around(told: Told) -> None:
    """The areas inside it and the postcodes, buurten or wijken that it overlaps, with what is newer there."""
    found = [(one.title, told.newer_there(one.kind), _links(one.ways)) for one in told.around]
    if found:
        frame.heading(page_words(language())["around"])
        templates.show("mijn_wijk/around.html", around=found)


def not_shown(told: Told) -> None:
    """Which figures exist for this type of area but not for this one, and why."""
    missing = profile.not_shown(told.area, told.rows)
    if not missing:
        return
    by_source: dict[str, list[str]] = {}
    for indicator_id in missing:
        indicator = catalogue.indicators()[indicator_id]
        by_source.setdefault(indicator.source, []).append(indicator.text("name", language()))
    titles = catalogue.sources()
    templates.show(
        "mijn_wijk/not_shown.html", title=t("mijn_wijk.not_shown", n=len(missing)),
        missing=[(titles[source].text("title", language()), ", ".join(names)) for source, names in by_source.items()],
    )  # fmt: skip


def initiative_notes(area: Area) -> None:
    """The organisations of residents that the LSA names here."""
    found = initiatives.within((area.code, area.gemeente_code))
    if found:
        frame.heading(t("mijn_wijk.initiatives"))
        templates.show("mijn_wijk/initiatives.html", initiatives=found)


def against_the_trend_link(area: Area) -> None:
    """The way to the areas that started like this one and improved."""
    if area.kind not in ("wijk", "pc4"):
        return
    href = address.link("tegen-de-trend", language(), gebied=area.code, indeling=areas.other_vintage(area))
    frame.link(href, t("tegen_de_trend.link"))


def sources(told: Told) -> None:
    """The sources of the figures on this page."""
    titles = source_titles(told.series, language())
    if titles:
        frame.line(t("mijn_wijk.sources", sources="; ".join(titles)), "lsa-muted")


def _links(of: list[Way]) -> list[tuple[str, str, str]]:
    return [(_href(way), way.name, way.small) for way in of]


def _href(way: Way) -> str:
    return area_link(way.code, way.vintage)
