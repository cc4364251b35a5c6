"""An area with what is told of it in one language, the same on every page, picture and poster of it."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from lsa_data import catalogue
from lsa_data.ask import database, profile
from lsa_data.ask.areas import Area
from lsa_data.ask.newer import newer
from lsa_data.ask.profile_row import ProfileRow
from lsa_data.say import names, opening, place, sentences
from lsa_data.say.place import Way
from lsa_data.say.sentences import Statement, page_words, phrases
from lsa_data.say.small_map import SmallMap, small_map

LONGEST_DESCRIPTION = 200
KEPT = 64
"""Areas of which what is told is kept: about 0.3 MB each."""


@dataclass(frozen=True)
class Told:
    """An area with what is told of it; each part is asked for once, when it is first needed."""

    area: Area
    language: str

    @cached_property
    def name(self) -> str:
        """The name as people say it."""
        return names.area_name(self.area, self.language)

    @cached_property
    def inside(self) -> list[Way]:
        """What it lies in, the smallest first."""
        return list(place.lies_in(self.area, self.language))

    @cached_property
    def rows(self) -> list[ProfileRow]:
        """Its profile, every year, with the similar areas."""
        return profile.with_peers(profile.figures(self.area), self.area)

    @cached_property
    def series(self) -> dict[str, list[ProfileRow]]:
        """Indicator -> its profile, every year."""
        return profile.by_indicator(self.rows)

    @cached_property
    def newest(self) -> list[ProfileRow]:
        """Its profile, the newest year of every indicator."""
        return profile.latest(self.rows)

    @cached_property
    def headlines(self) -> list[ProfileRow]:
        """The headline figures by theme; of those that say nearly the same one, and of a subject the newest."""
        spoken = {row.indicator_id for row in opening.newest(self.rows)}
        found = []
        for theme in catalogue.themes():
            first, _ = profile.of_theme([row for row in self.newest if row.theme == theme], self.area.made_of)
            for row in first:
                indicator = catalogue.indicators()[row.indicator_id]
                silent = row.value is None and indicator.followed_by not in spoken
                if indicator.headline and (row.indicator_id in spoken or silent):
                    found.append(row)
        return found

    @cached_property
    def directions(self) -> list[str]:
        """Whether it improves."""
        return opening.direction(self.rows, self.area, self.language)

    @cached_property
    def statements(self) -> list[Statement]:
        """The statements of its opening, strengths first."""
        return opening.summary(self.rows, self.area, self.language)

    @cached_property
    def title(self) -> str:
        """The question that its page answers."""
        word = page_words(self.language)
        inside = self.inside[-1].name if self.inside else ""
        if self.area.type == "gemeente" or inside in ("", self.name):
            return word["title"].format(name=self.name)
        return word["title_place"].format(name=self.name, place=inside)

    @cached_property
    def description(self) -> str:
        """The page in a sentence or two, for who has only a link."""
        said = [statement.brief for statement in self.statements]
        described = page_words(self.language)["described"].format(name=self.name)
        text = f"{self.name}: {' '.join(said)}" if said else described
        return text if len(text) <= LONGEST_DESCRIPTION else text[:LONGEST_DESCRIPTION].rsplit(" ", 1)[0] + " …"

    @cached_property
    def beside(self) -> list[Way]:
        """The areas beside it."""
        return place.beside(self.area, self.language).ways

    @cached_property
    def around(self) -> list[place.Around]:
        """The areas inside it and those that it overlaps."""
        return place.around(self.area, self.language)

    @cached_property
    def map(self) -> SmallMap | None:
        """It and what lies beside it, drawn."""
        return small_map(self.area, self.name, self.beside)

    def newer_there(self, kind: str) -> str:
        """Which headline figures are newer for another type of area (`kind`), in a sentence; empty where none is."""
        found = [
            newer(row.indicator_id, self.area.made_of, row.year) for row in self.headlines if row.value is not None
        ]
        named = [
            f"{catalogue.indicators()[one.indicator_id].text('name', self.language)} ({one.year})"
            for one in found if one and one.area_type == kind != self.area.made_of
        ]  # fmt: skip
        words = phrases(self.language)
        return words["newer_there"].format(type=words["area"][kind], names=", ".join(named)) if named else ""


def told(area: Area, language: str) -> Told:
    """What is told of an area; kept as long as the figures and the year are the same."""
    return _kept(area, language, str(database.current_path()), sentences.this_year())


@lru_cache(maxsize=KEPT)
def _kept(area: Area, language: str, path: str, year: int) -> Told:
    """`path` and `year` are only the key."""
    return Told(area, language)
