"""Statements about one figure: the worked cases of the patterns, and one test for each rule that may break."""

import re

import pytest

from lsa_data import catalogue
from lsa_data.ask import database
from lsa_data.say import audit, sentences
from lsa_data.say.formats import MINUS
from tests.lsa_data.say.figure import WIJK, row


def _text(figure, language="nl", area=WIJK):
    return sentences.about(figure, area, language).text


@pytest.mark.parametrize(
    ("figure", "dutch", "english"),
    [
        (
            row("rivm_moeite_rondkomen", 34.9, 13.9, peers=26.2),
            "Van elke 100 volwassenen hadden er naar schatting 35 moeite met rondkomen. Dat waren er meer dan "
            "in de meeste "
            "wijken. In heel Nederland waren het er 14, in vergelijkbare wijken 26.",
            "An estimated 35 in every 100 adults found it hard to make ends meet. That was more than in most "
            "neighbourhoods. In the Netherlands as a whole it was 14, in similar neighbourhoods 26.",
        ),
        (
            row("rivm_ervaren_gezondheid", 62.0, 73.0, "lower", p10=65.0, year=2024),
            "Van elke 100 volwassenen voelen er naar schatting 62 zich gezond. Dat zijn er minder dan in de "
            "meeste wijken. "
            "In heel Nederland zijn het er 73.",
            "An estimated 62 in every 100 adults feel healthy. That is fewer than in most neighbourhoods. "
            "In the Netherlands as a whole it is 73.",
        ),
        (
            row("rivm_roker", 17.2, 14.9, unusual=False),
            "Van elke 100 volwassenen rookten er naar schatting 17. Dat waren er iets meer dan in heel Nederland (15).",
            "An estimated 17 in every 100 adults smoked. That was slightly more than in the Netherlands (15).",
        ),
        (
            row("rivm_vrijwilligerswerk", 36.0, 25.0, unusual=False),
            "Van elke 100 volwassenen deden er naar schatting 36 vrijwilligerswerk. Dat waren er meer dan in "
            "heel Nederland "
            "(25). Zo'n verschil zien we in meer wijken.",
            "An estimated 36 in every 100 adults volunteered. That was more than in the Netherlands (25). "
            "Quite a few neighbourhoods differ this much.",
        ),
        (
            row("rivm_beweegrichtlijn", 50.2, 49.9, "similar", False),
            "Van elke 100 volwassenen bewogen er naar schatting 50 genoeg. Dat was ongeveer evenveel als in "
            "heel Nederland (50).",
            "An estimated 50 in every 100 adults were physically active enough. "
            "That was about the same as in the Netherlands (50).",
        ),
        (
            row("rivm_overmatige_drinker", 0.3, 6.3, "lower", p10=2.0),
            "Van elke 100 volwassenen dronk er minder dan 1 te veel alcohol per week. Dat was minder dan in de "
            "meeste wijken. "
            "In heel Nederland waren het er 6.",
            "Fewer than 1 in every 100 adults drank too much alcohol in a week. "
            "That was fewer than in most neighbourhoods. In the Netherlands as a whole it was 6.",
        ),
        (
            row("kwb_arbeidsparticipatie", 75.0, 65.0, year=2022),
            "Van elke 100 mensen van 15 tot 75 jaar hadden er 75 betaald werk. Dat waren er meer dan in de "
            "meeste wijken. "
            "In heel Nederland waren het er 65.",
            "75 in every 100 people aged 15 to 74 had paid work. That was more than in most neighbourhoods. "
            "In the Netherlands as a whole it was 65.",
        ),
        (
            row("lbm3_voorzieningen", 0.31, 0.0, year=2024),
            "Winkels, zorg en scholen zijn hier dichterbij dan in de meeste wijken.",
            "Shops, care and schools are nearer here than in most neighbourhoods.",
        ),
        (
            row("lbm3_voorzieningen", -0.05, 0.0, "lower", False, year=2024),
            "Winkels, zorg en scholen zijn hier iets verder weg dan gemiddeld.",
            "Shops, care and schools are slightly farther away here than average.",
        ),
        (
            row("lbm3_voorzieningen", 0.02, 0.0, "similar", False, year=2024),
            "Winkels, zorg en scholen zijn hier ongeveer even dichtbij als gemiddeld in Nederland.",
            "Shops, care and schools are about as near here as the average for the Netherlands.",
        ),
        (
            row("lbm3_onveiligheid", -0.27, 0.0, "lower", year=2024),
            "Er is hier volgens het model meer overlast en onveiligheid dan in de meeste wijken.",
            "The model finds more nuisance and crime here than in most neighbourhoods.",
        ),
        (
            row("politie_totaal", 73.7, 44.1, p50=27.2, year=2025),
            "In 2025 noteerde de politie hier 74 misdrijven per 1.000 inwoners. Dat is meer dan in de meeste wijken. "
            "In heel Nederland 44, in de middelste wijk 27. Misdrijven tellen mee waar ze gebeuren.",
            "In 2025 the police recorded 74 crimes per 1,000 residents here. That is more than in most neighbourhoods. "
            "In the Netherlands 44, in the middle neighbourhood 27. Crimes count where they happen.",
        ),
        (
            row("politie_totaal", 40.0, 44.1, "lower", False, p50=27.2, year=2025),
            "In 2025 noteerde de politie hier 40 misdrijven per 1.000 inwoners. Dat is iets minder dan in heel "
            "Nederland (44). "
            "In de middelste wijk 27. Misdrijven tellen mee waar ze gebeuren.",
            "In 2025 the police recorded 40 crimes per 1,000 residents here. That is slightly less than in the "
            "Netherlands (44). "
            "In the middle neighbourhood 27. Crimes count where they happen.",
        ),
        (
            row("kwb_woz", 213.0, 320.0, "lower", year=2024),
            "Een woning is hier gemiddeld € 213.000 waard (WOZ, 2024). In heel Nederland € 320.000.",
            "A home here is valued at €213,000 on average (official value, 2024). In the Netherlands €320,000.",
        ),
        (
            row("kwb_inwoners", 30870.0, None, None, None, year=2024),
            "Hier wonen 30.870 mensen (1 januari 2024).",
            "30,870 people live here (1 January 2024).",
        ),
        (
            row("lbm3_klasse", 4.0, None, None, None, year=2024),
            "De Leefbaarometer noemt dit “zwak”: klasse 4 van 9 (2024).",
            "Leefbaarometer calls this “weak”: class 4 of 9 (2024).",
        ),
    ],
)  # fmt: skip
def test_each_kind_of_statement_has_its_pattern_in_both_languages(figure, dutch, english):
    assert _text(figure) == dutch
    assert _text(figure, "en") == english


