"""Over de cijfers: what is told of when sources were asked."""

import pytest

from lsa_ui.over import view
from lsa_ui.texts import t

ASKED = {"checked_at": "2026-11-20T05:00:00+00:00", "loaded_at": "2026-10-01T05:00:00+00:00"}


@pytest.mark.parametrize("rejected", [True, False])
def test_it_says_when_what_a_source_gave_was_not_used(rejected):
    told = view._checked(ASKED | {"rejected": rejected})
    assert (t("over.rejected") in told) is rejected
    assert "20" in told and "1 oktober" in told, "when it was asked, and when it last gave figures that are used"
