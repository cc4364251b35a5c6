"""Two people in one text: nothing that somebody wrote is gone."""

from hypothesis import given
from hypothesis import strategies as st

from lsa_tafel.merge import merged


def test_who_writes_alone_has_just_that():
    assert merged("een\ntwee", "een\ntwee", "een\ndrie") == "een\ndrie"
    assert merged("een\ntwee", "een\ndrie", "een\ntwee") == "een\ndrie"


def test_changes_in_different_lines_are_both_there():
    assert merged("een\ntwee\ndrie", "EEN\ntwee\ndrie", "een\ntwee\nDRIE") == "EEN\ntwee\nDRIE"
    assert merged("dak", "dak\nburen", "dak lekt") == "dak lekt\nburen"


def test_two_versions_of_one_line_stand_under_each_other():
    assert merged("", "Dak lekt", "Buren helpen") == "Dak lekt\nBuren helpen"
    assert merged("a", "a b", "a c") == "a b\na c"


def test_the_same_change_is_there_once():
    assert merged("een", "twee", "twee") == "twee"


def test_a_line_that_one_took_away_and_the_other_changed_stays():
    assert merged("een\ntwee", "een", "een\ntwee!") == "een\ntwee!"
    assert merged("een\ntwee", "een\ntwee!", "een") == "een\ntwee!"


LINES = st.lists(st.sampled_from("abcdef"), max_size=6)


@given(base=LINES, theirs=LINES, mine=LINES)
def test_every_line_that_somebody_wrote_is_still_there(base, theirs, mine):
    found = merged(*("\n".join(lines) for lines in (base, theirs, mine))).split("\n")
    assert {line for lines in (theirs, mine) for line in lines if line not in base} <= set(found)