def test_similar_areas_stand_beside_what_is_less_favourable_only():
    assert "vergelijkbare" in _text(row("rivm_moeite_rondkomen", 35.0, 14.0, peers=26.0))
    assert "In vergelijkbare wijken waren het er 13." in _text(
        row("rivm_moeite_rondkomen", 19.0, 14.0, unusual=False, peers=13.0)
    )
    assert "vergelijkbare" not in _text(row("rivm_vrijwilligerswerk", 70.0, 25.0, peers=26.0))


@pytest.mark.parametrize(("value", "national", "slight"), [(50.0, 40.0, True), (50.1, 40.0, False), (30.0, 40.0, True)])
def test_slightly_is_at_most_a_quarter_off(value, national, slight):
    position = "higher" if value > national else "lower"
    assert ("iets" in _text(row(value=value, national=national, position=position, unusual=False))) is slight


def test_a_difference_that_rounding_hides_is_about_the_same_and_has_no_mark():
    said = sentences.about(row(value=47.4, national=46.6, unusual=True), WIJK, "nl")
    assert (said.facts, said.sign) == (0, "·")
    assert "ongeveer evenveel" in said.text
    score = sentences.about(row("lbm3_totaal", 0.004, 0.0), WIJK, "nl")
    assert score.facts == 0


@pytest.mark.parametrize(("value", "people"), [(30.5, "31"), (25.5, "26"), (43.5, "44"), (0.5, "1"), (2.5, "3")])
def test_people_are_rounded_half_up(value, people):
    assert sentences.people(value, "nl") == people
    assert re.search(rf"(er|schatting) {people}\b", _text(row("rivm_stress", value, 60.0, "lower")))


def test_one_is_singular():
    assert _text(row("rivm_ondergewicht", 1.2, 3.0, "lower", p10=2.0, year=2025)).startswith(
        "Van elke 100 volwassenen heeft er naar schatting 1 ondergewicht. Dat is minder"
    )


@pytest.mark.parametrize(("year", "verb"), [(2026, "voelen"), (2024, "voelen"), (2023, "voelden")])
def test_a_figure_older_than_two_years_is_told_in_the_past(year, verb):
    assert f" {verb} er " in _text(row(year=year))


def test_the_mark_stands_where_the_difference_is_larger_than_noise_and_one_way_is_better():
    def sign(*given, **more):
        return sentences.about(row(*given, **more), WIJK, "nl").sign

    assert sign("rivm_eenzaam", 60.0, 47.0, unusual=False) == MINUS
    assert sign("rivm_eenzaam", 30.0, 47.0, "lower") == "+"
    assert sign("rivm_mantelzorger", 30.0, 14.0) == "·", "neither better nor worse"
    assert sign("rivm_eenzaam", 49.0, 47.0, "similar", False) == "·"
    assert sign("lbm3_onveiligheid", 0.2, 0.0) == "+", "a higher score is less nuisance"
    assert [sentences.spoken(mark, "nl") for mark in ("+", MINUS)] == ["gunstiger", "minder gunstig"]


@pytest.mark.parametrize(
    "indicator",
    ["lbm2_bewoners", "kwb_inkomen_per_inwoner", "kwb_inkomen_laag", "kwb_inkomen_hoog", "kwb_woz",
     "kwb_arbeidsparticipatie"],
)  # fmt: skip
def test_who_lives_somewhere_and_what_they_earn_is_never_judged(indicator):
    assert catalogue.indicators()[indicator].polarity == 0


