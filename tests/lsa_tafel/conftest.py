"""A store of each kind, and the slides of an evening in Overschie."""

import pytest

from lsa_data.ask import areas
from lsa_tafel import slides
from tests.lsa_tafel import postgres

ABOUT = {"title": "Avond <b>in</b> Overschie", "place": "Rotterdam", "date": "2026-11-24", "regio": "zuidwest",
         "language": "nl", "version": "2026.11-test"}  # fmt: skip


@pytest.fixture(scope="session")
def postgres_address():
    if postgres.programs() is None:
        yield None
        return
    with postgres.running() as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def kept(request, tmp_path, monkeypatch):
    """An empty store of each kind."""
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path / 'sessions.sqlite'}"
    else:
        address = request.getfixturevalue("postgres_address")
        if address is None:
            pytest.skip("PostgreSQL is not installed")
    monkeypatch.setenv("LSA_STORE_URL", address)
    return request.param


@pytest.fixture(scope="module")
def made():
    area = areas.area("WK059904")
    return slides.make([(area, "Overschie")], [*slides.READY_MADE["samenleven"], "lbm2_totaal"], ["Trots op?", " "],
                       ABOUT["title"], "nl")  # fmt: skip
