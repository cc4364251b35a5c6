"""Changing the slides of a session after it was made: also during the evening, and on two devices at a time. What was
answered to a slide stays with it, whatever its place."""

import copy
import json
import secrets
from collections.abc import Callable, Mapping

from lsa_tafel import clean, hands, notes, own_slides, store
from lsa_tafel.merge import merged
from lsa_tafel.store import Session

MOST_SLIDES = 80
GONE, MOST_GONE = "gone", 10
"""Where `about` keeps slides that were removed, and how many."""
MOST_OPTIONS, FEWEST_OPTIONS, LONGEST_OPTION = 7, 2, 36
LONGEST_SPEAKER, MOST_MINUTES = 2000, 60
LONGEST_NAME = 30
Slides = list[dict]


def move(key: str, slide_id: str, by: int) -> Session:
    """One place earlier (-1) or later (1); at either end it stays. Raises `NoSession`, or ValueError without it."""

    def work(made: Slides, at: int) -> Slides:
        to = max(0, min(at + by, len(made) - 1))
        made.insert(to, made.pop(at))
        return made

    return _edit(key, slide_id, work)


def hide(key: str, slide_id: str, hidden: bool) -> Session:
    """Pass a slide over, or show it again."""

    def work(made: Slides, at: int) -> Slides:
        made[at] = made[at] | {"hidden": hidden}
        return made

    return _edit(key, slide_id, work)


def remove(key: str, slide_id: str) -> Session:
    """Take a slide out; the last one stays, and `put_back` undoes it. Raises `NotShown` when somebody answered it, by
    phone or by hand, or wrote a note beside it: what was said is not lost, and such a slide can be hidden."""
    session = store.by_key(key)
    said = {one["slide"] for one in (*store.answers(session.id), *hands.of_session(session.id))}
    said |= {slide for slide, note in notes.of_session(session.id).items() if note.text}
    if slide_id in said:
        raise own_slides.NotShown("slide_used")

    def values(now: Session) -> dict:
        at = now.place_of(slide_id)
        if len(now.slides) == 1:
            return {}
        gone = [*now.about.get(GONE, []), {"slide": now.slides[at], "at": at}][-MOST_GONE:]
        return _kept(now, now.slides[:at] + now.slides[at + 1 :]) | {"about": json.dumps(now.about | {GONE: gone})}

    return store.steer(session.id, values)


def last_removed(session: Session) -> dict | None:
    """The slide that `put_back` puts back; None when there is none."""
    gone = session.about.get(GONE)
    return gone[-1]["slide"] if gone else None


def put_back(key: str) -> Session:
    """Put the slide that was removed last in its place again. Raises `NotShown` when there are too many slides."""

    def values(now: Session) -> dict:
        gone = list(now.about.get(GONE, []))
        if not gone:
            return {}
        if len(now.slides) >= MOST_SLIDES:
            raise own_slides.NotShown("slides_many")
        last = gone.pop()
        made = [*now.slides[: last["at"]], last["slide"], *now.slides[last["at"] :]]
        return _kept(now, made) | {"about": json.dumps(now.about | {GONE: gone})}

    return store.steer(store.by_key(key).id, values)


def duplicate(key: str, slide_id: str) -> Session:
    """The same slide once more, right after it, with answers of its own; a guess together with its figure."""

    def work(made: Slides, at: int) -> Slides:
        mark = f"~{secrets.token_hex(3)}"
        pair = made[at]["kind"] == "guess" and at + 1 < len(made) and made[at]["id"] == f"guess-{made[at + 1]['id']}"
        same = [copy.deepcopy(one) for one in made[at : at + 1 + pair]]
        for one in same:
            one["id"] = one["id"].partition("~")[0] + mark
        return made[: at + 1 + pair] + same + made[at + 1 + pair :]

    return _edit(key, slide_id, work)


def change(
    key: str, slide_id: str, *, title: str | None = None, own: str | None = None, speaker: str | None = None,
    minutes: float | None = None, options: list[str] | None = None, began: dict | None = None,
) -> Session:  # fmt: skip
    """What a slide says (`title` where the facilitator wrote it; `own` words beside a figure, "" for ours), what only
    the facilitator reads, how many minutes it takes (0: no clock), and what can be voted for. Raises `NotShown` when a
    text does not fit, or a choice with votes would go.

    `began` is the slide as it was seen by who changes it: what they left as it was stays as it is now, and where
    somebody else wrote what only the facilitator reads too, both find their words again."""
    said = None if title is None else own_slides.short(title)
    own = own_slides.short(own) if own and own.strip() else own and ""
    themes = None if options is None else voted_for(options)
    if themes and began and [*themes.values()] == [*began["themes"].values()]:
        themes = None
    if themes:
        _keeps_votes(store.by_key(key), slide_id, themes)

    def work(made: Slides, at: int) -> Slides:
        changed, base = dict(made[at]), began or made[at]
        if speaker is not None:
            mine = speaker.strip()[:LONGEST_SPEAKER]
            changed["speaker"] = merged(base.get("speaker", ""), changed.get("speaker", ""), mine)
        if minutes is not None and minutes != base.get("minutes", 0):
            changed["minutes"] = max(0.0, min(float(minutes), MOST_MINUTES))
        if said is not None and made[at]["kind"] in WRITTEN and said != base["title"]:
            changed["title"] = said
        if own is not None and made[at]["kind"] in WITH_FIGURE and own != base.get("words", ""):
            changed["words"] = own
        if themes and made[at]["kind"] == "priorities":
            before = {name.casefold(): theme for theme, name in made[at]["themes"].items()}
            changed["themes"] = {before.get(folded, folded): name for folded, name in themes.items()}
        made[at] = changed
        return made

    return _edit(key, slide_id, work)


