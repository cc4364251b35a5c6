"""Which buurten make the area, kept in the address in one line, with a step back."""

import unicodedata
from collections.abc import Callable, Sequence

import streamlit as st

from lsa_data.ask import areas, inside, own_area
from lsa_data.ask.areas import Area
from lsa_data.ask.own_area import WHOLE, OwnArea
from lsa_ui.shared import address, own_choice
from lsa_ui.texts import t

BEFORE = "eigen_eerder"
"""What was chosen before, and on which map, for a step back."""
MOST_BEFORE = 50
MOST_NAMED = 6
"""Gemeenten that are named one by one."""
STEPS = "eigen_stappen"
SAID = "eigen_gezegd"
"""What a step had to say, until it is shown."""
OF_NAME = "eigen_naam_gezegd"
"""What there was to say of the name that was typed."""


def chosen() -> OwnArea | None:
    """The area of the address; what in it cannot be right is said."""
    return own_choice.chosen()


def parts() -> dict[str, int]:
    """Code of a buurt -> the percent of it that counts."""
    area = own_area.read(address.read("eigen") or "").area
    return {member.code: member.percent for member in area.members} if area else {}


def name() -> str:
    """The name that the reader gave."""
    return (address.read("eigen") or "").partition(";naam=")[2]


def list_key(gemeente: str) -> str:
    """The name of the box with a list: another one after every step that was not made in it, so that a browser that
    still shows the box of before a quick step cannot undo that step."""
    return f"eigen_lijst_{gemeente}_{st.session_state.get(STEPS, 0)}"


def put(
    wanted: dict[str, int], called: str | None = None, in_list: bool = False, shown: str | None = None
) -> None:  # fmt: skip
    """Make these buurten the area; what was there can be had back. `in_list`: the box with the list shows them.
    `shown` is the gemeente whose map is shown from now on; of no buurten the map stays where it was."""
    st.session_state[STEPS] = st.session_state.get(STEPS, 0) + (not in_list)
    if len(wanted) > own_area.MOST:
        say(t("eigen_gebied.too_many", most=own_area.MOST))
        return
    _remember()
    area = own_area.of(wanted, name() if called is None else called)
    if area is None:
        shown = gemeente(own_area.read(address.read("eigen") or "").area)
    address.write(eigen=area.code if area else None, **({"gemeente": shown} if shown else {}))


def _remember() -> None:
    before = st.session_state.setdefault(BEFORE, [])
    before.append((address.read("eigen"), address.read("gemeente")))
    del before[:-MOST_BEFORE]


def say(text: str, of: str = SAID) -> None:
    """Show this once: at the top of the page, or under the name."""
    st.session_state[of] = text


def said(of: str = SAID) -> str:
    """What the last step had to say."""
    return str(st.session_state.pop(of, ""))


def toggle(code: str) -> None:
    """A buurt in or out."""
    now = parts()
    put({one: share for one, share in now.items() if one != code} if code in now else now | {code: WHOLE})


def remove(code: str) -> None:
    """A buurt out."""
    put({one: share for one, share in parts().items() if one != code})


def keep_in(gemeente: str, key: str) -> None:
    """Of this gemeente the buurten in the box with this name and no others; what a box of before a step still says is
    passed over."""
    if key != list_key(gemeente):
        return
    codes, now = st.session_state[key], parts()
    elsewhere = {one: share for one, share in now.items() if f"GM{one[2:6]}" != gemeente}
    put(elsewhere | {code: now.get(code, WHOLE) for code in codes}, in_list=True)


def add(found: Area, metres: int) -> None:
    """A buurt, all buurten of a wijk, all within a distance of a postcode; of a gemeente only its map."""
    shown = found.gemeente_code
    if found.type == "buurt":
        _join({found.code: WHOLE}, shown)
    elif found.type == "wijk":
        _join(dict.fromkeys(areas.within("buurt", wijk=found.code)["code"], WHOLE), shown)
    elif found.type == "pc4":
        _shape(lambda: inside.around_area(found, metres), shown)
    elif shown:
        _remember()
        address.write(gemeente=shown)


def add_drawn(points: Sequence[Sequence[float]]) -> None:
    """What lies inside a line that was drawn."""
    _shape(lambda: inside.drawn([(lon, lat) for lon, lat in points]))


def add_around(point: Sequence[float], metres: int) -> None:
    """What lies within a distance of a point on the map."""
    _shape(lambda: inside.around_point(point[0], point[1], metres))


def step_back() -> None:
    """What was chosen before the last step, on the map of then."""
    st.session_state[STEPS] = st.session_state.get(STEPS, 0) + 1
    if before := st.session_state.get(BEFORE):
        area, shown = before.pop()
        address.write(eigen=area, gemeente=shown)


def can_step_back() -> bool:
    """Whether there is anything to go back to."""
    return bool(st.session_state.get(BEFORE))


def clear() -> None:
    """No buurten, and no name."""
    put({}, "")


def rename(called: str) -> None:
    """The same area with this name; what of it cannot be in a name is said."""
    put(parts(), called, in_list=True)
    cleaned = own_area.clean_name(called)
    if cleaned != unicodedata.normalize("NFC", " ".join(called.split())):
        say(t("eigen_gebied.name_signs", name=cleaned) if cleaned else t("eigen_gebied.name_none"), OF_NAME)


def take(area: OwnArea) -> None:
    """An area that was kept, with its name where it has one, in the place of what was chosen."""
    put({member.code: member.percent for member in area.members}, area.name or None, shown=_home(area))


def gemeente(area: OwnArea | None) -> str | None:
    """Whose map is shown: that of the address, or of the chosen buurten, or of the area that was looked at before."""
    asked = address.read("gemeente")
    if asked and areas.area(asked):
        return asked
    if area:
        return _home(area)
    before = areas.area(address.remembered_area() or "")
    return before.gemeente_code if before else None


def _home(area: OwnArea) -> str | None:
    """The gemeente in which most of its people live."""
    people: dict[str, float] = {}
    for member in area.members:
        if member.gemeente_code:
            people[member.gemeente_code] = people.get(member.gemeente_code, 0) + member.people
    return max(people, key=lambda code: people[code], default=None)


def _join(more: dict[str, int], shown: str | None = None) -> None:
    now = parts()
    put(now | {code: max(share, now.get(code, 0)) for code, share in more.items()}, shown=shown)


def _shape(find: Callable[[], dict[str, int]], shown: str | None = None) -> None:
    try:
        found = find()
    except inside.ShapeError as wrong:
        say(t(f"eigen_gebied.shape_{wrong.why}"))
        return
    if not found:
        say(t("eigen_gebied.nothing_inside"))
        return
    _join(found, shown)
    now = own_area.read(address.read("eigen") or "").area
    shown = gemeente(now)
    more = [one for one in now.members if one.code in found and one.gemeente_code != shown] if now else []
    if elsewhere := sorted({one.gemeente_name for one in more if one.gemeente_name}):
        say(t("eigen_gebied.elsewhere", n=len(more), names=", ".join(elsewhere[:MOST_NAMED])))
