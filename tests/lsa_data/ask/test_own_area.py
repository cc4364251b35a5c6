"""An area that somebody put together: how it is written, and what of a line is taken for it."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lsa_data.ask import areas, database, own_area
from lsa_data.ask.own_area import LONGEST_NAME, MOST

SECOND, THIRD = "BU05990111", "BU05990112"
FIRST = "BU05990110"
WIJK = "WK051829"
SAFE_LINE = re.compile(
    r"(BU[0-9A-Z]{8}(:\d\d?)?)(,BU[0-9A-Z]{8}(:\d\d?)?)*(;naam=[^<>=;\"\n\r\u200e\u200f\u202a-\u202e]{1,60})?"
)


def line_of(text: str) -> str:
    area = own_area.read(text).area
    return area.code if area else ""


def why(text: str) -> dict[str, str]:
    return {one.word: one.why for one in own_area.read(text).not_found}


@settings(max_examples=20)
@given(st.permutations([FIRST, f"{SECOND}:40", THIRD]), st.sampled_from([",", ", ", "\n", ";", " en "]))
def test_the_order_of_a_line_and_what_stands_between_codes_do_not_matter(parts, between):
    assert line_of(between.join(parts)) == f"{FIRST},{SECOND}:40,{THIRD}"


def test_the_line_of_an_area_says_that_area_again():
    area = own_area.read(f"{FIRST},{SECOND}:40;naam=Om de hoek").area
    assert own_area.read(area.code).area == area
    assert (area.name, [member.percent for member in area.members]) == ("Om de hoek", [100, 40])


def test_a_buurt_that_is_named_twice_counts_once_for_its_largest_part():
    assert line_of(f"{FIRST}:40,{FIRST}:60,{FIRST}:10") == f"{FIRST}:60"
    assert line_of(f"{FIRST}:40,{FIRST}") == FIRST


def test_a_wijk_is_all_of_its_buurten_and_a_part_of_it_that_part_of_each():
    inside = sorted(areas.within("buurt", wijk=WIJK)["code"])
    assert len(inside) > 1
    assert line_of(WIJK) == ",".join(inside)
    assert line_of(f"{WIJK}:50,{inside[0]}") == ",".join([inside[0], *(f"{code}:50" for code in inside[1:])])


def test_a_part_counts_for_that_part_of_the_inhabitants():
    whole, half = own_area.read(FIRST).area, own_area.read(f"{FIRST}:50").area
    assert half.inhabitants == whole.inhabitants / 2 > 0


@pytest.mark.parametrize("part", ["0", "101", "150", "1000"])
def test_a_buurt_with_a_part_that_there_cannot_be_is_not_in_the_area_and_is_told_as_it_was_written(part):
    line = f"{FIRST}:{part},{SECOND}"
    assert (line_of(line), why(line)) == (SECOND, {f"{FIRST}:{part}": "no_part"})
    assert own_area.read(f"{FIRST}:{part}").area is None


@pytest.mark.parametrize("written", ["100", "٣"])
def test_all_of_a_buurt_is_that_buurt(written):
    assert line_of(f"{FIRST}:{written}") == FIRST


@pytest.mark.parametrize("text", ["Overschie", f"zie {FIRST}", "GM0599,BU05990110", "WK99999", ""])
def test_what_is_no_code_and_does_not_begin_as_a_line_is_no_area(text):
    assert not own_area.is_line(text)
    assert own_area.area_of(text) is None


def test_one_code_alone_is_that_buurt_itself_and_no_area_of_ones_own():
    assert not own_area.is_line(FIRST)
    assert own_area.area_of(FIRST).kind == "buurt"
    assert own_area.area_of(f"{FIRST}:40").kind == own_area.KIND


def test_lowercase_codes_are_codes():
    assert line_of(FIRST.lower()) == FIRST


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("BU99999999", "unknown"), ("BU0599011", "no_code"), ("GM0599", "other_type"), ("BU00030000", "other_vintage"),
        ("WK000300", "other_vintage"), ("WK999999", "unknown"),
    ],
)  # fmt: skip
def test_what_is_no_buurt_of_the_vintage_in_use_is_told_and_the_rest_stays(code, reason):
    assert why(code) == {code: reason}
    assert own_area.read(code).area is None
    assert (line_of(f"{code},{FIRST}"), why(f"{code},{FIRST}")) == (FIRST, {code: reason})


def test_more_buurten_than_an_area_may_have_are_no_area_and_are_told():
    codes = areas.within("buurt")["code"].tolist()[: MOST + 1]
    assert own_area.read(",".join(codes)).too_many
    assert own_area.read(",".join(codes)).area is None
    assert len(own_area.read(",".join(codes[1:])).area.members) == MOST
    assert own_area.read("," * 1_000_000).too_many


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("<script>alert(1)</script>", "scriptalert(1)script"), ("=1+1", "11"), ("@SUM(A1)", "SUM(A1)"), ("-2", "2"),
        ("a\r\nb", "ab"), ("abc\u202edef\u200f", "abcdef"), ("x;naam=y", "xnaamy"),
        ("De Kuip & 't Zand", "De Kuip & 't Zand"),
        ("'t Zand", "'t Zand"), ("’s-Gravenhage", "’s-Gravenhage"), ("'=1+1", "'11"), ("''", ""), ("-' Zand", "Zand"),
        ("Cafe\u0301", "Café"), ("  ", ""), ("z" * 500, "z" * LONGEST_NAME),
    ],
)  # fmt: skip
def test_of_a_name_only_letters_digits_and_quiet_signs_are_kept(name, kept):
    assert own_area.read(f"{FIRST};naam={name}").area.name == kept


@settings(max_examples=15)
@given(st.text(max_size=40), st.text(max_size=90))
@example("BU05990110:", "\0")
@example("BU05990110:1:2", '=HYPERLINK("x")')
@example("bu05990110\u202e", "naam=\n\n")
def test_whatever_is_typed_gives_a_safe_line_or_none(listed, name):
    line = line_of(f"{listed},{FIRST};naam={name}")
    assert line == "" or SAFE_LINE.fullmatch(line), line
    assert own_area.clean_name(own_area.clean_name(name)) == own_area.clean_name(name)


MOVED, MOVED_TO = "BU00100204", "BU19790204"
SPLIT = "BU00900008"
SCATTERED, NOWHERE = "BU00030000", "BU00050000"


def instead_of(text: str) -> dict[str, int]:
    area = own_area.read(text).instead
    return {member.code: member.percent for member in area.members} if area else {}


def test_a_buurt_that_got_another_code_is_offered_as_the_one_of_now_and_never_put_in_silently():
    reading = own_area.read(f"{MOVED}:40,{FIRST};naam=Hoek")
    assert reading.area.code == f"{FIRST};naam=Hoek"
    assert reading.instead.code == f"{FIRST},{MOVED_TO}:40;naam=Hoek"


def test_a_buurt_that_was_cut_up_is_offered_as_its_pieces_unless_only_a_part_of_it_counted():
    pieces = instead_of(SPLIT)
    assert len(pieces) == 3
    assert set(pieces.values()) == {100}
    assert instead_of(f"{SPLIT}:40") == {}
    assert instead_of(f"{SPLIT},{next(iter(pieces))}:40") == pieces


@pytest.mark.parametrize("code", [SCATTERED, NOWHERE, FIRST, "BU99999999"])
def test_where_it_is_not_sure_what_took_the_place_of_a_buurt_nothing_is_offered(code):
    assert instead_of(code) == {}


@pytest.mark.parametrize(
    "link",
    [
        f"Kijk: https://wijk.voorbeeld.nl/eigen-gebied?taal=en&eigen={FIRST},{SECOND}:40%3Bnaam%3DOm+de+hoek#kaart .",
        f"https://wijk.voorbeeld.nl/gebied/{FIRST},{SECOND}:40%3Bnaam%3DOm%20de%20hoek?taal=en",
        f"http://localhost/poster/{FIRST},{SECOND}:40%3Bnaam%3DOm%20de%20hoek",
    ],
)  # fmt: skip
def test_a_link_that_somebody_pastes_is_the_area_it_leads_to(link):
    assert own_area.line_of(link) == f"{FIRST},{SECOND}:40;naam=Om de hoek"


@pytest.mark.parametrize("between", [";", ",", "\t"])
def test_a_kept_file_that_a_spreadsheet_saved_again_is_the_same_area(between):
    area = own_area.read(f"{FIRST},{SECOND}:40;naam=Om de hoek").area
    saved = own_area.as_file(area).decode("utf-8-sig").replace(";", between)
    assert own_area.read(own_area.line_of(saved)).area == area


@pytest.mark.parametrize("end", ["BU0599", ";na", ";naam", ";naam=Om", "%3", ";jaar=20", ""])
def test_a_link_whose_end_was_cut_off_keeps_the_buurten_that_are_whole(end):
    assert own_area.read(f"{FIRST},{SECOND},{end}").area.codes == [FIRST, SECOND]


def test_a_line_of_an_older_year_keeps_what_is_the_same_place_and_names_what_is_not():
    same, redrawn = _link_to_itself("overlap"), _link_to_itself("part")
    reading = own_area.read(f"{same}:40,{redrawn};jaar=2020;naam=Hoek")
    assert reading.area.code == f"{same}:40;naam=Hoek"
    assert [(one.word, one.why, one.vintages) for one in reading.not_found] == [(redrawn, "redrawn", (2020,))]


def test_a_code_that_another_place_got_is_not_in_the_area_and_the_new_code_of_its_place_is_offered():
    code, moved_to = database.cursor().execute(
        "SELECT min(area_code), arg_min(other_code, area_code) FROM area_link"
        " WHERE area_type = 'buurt' AND vintage = 2020"
        " AND other_type = 'buurt' AND other_vintage = 2024 AND link IN ('same', 'overlap') AND other_code <> area_code"
        " AND area_code IN (SELECT area_code FROM area WHERE area_type = 'buurt' AND vintage = 2024)"
    ).fetchall()[0]  # fmt: skip
    reading = own_area.read(f"{code};jaar=2020")
    assert (reading.area, reading.instead.codes) == (None, [moved_to])


def test_a_buurt_without_any_link_to_the_year_of_the_line_is_not_taken_for_the_same_place():
    unlinked = database.cursor().execute(
        "SELECT min(area_code) FROM area WHERE area_type = 'buurt' AND vintage = 2017 AND area_code IN"
        " (SELECT area_code FROM area WHERE area_type = 'buurt' AND vintage = 2024)"
    ).fetchall()[0][0]  # fmt: skip
    reading = own_area.read(f"{unlinked};jaar=2017")
    assert (reading.area, reading.instead) == (None, None)
    assert why(f"{unlinked};jaar=2017") == {unlinked: "redrawn"}


def test_a_wijk_of_an_older_year_is_its_buurten_of_now_only_where_it_is_the_same_place():
    same, redrawn = _link_to_itself("overlap", "wijk"), _link_to_itself("part", "wijk")
    reading = own_area.read(f"{same},{redrawn};jaar=2020")
    assert reading.area.codes == sorted(areas.within("buurt", wijk=same)["code"])
    assert [(one.word, one.why, one.vintages) for one in reading.not_found] == [(redrawn, "redrawn", (2020,))]


@pytest.mark.parametrize("year", ["2035", "1066", "9999", "0000"])
def test_of_a_year_without_any_map_no_code_is_taken_for_the_place_of_now(year):
    reading = own_area.read(f"{FIRST},WK051829;jaar={year}")
    assert (reading.area, reading.instead) == (None, None)
    assert why(f"{FIRST},WK051829;jaar={year}") == {FIRST: "redrawn", "WK051829": "redrawn"}


def test_of_a_year_between_two_maps_a_code_is_the_same_place_where_it_was_so_on_the_map_before_it():
    same, redrawn = _link_to_itself("overlap"), _link_to_itself("part")
    assert own_area.read(f"{same},{redrawn};jaar=2022").area.codes == [same]
    assert why(f"{same},{redrawn};jaar=2022") == {redrawn: "redrawn"}


def test_a_code_that_was_not_there_in_the_year_of_the_line_is_not_taken_for_the_one_of_now():
    new = database.cursor().execute(
        "SELECT min(area_code) FROM area WHERE area_type = 'buurt' AND vintage = 2024 AND area_code NOT IN"
        " (SELECT area_code FROM area WHERE vintage <= 2020)"
    ).fetchall()[0][0]  # fmt: skip
    assert line_of(f"{new};jaar=2020") == ""
    assert why(f"{new};jaar=2020") == {new: "redrawn"}


def test_a_wijk_that_is_gone_is_told_once():
    reading = own_area.read("WK000300;jaar=2020")
    assert [(one.word, one.why) for one in reading.not_found] == [("WK000300", "other_vintage")]


def test_a_line_without_a_year_is_of_the_first_year_and_one_of_later_buurten_says_its_year(monkeypatch):
    redrawn = _link_to_itself("part")
    assert own_area.read(redrawn).area.code == redrawn
    monkeypatch.setattr(own_area, "FIRST_YEAR", 2020)
    area = own_area.of({FIRST: 40}, "Hoek")
    assert area.code == f"{FIRST}:40;jaar=2024;naam=Hoek"
    assert own_area.read(area.code).area == area
    assert own_area.line_of(own_area.as_file(area).decode("utf-8-sig")) == area.code


def _link_to_itself(link: str, kind: str = "buurt") -> str:
    """An area of 2020 that is linked so to the area of 2024 with its code."""
    return database.cursor().execute(
        "SELECT area_code FROM area_link WHERE area_type = $2 AND other_type = $2 AND vintage = 2020"
        " AND other_vintage = 2024 AND other_code = area_code AND link = $1 ORDER BY share, area_code LIMIT 1",
        [link, kind],
    ).fetchall()[0][0]  # fmt: skip
