"""Sentences on worked examples, written out by hand, and properties that hold for every figure."""

import math
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsa_data import catalogue
from lsa_data.ask import areas, database, profile
from lsa_data.say import audit, sentences
from tests.lsa_data.build.rules import position_of


def _row(indicator="rivm_eenzaam", value=66.6, national=47.0, mad=3.0, bounds=(None, None), **more):
    position = position_of(value, national, mad, bounds)
    row = {
        "indicator_id": indicator, "value": value, "national": national, "mad": mad, "similar_within": 1.4826 * mad,
        "year": 2020, "position": position, "expected": position, "direction": "rising",
        "from_year": 2012, "to_year": 2020,
        "points": 3, "change": 8.0, "national_change": 7.4, "scale": "fixed",
    }  # fmt: skip
    return SimpleNamespace(**(row | more))


@pytest.mark.parametrize(
    ("row", "language", "text"),
    [
        (
            _row(),
            "nl",
            "Naar schatting 67 van de 100 volwassenen voelen zich eenzaam (66,6%, 2020). "
            "Dat is ongeveer anderhalf keer zo vaak als in heel Nederland (47,0%), en dat is minder gunstig.",
        ),
        (
            _row(value=48.0),
            "nl",
            "Naar schatting 48 van de 100 volwassenen voelen zich eenzaam (48,0%, 2020). "
            "Dat is ongeveer gelijk aan Nederland (47,0%).",
        ),
        (
            _row("rivm_mantelzorger", 18.6, 13.6, 1.0),
            "en",
            "An estimated 19 in 100 adults care for somebody close (18.6%, 2020). "
            "That is about one and a half times as often as in the Netherlands as a whole (13.6%).",
        ),
        (
            _row("lbm2_totaal", -0.69, 0.0, 0.09),
            "nl",
            "Leefbaarheid, totaal (2.0): \u22120,69 (2020). Dat is 0,69 punten lager dan Nederland (0,00), "
            "en dat is minder gunstig.",
        ),
        (
            _row("rivm_overmatige_drinker", 0.3, 6.3, 1.0),
            "nl",
            "Naar schatting minder dan 1 van de 100 volwassenen drinken te veel alcohol per week (0,3%, 2020). "
            "Dat is veel minder vaak dan in heel Nederland (6,3%), en dat is gunstiger.",
        ),
    ],
)
def test_worked_examples(row, language, text):
    assert sentences.about(row, language).text == text


@pytest.mark.parametrize(
    ("bound", "phrase", "phrase_below"),
    [
        (3.5, "ratio_more", "ratio_3"),
        (2.5, "ratio_3", "ratio_2"),
        (1.75, "ratio_2", "ratio_15"),
        (1.35, "ratio_15", "ratio_up"),
        (1.0, "ratio_up", "ratio_down"),
        (0.75, "ratio_down", "ratio_067"),
        (0.6, "ratio_067", "ratio_05"),
        (0.4, "ratio_05", "ratio_less"),
    ],
)
def test_a_ratio_on_a_bound_has_the_phrase_above_it_and_just_below_that_of_below(bound, phrase, phrase_below):
    assert sentences.ratio_phrase(bound) == phrase
    assert sentences.ratio_phrase(math.nextafter(bound, 0.0)) == phrase_below


def test_every_ratio_has_a_phrase_in_both_languages():
    assert sentences.ratio_phrase(0.0) == "ratio_less"
    assert sentences.ratio_phrase(1e6) == "ratio_more"
    for _, key in sentences.RATIO_BANDS:
        assert sentences.phrases("nl")[key]
        assert sentences.phrases("en")[key]


def test_no_sentence_for_a_count_a_class_or_a_missing_value():
    assert sentences.about(_row("kwb_inwoners", 100.0, 90.0), "nl") is None
    assert sentences.about(_row("lbm2_klasse", 4.0, 6.0), "nl") is None
    assert sentences.about(_row(value=float("nan")), "nl") is None


PERCENTAGES = [i.id for i in catalogue.indicators().values() if i.unit == "procent"]


@given(
    st.sampled_from(PERCENTAGES),
    st.floats(0, 100),
    st.floats(0.1, 100),
    st.floats(0, 20),
    st.sampled_from(("nl", "en")),
)
def test_a_sentence_never_claims_what_its_numbers_do_not(indicator, value, national, mad, language):
    row = _row(indicator, value, national, mad)
    sentence = sentences.about(row, language)
    assert audit.contradictions(row, sentence) == []


def test_the_audit_goes_by_the_bounds_of_an_estimate():
    sure = _row(value=52.0, national=50.0, mad=9.0, bounds=(51.0, 53.0))
    said = sentences.about(sure, "nl")
    assert audit.contradictions(sure, said) == []
    unsure = _row(value=52.0, national=50.0, mad=9.0, bounds=(45.0, 53.0))
    assert audit.contradictions(unsure, said) == ["claims a direction within the spread or the bounds"]


def test_the_audit_sees_a_position_that_is_not_that_of_the_rule():
    row = _row(value=48.0, position="higher")
    assert "the position is not that of the rule" in audit.contradictions(row, sentences.about(row, "nl"))


def test_the_audit_sees_a_lie():
    row = _row(value=66.6)
    lie = sentences.about(_row(value=20.0), "nl")
    assert audit.contradictions(row, lie) == ["says lower, is not", "the sign is the wrong way round"]