def _keeps_votes(session: Session, slide_id: str, themes: Mapping[str, str]) -> None:
    """Raises `NotShown` when a choice that somebody voted for, by phone or by hand, is not among `themes` any more."""
    before = session.slides[session.place_of(slide_id)].get("themes", {})
    votes = [one["value"] for one in (*store.answers(session.id), *hands.of_session(session.id))
             if one["slide"] == slide_id]  # fmt: skip
    if any(one.get(theme) for one in votes for theme, name in before.items() if name.casefold() not in themes):
        raise own_slides.NotShown("options_voted")


WRITTEN = ("title", "question", "text", "photo")
"""The kinds of slides whose text the facilitator writes."""
WITH_FIGURE = ("figure", "trend", "beside")
"""The kinds of slides on which words of the facilitator may stand in the place of ours; figure and source stay."""


def voted_for(options: list[str]) -> dict[str, str]:
    """Choices as the themes of a slide with votes: those with the same words are the same in several reports. Raises
    `NotShown` when they are too many, too few, or too long."""
    said = {" ".join(one.split()).casefold(): " ".join(one.split()) for one in options if one.strip()}
    if not FEWEST_OPTIONS <= len(said) <= MOST_OPTIONS or any(len(one) > LONGEST_OPTION for one in said):
        raise own_slides.NotShown("options_wrong")
    return said


def add(key: str, after: str, slide: dict) -> Session:
    """Put a slide behind another. Raises `NotShown` when there are too many."""

    def work(made: Slides, at: int) -> Slides:
        if len(made) >= MOST_SLIDES:
            raise own_slides.NotShown("slides_many")
        return [*made[: at + 1], slide, *made[at + 1 :]]

    return _edit(key, after, work)


def add_votes(key: str, after: str, options: list[str]) -> Session:
    """A slide on which the room votes for what the facilitator wrote; a session has one."""
    votes = {"id": own_slides.new_id("priorities"), "kind": "priorities", "themes": voted_for(options)}
    return add(key, after, votes)


def add_question(key: str, after: str, said: str) -> Session:
    """An own question."""
    return add(key, after, {"id": own_slides.new_id("question"), "kind": "question", "title": own_slides.short(said)})


def tell(key: str, told: dict, called: Mapping[str, str] | None = None) -> Session:
    """Change what a session says about itself (of title, place, date and date_words), which its first slide says too;
    and what its areas are `called` (code -> name; an empty name changes nothing) on every slide."""

    def values(now: Session) -> dict:
        new = {code: name for code, said in (called or {}).items() if (name := " ".join(said.split())[:LONGEST_NAME])}
        areas = [[code, vintage, new.get(code, name)] for code, vintage, name in now.about.get("areas", ())]
        names = {code: name for code, _, name in areas}
        made = [_named(slide, names) for slide in now.slides]
        for slide in made:
            if slide["kind"] == "title" and slide["title"] == now.about["title"]:
                slide["title"] = told.get("title", slide["title"])
        gone = [one | {"slide": _named(one["slide"], names)} for one in now.about.get(GONE, ())]
        about = now.about | told | ({"areas": areas} if areas else {}) | ({GONE: gone} if gone else {})
        return {"about": json.dumps(clean.cleaned(about)), "slides": json.dumps(clean.cleaned(made))}

    return store.steer(store.by_key(key).id, values)


def _named(slide: dict, names: Mapping[str, str]) -> dict:
    """The slide with these names (code -> name) of areas; its figures, its source and the official name stay."""
    slide = copy.deepcopy(slide)
    if slide["kind"] == "title" and names:
        slide["areas"] = list(names.values())
    for place in slide.get("places", ()):
        place[:1] = [names.get(place[-1], place[0])]
    if slide.get("area") not in names:
        return slide
    name, other = names[slide["area"]], names.get(slide.get("other", ""))
    slide |= {"area_name": name} if other is None else own_slides.both_named(slide["title"], name, other)
    for mark in slide["scale"]["marks"]:
        mark["label"] = {"area": name, "other": other}.get(mark["kind"]) or mark["label"]
    return slide


def _edit(key: str, slide_id: str, work: Callable[[Slides, int], Slides]) -> Session:
    """Change the slides; what is on the screen stays there, or is what comes in its place."""

    def values(now: Session) -> dict:
        return _kept(now, work(copy.deepcopy(now.slides), now.place_of(slide_id)))

    return store.steer(store.by_key(key).id, values)


def _kept(now: Session, made: Slides) -> dict:
    """The columns of a session with these slides; what comes in the place of the slide on the screen begins at its
    question. Raises `NotShown` when there would be votes twice: a report has those of one slide."""
    if sum(slide["kind"] == "priorities" for slide in made) > 1:
        raise own_slides.NotShown("votes_once")
    ids = [slide["id"] for slide in made]
    kept = {"slides": json.dumps(clean.cleaned(made))}
    if now.slide["id"] in ids:
        return kept | {"current": ids.index(now.slide["id"])}
    begun = {"revealed": False, "page": 0, "moved_at": store.now()}
    return kept | {"current": min(now.current, len(made) - 1)} | begun
