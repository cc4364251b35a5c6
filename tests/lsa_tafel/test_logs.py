"""Keys and codes stay out of the log of requests."""

import logging

import pytest

from lsa_tafel import logs


@pytest.mark.parametrize(
    "path",
    ["/aan-tafel?taal=en&sleutel=GEHEIM", "/live/screen/GEHEIM", "/live/screen/GEHEIM/report.docx", "/doe-mee/GEHEIM",
     "/live/s/GEHEIM/state"],
)  # fmt: skip
def test_a_request_is_logged_without_what_opens_a_session(path, monkeypatch):
    logger, said = logging.getLogger("uvicorn.access"), []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record)
    monkeypatch.setattr(logger, "handlers", [handler])
    monkeypatch.setattr(logger, "filters", [])
    logger.setLevel(logging.INFO)
    logs.keep_keys_out()
    logger.info('%s - "%s %s HTTP/%s" %d', "127.0.0.1:5", "GET", path, "1.1", 200)
    line = said[0].getMessage()
    assert "GEHEIM" not in line
    assert path.split("GEHEIM")[0] in line
    assert len(said[0].args) == 5, "uvicorn makes its line of these"
