"""The opening of an area: its rules one by one, and five real places whose opening was written out by hand."""

import pytest

from lsa_data import catalogue
from lsa_data.ask import areas, profile
from lsa_data.say import opening
from lsa_data.say.formats import MINUS
from tests.lsa_data.say.figure import WIJK, row


def _summary(*figures, order=opening.STRENGTHS_FIRST, area=WIJK):
    return [(said.sign, said.indicator_id) for said in opening.summary(list(figures), area, "nl", order)]


def _ids(*figures, **more):
    return [name for _, name in _summary(*figures, **more)]


def _good(indicator, far=20.0, **more):
    """A figure on the favourable side of a country of 50, `far` from it."""
    way = catalogue.indicators()[indicator].polarity or 1
    return row(indicator, 50.0 + way * far, 50.0, "higher" if way > 0 else "lower", **more)


def _bad(indicator, far=20.0, **more):
    way = -(catalogue.indicators()[indicator].polarity or 1)
    return row(indicator, 50.0 + way * far, 50.0, "higher" if way > 0 else "lower", **more)


def _same(indicator, **more):
    return row(indicator, 50.2, 50.0, "similar", False, **more)


MANY = [_same(name) for name in ("rivm_geluidhinder_buren", "rivm_vrijwilligerswerk", "rivm_beperkt_gezondheid")]
"""With these there are more than five headline figures, so that at most two less favourable ones are said."""


def test_strengths_stand_first_largest_first_and_the_less_favourable_last():
    figures = (_bad("rivm_moeite_rondkomen", 40.0), _good("rivm_sporter", 10.0), _good("rivm_eenzaam", 20.0))
    signs = [sign for sign, _ in _summary(*figures, *MANY)]
    assert signs == ["+", "+", "·", MINUS]
    assert _ids(*figures, *MANY)[:2] == ["rivm_eenzaam", "rivm_sporter"]


def test_a_strength_that_is_not_unusual_makes_it_two_and_no_more():
    rare, usual = _good("rivm_eenzaam"), _good("rivm_vrijwilligerswerk", unusual=False)
    also = _good("rivm_moeite_rondkomen", 15.0, unusual=False)
    assert [name for sign, name in _summary(rare, usual, also) if sign == "+"] == [
        "rivm_eenzaam", "rivm_vrijwilligerswerk",
    ]  # fmt: skip


def test_without_headline_strengths_any_other_figure_may_be_one():
    other = "rivm_ernstig_overgewicht"
    assert not catalogue.indicators()[other].headline
    assert (_summary(_good(other), _bad("rivm_eenzaam"))[0]) == ("+", other)
    assert other not in _ids(_good(other), _good("rivm_sporter"))


def test_without_any_strength_what_is_about_equal_comes_first():
    assert _summary(_bad("rivm_eenzaam"), _same("rivm_sporter")) == [("·", "rivm_sporter"), (MINUS, "rivm_eenzaam")]


def test_never_two_less_favourable_ones_of_one_family():
    health = [_bad("rivm_roker", 30.0), _bad("rivm_overgewicht", 20.0)]
    liveability = [_bad("lbm3_afwijking", 25.0, year=2024), _bad("lbm3_fysiek", 15.0, year=2024)]
    assert [name for sign, name in _summary(*health, *liveability, *MANY) if sign == MINUS] == [
        "rivm_roker", "lbm3_afwijking",
    ]  # fmt: skip


def test_at_most_two_less_favourable_ones_and_three_only_of_few_figures():
    bad = [_bad("rivm_roker"), _bad("rivm_eenzaam"), _bad("rivm_moeite_rondkomen"), _bad("politie_totaal", year=2025)]
    assert [sign for sign, _ in _summary(*bad)].count(MINUS) == 3
    assert [sign for sign, _ in _summary(*bad, *MANY)].count(MINUS) == 2


def test_a_wealthy_wijk_has_one_less_favourable_one_if_it_is_beyond_noise():
    good = [_good("rivm_sporter"), _good("rivm_eenzaam")]
    assert _summary(*good, _bad("lbm3_voorzieningen", 5.0, unusual=False, year=2024))[-1] == (
        MINUS, "lbm3_voorzieningen",
    )  # fmt: skip


@pytest.mark.parametrize("indicator", opening.NEVER_LOW)
def test_what_is_low_because_of_who_lives_there_is_not_in_the_opening(indicator):
    assert indicator not in _ids(_bad(indicator, year=2024), _good("rivm_sporter"))
    assert not catalogue.indicators()["lbm2_bewoners"].shown


