"""The file of initiatives: what it says, where it is shown, and what is told about mistakes."""

import pytest

from lsa_data.ask import areas
from lsa_data.catalogue import initiatives

HEAD = "id;regio;naam;plaats;gebied;bron;opmerking\n"


def test_the_three_of_the_article_and_what_is_not_known_stays_unknown():
    found = {one.id: one for one in initiatives.initiatives()}
    assert set(found) == {"k-buurt", "meevaart", "midwest"}
    assert found["meevaart"].place is None
    assert found["meevaart"].regio is None
    for one in found.values():
        assert one.area is None or areas.area(one.area), "the code exists"


def test_an_initiative_stands_on_the_page_of_its_wijk():
    assert [one.id for one in initiatives.within(("WK036394", "GM0363"))] == ["k-buurt", "midwest"]
    assert initiatives.within(("WK059904", "GM0599")) == []


def test_every_mistake_is_told_at_once(tmp_path):
    path = tmp_path / "initiatives.csv"
    path.write_text(HEAD + ";mars;;;straat;;\n")
    with pytest.raises(initiatives.InitiativeError) as told:
        initiatives.initiatives(path)
    for column in ("id", "regio", "naam", "gebied", "bron"):
        assert f"line 2, column {column}" in str(told.value)


def test_other_columns_are_refused(tmp_path):
    path = tmp_path / "initiatives.csv"
    path.write_text("naam;plaats\nx;y\n")
    with pytest.raises(initiatives.InitiativeError, match="expected is id, regio"):
        initiatives.initiatives(path)
