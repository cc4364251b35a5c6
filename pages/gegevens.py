"""Gegevens: which figures do I want, and in which file?"""

from lsa_ui.gegevens import choice, view
from lsa_ui.shared import frame
from lsa_ui.texts import t

frame.page_title(t("gegevens.title"), t("gegevens.below"))
chosen = choice.choose()
choice.panel(chosen)
view.list_note(chosen)
rows = view.count(chosen)
if rows:
    view.downloads(chosen, rows)
    view.preview(chosen, rows)
view.programs(chosen)