@pytest.mark.slow
@pytest.mark.parametrize("indicator", ["rivm_eenzaam", "lbm2_veiligheid", "lbm3_totaal", "kwb_woz"])
def test_real_sentences_of_all_areas_hold(indicator):
    """Some indicators here; `python -m lsa_data audit` reads them all."""
    for row in database.ask("audit_rows", indicator=indicator).itertuples(index=False):
        assert audit.contradictions(row, sentences.about(row, "nl")) == []


def test_the_summary_leads_with_strengths_and_has_three_to_five_sentences():
    for code in ("WK051829", "WK059904", "WK168000", "3061", "GM0599", "GM1680"):
        found = sentences.summary(_newest(code), "nl")
        assert sentences.FEWEST <= len(found) <= sentences.MOST
        signs = [sentence.sign for sentence in found[:2]]
        assert signs[0] != "\u2212", code
    by_size = sentences.summary(_newest("WK051829"), "nl", sentences.LARGEST_FIRST)
    assert [s.distance for s in by_size] == sorted((s.distance for s in by_size), reverse=True)


def _newest(code):
    return profile.rows(profile.latest(profile.profile(areas.area(code))))


def _summary(*rows, order=sentences.STRENGTHS_FIRST):
    """The indicators of the sentences about rows (indicator, value), where the country has 50 and a MAD of 2."""
    given = [_row(indicator, value, 50.0, 2.0) for indicator, value in rows]
    return [sentence.indicator_id for sentence in sentences.summary(given, "nl", order)]


def test_of_two_models_only_the_newest_leefbaarometer_speaks():
    older = [("lbm2_totaal", 90.0), ("lbm2_veiligheid", 90.0), ("lbm2_fysiek", 10.0)]
    assert set(_summary(*older)) == {indicator for indicator, _ in older}
    assert _summary(*older, ("lbm3_totaal", 60.0)) == ["lbm3_totaal"]
    assert _summary(*older, ("lbm3_totaal", 50.0)) == ["lbm3_totaal"], "also when it is about the same there"


def test_a_theme_speaks_once_in_each_direction_with_its_largest_difference():
    favourable = [("rivm_ervaren_gezondheid", 60.0), ("rivm_sporter", 70.0), ("rivm_stress", 45.0)]
    unfavourable = [("rivm_roker", 60.0), ("rivm_overgewicht", 80.0)]
    assert {catalogue.indicators()[name].theme for name, _ in favourable + unfavourable} == {"gezondheid"}
    assert all(catalogue.indicators()[name].headline for name, _ in favourable + unfavourable)
    assert _summary(*favourable, *unfavourable) == ["rivm_sporter", "rivm_overgewicht"]


def test_what_is_about_the_same_is_only_said_of_a_theme_that_says_nothing_else():
    rows = [("rivm_eenzaam", 50.5), ("rivm_vrijwilligerswerk", 80.0), ("rivm_moeite_rondkomen", 50.5)]
    assert _summary(*rows) == ["rivm_vrijwilligerswerk", "rivm_moeite_rondkomen"]


def test_only_headline_indicators_are_in_the_summary():
    assert not catalogue.indicators()["rivm_ernstig_eenzaam"].headline
    assert _summary(("rivm_ernstig_eenzaam", 90.0)) == []


def test_a_summary_has_at_most_three_strengths_and_five_sentences():
    strong = ["rivm_sporter", "rivm_vrijwilligerswerk", "lbm2_totaal", "lbm2_veiligheid"]
    weak = ["rivm_moeite_rondkomen", "rivm_roker", "rivm_eenzaam"]
    rows = [(name, 90.0 - place) for names in (weak, strong) for place, name in enumerate(names)]
    assert _summary(*rows) == strong[:3] + weak[:2]


def test_a_summary_can_go_by_size_or_by_theme():
    rows = [("rivm_sporter", 60.0), ("rivm_moeite_rondkomen", 90.0), ("lbm2_veiligheid", 80.0)]
    assert _summary(*rows, order=sentences.LARGEST_FIRST) == [
        "rivm_moeite_rondkomen", "lbm2_veiligheid", "rivm_sporter",
    ]  # fmt: skip
    place = list(catalogue.themes()).index
    themes = [catalogue.indicators()[name].theme for name in _summary(*rows, order=sentences.BY_THEME)]
    assert themes == sorted(themes, key=place)


def test_a_trend_in_words_has_the_country_beside_it():
    assert sentences.trend(_row(), "nl") == (
        "Tussen 2012 en 2020 steeg dit hier met 8,0 procentpunt, op basis van 3 metingen. "
        "In heel Nederland was de verandering +7,4 procentpunt."
    )
    relative = sentences.trend(_row("lbm2_totaal", scale="relative"), "nl")
    assert "In heel Nederland" not in relative
    assert "niet gepubliceerd" in relative
    assert sentences.trend(_row(direction=None), "nl") == ""


def test_similar_areas_are_nearest_in_structure():
    found = database.ask("peers", type="wijk", code="WK051829", vintage=2022, elsewhere=False)
    assert len(found) == 11
    assert found["distance"].is_monotonic_increasing
    other = database.ask("peers", type="wijk", code="WK051829", vintage=2022, elsewhere=True)
    assert (other["gemeente_name"].iloc[1:] != "'s-Gravenhage").all()