def test_the_newest_year_of_a_subject_speaks_and_an_older_model_does_not():
    old, new = _good("lbm2_totaal", 45.0, year=2016), _good("lbm3_afwijking", 5.0, year=2024)
    assert _ids(old, new) == ["lbm3_afwijking"]
    assert _summary(old, _bad("lbm3_afwijking", year=2024)) == [(MINUS, "lbm3_afwijking")]
    assert _ids(_good("rivm_sporter", year=2016), _bad("rivm_sporter", year=2020)) == ["rivm_sporter"]
    assert _summary(_good("rivm_sporter", year=2016), _bad("rivm_sporter", year=2020))[0][0] == MINUS


def test_of_a_family_an_old_figure_speaks_only_where_there_is_nothing_newer():
    old, newer = _good("rivm_sporter", 45.0, year=2020), _good("rivm_ervaren_gezondheid", 10.0, year=2024)
    assert _ids(old, newer) == ["rivm_ervaren_gezondheid"]


def test_there_are_at_most_five_and_nothing_of_fewer_than_250_people():
    good = [_good(name) for name in ("rivm_sporter", "rivm_eenzaam", "rivm_moeite_rondkomen", "rivm_vrijwilligerswerk")]
    assert len(_summary(*good, _bad("politie_totaal"), _bad("rivm_roker"), *MANY)) == opening.MOST
    few = row(size_class="under_250")
    assert _summary(*good, area=few) == []
    assert opening.direction(good, few, "nl") == []


def test_the_opening_can_go_by_size_or_by_theme():
    figures = [_good("rivm_sporter", 10.0), _bad("rivm_moeite_rondkomen", 40.0), _good("rivm_eenzaam", 30.0)]
    assert _ids(*figures, order=opening.LARGEST_FIRST) == ["rivm_moeite_rondkomen", "rivm_eenzaam", "rivm_sporter"]
    place = list(catalogue.themes()).index
    themes = [catalogue.indicators()[name].theme for name in _ids(*figures, order=opening.BY_THEME)]
    assert themes == sorted(themes, key=place)


def _direction(*figures, area=WIJK, language="nl"):
    return opening.direction(list(figures), area, language)


ANGST = "rivm_angst_depressie_hoog"


def test_where_the_gap_narrowed_or_widened_is_told_with_from_and_to():
    widened = row("lbm2_totaal", gap="widened", from_year=2012, to_year=2016)
    assert _direction(row(ANGST), widened) == [
        "Het verschil met Nederland werd kleiner bij angst of depressie (hier van 22 naar 18 van de 100, "
        "in heel Nederland van 6 naar 7; 2012–2020) en groter bij leefbaarheid (2012–2016)."
    ]
    assert _direction(row(ANGST), language="en") == [
        "The gap with the Netherlands narrowed for anxiety or depression (here from 22 to 18 in 100, "
        "in the Netherlands from 6 to 7; 2012–2020)."
    ]


def test_a_gap_of_which_number_and_ratio_disagree_is_not_in_the_opening():
    assert _direction(row(ANGST, ratio_agrees=False)) == []


def test_a_gap_that_is_gone_in_the_numbers_shown_is_not_told():
    assert _direction(row(ANGST, from_value=22.4, to_value=22.6, national_from=6.0, national_to=7.0)) == []


def test_where_nothing_changed_is_said_of_at_most_five():
    names = (
        ANGST,
        "rivm_roker",
        "rivm_eenzaam",
        "rivm_moeite_rondkomen",
        "rivm_overgewicht",
        "politie_totaal",
        "lbm2_totaal",
    )
    same = [row(name, gap="no_clear_change") for name in names]
    assert _direction(*same[:2]) == [
        "Bij angst of depressie en roken bleef het verschil met Nederland ongeveer even groot."
    ]
    assert _direction(*same)[0].count(",") == 3
    assert _direction(*same[:1], area=row(size_class="under_1000")) == [
        "Geen duidelijke verandering vergeleken met Nederland.",
        "In een klein gebied zien we alleen grote veranderingen.",
    ]


