"""A pasted list of codes: what is found, and why the rest is not."""

import pytest

from lsa_data.ask import code_list
from lsa_data.ask.code_list import NotFound

BOTH = ("WK059904", "WK051829")


@pytest.mark.parametrize(
    "text",
    [
        "WK059904, WK051829", "wk059904;wk051829", '"WK059904"\t"WK051829"', "WK059904\r\nWK051829\r\nWK059904",
        "wijkcode\nWK059904\nWK051829", "code;naam\nWK059904;Overschie\nWK051829;Schildersbuurt", "059904 051829",
        "59904, 51829", "  'WK059904' (WK051829)  ",
    ],
)  # fmt: skip
def test_a_list_from_anywhere_is_read(text):
    found = code_list.read(text, "wijk", 2022)
    assert (found.codes, found.not_found) == (BOTH, ())


def test_why_a_code_is_not_found_is_known():
    found = code_list.read("WK059904 WKO59903 WK999999 BU05990110 WK000300", "wijk", 2024)
    assert found.codes == ("WK059904",)
    why = {one.word: one.why for one in found.not_found}
    assert why == {
        "WKO59903": "no_code",
        "WK999999": "unknown",
        "BU05990110": "other_type",
        "WK000300": "other_vintage",
    }
    assert found.words == ("WK059904", "WKO59903", "WK999999", "BU05990110", "WK000300")


def test_a_code_of_another_vintage_says_which():
    found = code_list.read("WK000300", "wijk", 2024)
    assert found.not_found == (NotFound("WK000300", "other_vintage", (2016, 2017, 2019, 2020)),)


def test_a_postcode_is_a_number_and_a_wijk_without_type_is_found_in_any_vintage():
    assert code_list.read("3041 2526", "pc4").codes == ("3041", "2526")
    assert code_list.read("WK059904").codes == ("WK059904",)


@pytest.mark.parametrize("text", ["", "geen codes hier", "'); DROP TABLE value; --"])
def test_words_are_passed_over(text):
    assert code_list.read(text, "wijk", 2022) == code_list.CodeList((), ())


def test_no_more_is_read_than_can_be_asked():
    assert len(code_list.read(" ".join(f"9{number:05}" for number in range(5000)), "wijk").words) == code_list.MOST