def test_nothing_is_said_of_few_people_of_a_missing_value_or_of_what_is_only_in_files():
    few = row(size_class="under_250", inhabitants=52)
    assert sentences.about(few, few, "nl") is None
    assert sentences.slide(few, few, "nl") == ""
    assert sentences.too_small(few, "nl") == (
        "Hier wonen ongeveer 50 mensen. Dat is te weinig om er iets over te zeggen. De cijfers staan in grijs."
    )
    assert sentences.too_small(WIJK, "nl") == ""
    assert sentences.small(row(size_class="under_1000"), "en") == (
        "Small area: a few households already make a difference."
    )
    assert sentences.about(row(value=None), WIJK, "nl") is None
    assert sentences.about(row(position=None), WIJK, "nl") is None
    assert sentences.about(row("lbm2_bewoners", 0.3, 0.0), WIJK, "nl") is None


def test_how_sure_a_figure_is_stands_beside_it():
    health = row(status="computed", coverage=0.853)
    assert sentences.short_caveats(health, "nl") == ["schatting", "door ons berekend"]
    assert sentences.caveats(health, "nl") == [
        "Schatting: volgt vooral uit wie er wonen (leeftijd, inkomen). Geen telling.",
        "Door ons berekend uit buurten met 85% van de inwoners.",
        "In 2020 was er corona. Dat telt mee in dit cijfer.",
    ]
    crime = row("politie_totaal", provisional=True, year=2025)
    assert sentences.short_caveats(crime, "en") == ["provisional", "counts where it happens"]


@pytest.mark.parametrize(
    ("percentile", "words"),
    [
        (1.0, "bij de tien hoogste van elke 100 wijken"),
        (0.0, "bij de tien laagste van elke 100 wijken"),
        (0.52, "hoger dan bij ongeveer 5 van elke tien wijken"),
    ],
)
def test_a_rank_is_never_an_exact_share(percentile, words):
    assert sentences.rank(percentile, "wijk", "nl") == words


TOO_LONG_FOR_A_SLIDE = ("kwb_inkomen_laag", "kwb_inkomen_hoog", "lbm3_sociaal", "rivm_mantelzorger")
"""Whose own name takes more words; they keep to those of a sentence."""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_has_more_than_18_words_and_none_on_a_slide_more_than_15(language):
    for indicator in catalogue.indicators().values():
        if not indicator.shown or sentences.KINDS[indicator.unit] not in sentences.COMPARED:
            continue
        for unusual in (True, False):
            figure = row(indicator.id, 68.2, 44.3, unusual=unusual)
            assert audit.wording_mistakes(_text(figure, language), language) == [], indicator.id
            most = 18 if indicator.id in TOO_LONG_FOR_A_SLIDE else 15
            longest = max(len(part.split()) for part in audit.SENTENCE.split(sentences.slide(figure, WIJK, language)))
            assert longest <= most, (indicator.id, longest)


def test_a_slide_says_the_two_numbers_in_people():
    assert sentences.slide(row(), WIJK, "nl") == (
        "Hier: 67 van de 100 volwassenen voelden zich eenzaam. In heel Nederland: 47."
    )
    assert sentences.asked(catalogue.indicators()["rivm_eenzaam"], 2020, "nl") == "voelden zich eenzaam"


def test_a_row_says_in_a_few_words_where_it_stands():
    assert sentences.standing(row(), WIJK, "nl") == (MINUS, "meer dan in de meeste wijken")
    assert sentences.standing(row(value=50.0, unusual=False), WIJK, "en") == (
        MINUS, "slightly more than in the Netherlands",
    )  # fmt: skip
    assert sentences.standing(row("kwb_woz", 213.0, 320.0, "lower"), WIJK, "nl")[1] == "lager dan in de meeste wijken"


def test_the_names_of_health_figures_say_what_the_source_counts():
    known = catalogue.indicators()
    assert "grote moeite" in known["rivm_beperking_zien"].text("rest", "nl")
    assert known["rivm_zware_drinker"].text("name", "nl") == "Drinkt elke week op één dag heel veel"
    assert known["rivm_zware_drinker"].text("name", "en") == "Drinks heavily on one day a week"
    assert known["rivm_regie"].theme == "gezondheid"
    assert "matig" in known["rivm_regie"].text("definition", "nl")


def test_no_name_names_a_model():
    for indicator in catalogue.indicators().values():
        for language in catalogue.LANGUAGES:
            assert not re.search(r"\d\.\d|totaal|onderdeel", indicator.text("name", language)) or not indicator.shown


def test_similar_areas_are_nearest_in_structure():
    found = database.ask("peers", type="wijk", code="WK051829", vintage=2022, elsewhere=False)
    assert len(found) == 11
    assert found["distance"].is_monotonic_increasing
    other = database.ask("peers", type="wijk", code="WK051829", vintage=2022, elsewhere=True)
    assert (other["gemeente_name"].iloc[1:] != "'s-Gravenhage").all()
