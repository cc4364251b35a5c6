"""What stands on a page that Streamlit's own test runner ran."""

import json

from streamlit.testing.v1 import AppTest


def html_of(app: AppTest) -> str:
    """What stands on the page as HTML, that of templates with drawings too."""
    drawn = [json.loads(element.proto.json).get("html", "") for element in app.get("bidi_component")]
    return " ".join([*(element.proto.body for element in app.get("html")), *drawn])
