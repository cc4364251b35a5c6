"""Shared by all tests: the database in use, built once when it is not there yet."""

import pytest
from filelock import FileLock
from hypothesis import settings

from lsa_data.ask import database
from lsa_data.build import pipeline, versions

settings.register_profile("house", deadline=None)  # how busy the machine is says nothing of a rule
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def built_database(tmp_path_factory):
    """The real database; the first test process builds it when its inputs changed."""
    database.data_folder().mkdir(parents=True, exist_ok=True)
    with FileLock(str(database.data_folder() / "tests.lock")):
        if versions.needed():
            pipeline.build(report=lambda text: None)
    return database.current_path()
