"""Everyday and former names: what may stand in `aliases.csv`, and which names are shown."""

import pytest

from lsa_data import catalogue
from lsa_data.catalogue.mistakes import CatalogueError

HEAD = "name;code;official;usual;source\n"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Bijlmer;WK36;K-buurt;nee;ons", "column code is 'WK36'; expected is the code of a gemeente, wijk, buurt or"),
        ("Bijlmer;2526;K-buurt;nee;ons", "column code is '2526'"),
        (";WK0363TH;K-buurt;nee;ons", "column name is ''; expected is a text that is not empty"),
        ("Bijlmer;WK0363TH;;nee;ons", "column official is ''"),
        ("Bijlmer;WK0363TH;K-buurt;soms;ons", "column usual is 'soms'; expected is one of ja, nee"),
        ("Bijlmer;WK0363TH;K-buurt;nee;", "column source is ''"),
        ("Bijlmer;WK0363TH;K-buurt;nee;ons\nBijlmer;WK0363TH;K-buurt;nee;ons",
         "line 3, column name is 'Bijlmer'; expected is a name and code that no earlier line has"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line_and_column(tmp_path, line, told):
    (tmp_path / "aliases.csv").write_text(HEAD + line + "\n", encoding="utf-8")
    with pytest.raises(CatalogueError) as error:
        catalogue.aliases(tmp_path)
    assert told in str(error.value)


def test_one_name_may_be_of_several_areas():
    assert len([alias for alias in catalogue.aliases() if alias.name == "Bijlmer"]) == 7


def test_an_area_is_shown_by_the_name_that_people_use_only_while_the_code_has_that_official_name():
    assert catalogue.usual_name("WK051829", "Schildersbuurt") == "Schilderswijk"
    assert catalogue.usual_name("WK051829", "Iets anders") == "Iets anders"
    assert catalogue.usual_name("WK051830", "Transvaalkwartier") == "Transvaalkwartier"
    assert catalogue.usual_names() == {"GM0518": "Den Haag", "GM0796": "Den Bosch"}