def test_improved_is_only_said_of_five_points_and_a_clear_line_of_its_own():
    clear = {
        "direction": "falling", "points": 5, "gap": "widened", "from_value": 26.0, "to_value": 15.0,
        "national_from": 42.0, "national_to": 44.0, "from_year": 2021, "to_year": 2025,
    }  # fmt: skip
    assert _direction(row("politie_totaal", **clear)) == [
        "Vooruit: misdrijven (van 26 naar 15 per 1.000 inwoners; 2021–2025)."
    ]
    loose = "Misdrijven: van 26 naar 15 per 1.000 inwoners, in heel Nederland van 42 naar 44 (2021–2025). Een vaste lijn is dat nog niet."  # noqa: E501
    assert _direction(row("politie_totaal", **(clear | {"direction": "no_clear_change"}))) == [loose]
    still = clear | {"direction": "no_clear_change", "from_value": 26.2, "to_value": 25.9}
    assert _direction(row("politie_totaal", **still)) == [
        "Misdrijven: hier bleef het 26 per 1.000 inwoners, in heel Nederland ging het van 42 naar 44 (2021–2025). "
        "Een vaste lijn is dat nog niet."
    ]
    assert not _direction(row("politie_totaal", **(clear | {"points": 4})))[0].startswith("Vooruit")
    risen = clear | {"from_value": 15.0, "to_value": 16.0, "national_from": 30.0, "national_to": 44.0}
    assert not _direction(row("politie_totaal", **risen))[0].startswith("Vooruit"), "only the country rose"


def test_the_other_side_is_said_as_such():
    turned = row(
        "rivm_mantelzorger", gap="switched", from_value=16.0, to_value=13.0, national_from=12.0, national_to=14.0
    )
    assert _direction(turned) == [
        "Bij mantelzorg (hier van 16 naar 13 van de 100, in heel Nederland van 12 naar 14; 2012–2020) "
        "ging het verschil naar de andere kant."
    ]


def test_a_series_is_told_with_the_country_beside_it():
    hard = row("rivm_moeite_rondkomen", from_value=57.4, to_value=34.9, national_from=24.0, national_to=13.9)
    told = "Moeite met rondkomen ging van 57 naar 35 van de 100, in heel Nederland van 24 naar 14 (2012–2020)."
    corona = "In 2020 was er corona. Dat telt mee in dit cijfer."
    assert opening.course(hard, "nl") == f"{told} Het verschil werd kleiner. {corona}"
    hard.ratio_agrees = False
    assert opening.course(hard, "nl") == f"{told} Het verschil in aantal werd kleiner, de verhouding niet. {corona}"
    assert opening.course(row(points=2), "nl") == "Dit is te weinig gemeten om een richting te zien."
    assert opening.course(row("lbm2_totaal", gap="no_clear_change", from_year=2012, to_year=2016), "en") == (
        "No clear change compared with the Netherlands."
    )
    assert opening.course(row("lbm2_totaal", gap="widened", from_year=2012, to_year=2016), "nl") == (
        "Het verschil met Nederland werd groter (2012–2016)."
    )
    assert opening.course(row(direction=None), "nl") == ""


LONG = {"points": 5, "from_year": 2012, "to_year": 2024, "from_value": 30.0, "to_value": 20.0, "national_from": 25.0,
        "national_to": 25.0}  # fmt: skip


@pytest.mark.parametrize(
    ("series", "said"),
    [
        (row("rivm_eenzaam", direction="falling", gap="switched", **LONG), "vooruit (2012–2024)"),
        (row("rivm_sporter", direction="falling", gap="switched", **LONG), "achteruit (2012–2024)"),
        (row("kwb_inkomen_laag", direction="falling", gap="switched", **LONG), "nam af (2012–2024)"),
        (row(from_value=57.0, to_value=35.0, national_from=24.0, national_to=14.0),
         "dichter bij Nederland (2012–2020)"),
        (row(from_value=57.0, to_value=35.0, national_from=24.0, national_to=14.0, ratio_agrees=False),
         "verschil kleiner in aantal, niet in verhouding (2012–2020)"),
        (row("lbm2_totaal", gap="widened"), "verder van Nederland (2012–2020)"),
        (row(gap="no_clear_change"), "geen duidelijke verandering (2012–2020)"),
        (row(points=2), "te weinig gemeten voor een richting"),
        (row(direction=None), ""),
    ],
)  # fmt: skip
def test_a_series_is_told_in_a_few_words(series, said):
    assert opening.course_brief(series, "nl") == said


