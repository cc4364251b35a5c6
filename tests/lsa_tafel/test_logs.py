"""Keys and codes stay out of the log of requests."""

import logging

import pytest
from uvicorn.logging import AccessFormatter

from lsa_tafel import logs


@pytest.mark.parametrize(
    "path",
    ["/aan-tafel?taal=en&sleutel=GEHEIM", "/live/screen/GEHEIM", "/live/screen/GEHEIM/report.docx", "/doe-mee/GEHEIM",
     "/live/s/GEHEIM/state"],
)  # fmt: skip
def test_a_request_is_logged_without_what_opens_a_session(path, monkeypatch):
    logger, said = logging.getLogger("uvicorn.access"), []
    handler = logging.Handler()
    handler.setFormatter(AccessFormatter("%(request_line)s %(status_code)s", use_colors=False))
    handler.emit = lambda record: said.append(handler.format(record))
    monkeypatch.setattr(logger, "handlers", [handler])
    monkeypatch.setattr(logger, "filters", [])
    logger.setLevel(logging.INFO)
    logs.keep_keys_out()
    logger.info('%s - "%s %s HTTP/%s" %d', "127.0.0.1:5", "GET", path, "1.1", 200)
    assert "GEHEIM" not in said[0]
    assert path.split("GEHEIM")[0] in said[0]
    assert said[0].endswith("200 OK")
