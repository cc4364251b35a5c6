"""What stands on a page that Streamlit's own test runner ran."""

import json

from streamlit.testing.v1 import AppTest


def html_of(app: AppTest) -> str:
    """What stands on the page as HTML, that of templates with drawings too."""
    drawn = [json.loads(element.proto.json).get("html", "") for element in app.get("bidi_component")]
    return " ".join([*(element.proto.body for element in app.get("html")), *drawn])


class Query(dict):
    """The query of an address as Streamlit gives it, without a page; every `from_dict` is a step in the history."""

    steps = 0

    def to_dict(self) -> dict[str, str]:
        """The whole query."""
        return dict(self)

    def from_dict(self, wanted: dict[str, str]) -> None:
        """Another query."""
        self.steps += 1
        self.clear()
        self.update(wanted)