def test_how_new_the_newest_figure_is_is_said_once():
    assert (
        opening.how_new([row(year=2020), row(year=2024, value=None)], "nl") == "Het nieuwste cijfer hier is van 2020."
    )
    assert opening.how_new([row(value=None)], "nl") == ""


SCHILDERSWIJK, OVERVECHT, URK, AERDENHOUT, NORG, ORANJEPLAAT = (
    "WK051829", "WK034403", "WK018400", "WK037702", "WK169904", "WK068752",
)  # fmt: skip


def _real(code):
    area = areas.area(code)
    rows = profile.figures(area)
    return opening.direction(rows, area, "nl"), [said.brief for said in opening.summary(rows, area, "nl")]


@pytest.mark.parametrize(
    ("code", "directions", "statements"),
    [
        (
            SCHILDERSWIJK,
            ["Het verschil met Nederland werd kleiner bij angst of depressie (hier van 22 naar 18 van de 100, "
             "in heel Nederland van 6 naar 7; 2012–2020)."],
            ["Winkels, zorg en scholen zijn hier dichterbij dan in de meeste wijken.",
             "Van elke 100 volwassenen dronken er naar schatting 78 geen of weinig alcohol. Dat waren er meer "
             "dan in de "
             "meeste wijken. In heel Nederland waren het er 44.",
             "Van elke 100 volwassenen hadden er naar schatting 35 moeite met rondkomen. Dat waren er meer dan "
             "in de meeste "
             "wijken. In heel Nederland waren het er 14."],
        ),
        (
            OVERVECHT,
            ["Het verschil met Nederland werd kleiner bij angst of depressie (hier van 13 naar 12 van de 100, "
             "in heel Nederland van 6 naar 7; 2012–2020) en groter bij leefbaarheid (2012–2016)."],
            ["Winkels, zorg en scholen zijn hier dichterbij dan in de meeste wijken.",
             "Van elke 100 volwassenen dronken er naar schatting 59 geen of weinig alcohol. Dat waren er meer "
             "dan in de "
             "meeste wijken. In heel Nederland waren het er 44.",
             "Van elke 100 volwassenen hadden er naar schatting 27 moeite met rondkomen. Dat waren er meer dan "
             "in de meeste "
             "wijken. In heel Nederland waren het er 14."],
        ),
        (
            URK,
            ["Bij mantelzorg (hier van 16 naar 13 van de 100, in heel Nederland van 12 naar 14; 2012–2020) "
             "ging het verschil naar de andere kant.",
             "Bij gezondheid, overgewicht, roken, eenzaamheid en rondkomen bleef het verschil met Nederland ongeveer "
             "even groot."],
            ["Van elke 100 volwassenen voelden er naar schatting 35 zich eenzaam. Dat waren er minder dan in de meeste "
             "wijken. In heel Nederland waren het er 47.",
             "Van elke 100 mensen van 15 tot 75 jaar hadden er 75 betaald werk. Dat waren er meer dan in de "
             "meeste wijken. "
             "In heel Nederland waren het er 65.",
             "Winkels, zorg en scholen zijn hier iets verder weg dan gemiddeld."],
        ),
        (
            AERDENHOUT,
            ["Het verschil met Nederland werd groter bij overgewicht (hier van 42 naar 38 van de 100, "
             "in heel Nederland van 49 naar 51; 2012–2020).",
             "Bij leefbaarheid, gezondheid, roken, eenzaamheid en misdrijven bleef het ongeveer even groot."],
            ["De omgeving (groen, water, geluid, hitte) is hier volgens het model prettiger dan in de meeste wijken.",
             "Winkels, zorg en scholen zijn hier ongeveer even dichtbij als gemiddeld in Nederland.",
             "Van elke 100 volwassenen dronken er naar schatting 31 geen of weinig alcohol. Dat waren er minder "
             "dan in de "
             "meeste wijken. In heel Nederland waren het er 44."],
        ),
        (
            NORG,
            ["Geen duidelijke verandering vergeleken met Nederland.",
             "In een klein gebied zien we alleen grote veranderingen."],
            [],
        ),
        (ORANJEPLAAT, [], []),
    ],
)  # fmt: skip
def test_the_openings_written_out_by_hand_come_out_of_the_figures(code, directions, statements):
    """Their statements that the real figures give; the order and the others follow the rules above."""
    said, told = _real(code)
    assert [sentence for sentence in directions if sentence not in said] == []
    assert [statement for statement in statements if statement not in told] == []
    if code == ORANJEPLAAT:
        assert (said, told) == ([], [])
