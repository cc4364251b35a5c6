"""Keys and codes stay out of a log."""

import pytest

from lsa_tafel import logs


@pytest.mark.parametrize(
    "path",
    ["/aan-tafel?taal=en&sleutel=GEHEIM", "/live/screen/GEHEIM", "/live/screen/GEHEIM/report.docx", "/doe-mee/GEHEIM",
     "/live/s/GEHEIM/state"],
)  # fmt: skip
def test_a_path_is_shown_without_what_opens_a_session(path):
    shown = logs.without_keys(path)
    assert "GEHEIM" not in shown
    assert shown.startswith(path.split("GEHEIM")[0])
