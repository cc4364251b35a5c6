"""The audit finds each kind of statement that its numbers do not carry."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsa_data import catalogue
from lsa_data.say import audit, sentences
from lsa_data.say.formats import MINUS
from tests.lsa_data.build.rules import position_of, rule
from tests.lsa_data.say.figure import WIJK, row

COMPARED = [i.id for i in catalogue.indicators().values() if i.shown and sentences.KINDS[i.unit] in sentences.COMPARED]
UNUSUAL = "SELECT unusual_of(?::DOUBLE, ?::VARCHAR, ?::DOUBLE, ?::DOUBLE)"


def _told(of, **lie):
    return audit.contradictions(of, replace(sentences.about(of, WIJK, "nl"), **lie), "nl")


@given(
    st.sampled_from(COMPARED),
    st.floats(0, 100),
    st.floats(0.1, 100),
    st.floats(0, 10),
    st.floats(0, 100),
    st.floats(0, 100),
    st.sampled_from(("nl", "en")),
)
def test_a_statement_never_claims_what_its_numbers_do_not(indicator, value, national, noise, one, other, language):
    position = position_of(value, national, noise, decimals=catalogue.indicators()[indicator].decimals)
    p10, p90 = sorted((one, other))
    unusual = rule(UNUSUAL, value, position, p10, p90)
    figure = row(indicator, value, national, position, unusual, p10=p10, p90=p90)
    assert audit.contradictions(figure, sentences.about(figure, WIJK, language), language) == []


def test_the_truth_is_no_contradiction():
    assert _told(row()) == []


@pytest.mark.parametrize(
    ("figure", "lie", "told"),
    [
        (row(), {"comparison": "Dat waren er minder dan in heel Nederland (47)."}, "says less, is not"),
        (
            row(value=48.5, position="similar", unusual=False),
            {"comparison": "Dat waren er meer dan in heel Nederland (47)."},
            "claims a difference within the noise or the rounding",
        ),
        (
            row(value=50.0, unusual=False),
            {"comparison": "Dat waren er meer dan in de meeste wijken. In heel Nederland waren het er 47."},
            "says unusual, is not",
        ),
        (row(), {"comparison": "Dat was ongeveer evenveel als in heel Nederland (47)."}, "hides a difference"),
        (
            row(unusual=False),
            {"comparison": "Dat waren er iets meer dan in heel Nederland (47)."},
            "says slightly of more than a quarter",
        ),
        (row(), {"sign": "+"}, "the sign is the wrong way round"),
        (row("kwb_arbeidsparticipatie", 75.0, 65.0), {"sign": "+"}, "judges without a polarity"),
        (row(value=47.2, position="similar"), {"sign": MINUS}, "judges what is about the same"),
        (
            row(value=66.5),
            {"figure": "Van elke 100 volwassenen voelden er naar schatting 66 zich eenzaam."},
            "another number than that of the row",
        ),
        (
            row(),
            {"comparison": "Dat zijn er meer dan in heel Nederland (47)."},
            "an old figure in the present tense",
        ),
        (row("lbm3_afwijking", 0.3, 0.0), {"comparison": "De leefbaarheid is 0,30 hoger."}, "a score is read out"),
        (
            row("politie_totaal", 74.0, 44.0, p50=27.0),
            {"comparison": "Dat is meer dan in de meeste wijken. In heel Nederland 44."},
            "crime without where it happens",
        ),
        (
            row("politie_totaal", 74.0, 44.0, p50=27.0),
            {"comparison": "In heel Nederland 44. Misdrijven tellen mee waar ze gebeuren."},
            "crime without the middle area",
        ),
        (row(), {"figure": "Van elke 100 voelden er 67 zich twee keer zo vaak eenzaam."}, "a word that is never used"),
        (row(), {"figure": "Van elke 100 volwassenen " + 15 * "heel " + "67."}, "more than 18 words"),
    ],
)
def test_the_audit_finds_each_lie(figure, lie, told):
    assert told in _told(figure, **lie)


def test_the_audit_finds_what_should_not_have_been_said():
    said = sentences.about(row(), WIJK, "nl")
    for figure in (row(size_class="under_250"), row("lbm2_bewoners"), row(value=None)):
        assert audit.contradictions(figure, said, "nl") == ["a statement where none may be"]
    assert "the position is not that of the rule" in audit.contradictions(row(expected="similar"), said, "nl")
    assert audit.contradictions(row(value=101.0), None, "nl") == ["a percentage outside 0-100"]


def test_the_audit_finds_what_is_wrong_in_an_opening():
    def of(indicator, value, national, position="higher"):
        return sentences.about(row(indicator, value, national, position), WIJK, "nl")

    good, bad = of("rivm_sporter", 70.0, 49.0), of("rivm_roker", 30.0, 15.0)
    assert audit.opening_mistakes(WIJK, [good, bad], [], "nl") == []
    assert audit.opening_mistakes(WIJK, [bad, good], [], "nl") == ["a favourable one does not stand first"]
    few = row(size_class="under_250")
    assert "speaks of fewer than 250 people" in audit.opening_mistakes(few, [good], [], "nl")
    assert "two less favourable ones of one family" in audit.opening_mistakes(
        WIJK, [good, bad, of("rivm_overgewicht", 60.0, 50.0)], [], "nl"
    )
    low = of("lbm3_sociaal", -0.3, 0.0, "lower")
    assert "says who lives there" in audit.opening_mistakes(WIJK, [low], [], "nl")


@pytest.mark.slow
@pytest.mark.parametrize("indicator", ["rivm_eenzaam", "lbm2_veiligheid", "lbm3_totaal", "kwb_woz", "politie_totaal"])
def test_real_statements_of_all_areas_hold(indicator):
    """Some indicators here; `python -m lsa_data audit` reads them all."""
    for figure in audit.rows_of(indicator):
        assert audit.contradictions(figure, sentences.about(figure, figure, "nl"), "nl") == []
