"""HTML by templates: every text that goes in is escaped once, and a value that was forgotten is an error."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

PARTS = Path(__file__).parent / "parts"
"""What templates of every package may use: `{% import "parts.html" as parts %}`, and `asset("parts.css")`."""


def renderer(folder: Path, **known: object) -> Callable[..., Markup]:
    """The function that renders the templates of a package: `render("start/cards.html", cards=[...])`.

    A template is named by its path inside `folder`, or in `PARTS`. Beside its values it may use `known`, `asset(path)`
    for a style or script as it stands there, and `value | tojson` for a value inside a script. What comes out is
    markup, which another template does not escape again. A value that a template asks for and does not get raises
    `jinja2.UndefinedError`.
    """
    loader = FileSystemLoader([folder, PARTS])
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip

    @cache
    def asset(path: str) -> Markup:
        return Markup(loader.get_source(environment, path)[0])

    def render(template: str, /, **values: object) -> Markup:
        return Markup(environment.get_template(template).render(values))

    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    environment.globals |= {"asset": asset, **known}
    return render
