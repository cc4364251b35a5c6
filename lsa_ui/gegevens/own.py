"""The figures of an area of the reader's own: the newest of each in a table, and all of them as files."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pandas as pd

from lsa_data import catalogue
from lsa_data.ask.own_area import OwnArea
from lsa_data.say import figure_row, names
from lsa_data.say import told as telling
from lsa_data.say.formats import number
from lsa_data.say.told import Told
from lsa_ui.gegevens.view import version_note
from lsa_ui.shared import address, frame, own_choice, templates
from lsa_ui.shared.table import table
from lsa_ui.texts import language, t

API = "/api/v1/combine"
FORMATS = ("xlsx", "csv-nl", "csv", "json")


def show() -> None:
    """The area of the address with what can be taken along of it; nothing found is nothing shown."""
    area = own_choice.chosen()
    if area is None:
        frame.link(address.link("eigen-gebied", language()), t("eigen_gebied.link"))
        return
    version_note(lambda version: _file(area, "csv", version))
    told = telling.told(area, language())
    frame.heading(t("eigen_gebied.title_named", name=told.name))
    for notice in figure_row.notices(told, None):
        frame.note(notice)
    if told.rows:
        _files(area)
        table(t("gegevens.own_newest"), pd.DataFrame(_rows(told)), (t("gegevens.own_value"), t("gegevens.own_country")))
    frame.link(address.link("eigen-gebied", language(), eigen=area.code), t("eigen_gebied.change"))
    codes = ",".join(area.codes)
    frame.link(
        address.link("gegevens", language(), type=area.made_of, vintage=area.vintage, codes=codes),
        t("gegevens.own_members", n=number(len(area.members), 0, language())),
    )


def _files(area: OwnArea) -> None:
    files = [(t(f"gegevens.format_{name}"), _file(area, name), t(f"gegevens.own_{name}")) for name in FORMATS]
    templates.show("gegevens/files.html", files=files)


def _file(area: OwnArea, format_name: str, version: str | None = None) -> str:
    """The address of a file; without a version of the figures in use."""
    asked = {
        "codes": ",".join(member.key for member in area.members), "vintage": str(area.vintage), "name": area.name,
        "format": format_name, "language": _words(format_name), "version": version,
    }  # fmt: skip
    return f"{API}?{urlencode({name: value for name, value in asked.items() if value}, safe=',:')}"


def _words(format_name: str) -> str | None:
    return language() if format_name == "xlsx" and language() != "nl" else None


def _rows(told: Told) -> Iterator[dict[str, str]]:
    """The newest figure of each indicator, with how it came about; of a missing one the reason."""
    for row in told.newest:
        indicator = catalogue.indicators()[row.indicator_id]
        known = row.value is not None
        share = number(100 * (row.coverage or 0), 0, language())
        yield {
            t("gegevens.own_figure"): names.indicator_name(row.indicator_id, language()),
            t("gegevens.own_year"): str(row.year),
            t("gegevens.own_value"): names.value_text(row.value, indicator, language()) if known else "",
            t("gegevens.own_country"): names.value_text(row.national, indicator, language())
            if known and row.national is not None and not indicator.is_count else "",
            t("gegevens.own_how"): t("gegevens.own_part", share=share) if known
            else names.missing_word(row.status, language()),
        }  # fmt: skip
