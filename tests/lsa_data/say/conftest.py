"""The words are those of one year, whenever the tests run."""

import pytest

from lsa_data.say import sentences
from tests.lsa_data.say.figure import NOW


@pytest.fixture(autouse=True)
def this_year(monkeypatch):
    monkeypatch.setattr(sentences, "this_year", lambda: NOW)
