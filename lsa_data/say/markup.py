"""HTML by templates: every text that goes in is escaped once, and a value that was forgotten is an error."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup


def renderer(folder: Path, **known: object) -> Callable[..., Markup]:
    """The function that renders the templates of a package: `render("start/cards.html", cards=[...])`.

    A template is named by its path inside `folder`. Beside its values it may use `known`, `asset(path)` for a style or
    script of the same folder as it stands there, and `value | tojson` for a value inside a script. What comes out is
    markup, which another template does not escape again. A value that a template asks for and does not get raises
    `jinja2.UndefinedError`.
    """
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip

    @cache
    def asset(path: str) -> Markup:
        return Markup((folder / path).read_text(encoding="utf-8"))

    def render(template: str, /, **values: object) -> Markup:
        return Markup(environment.get_template(template).render(values))

    environment.globals |= {"asset": asset, **known}
    return render
