"""When it is said how old a figure is."""

import pytest

from lsa_data.methods.age import years_old


@pytest.mark.parametrize(("year", "said"), [(2026, None), (2021, None), (2020, 6), (2016, 10)])
def test_what_is_more_than_five_years_old_says_how_old_it_is(year, said):
    assert years_old(year, 2026) == said
