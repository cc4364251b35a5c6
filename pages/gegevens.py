"""Gegevens: which figures do I want, and in which file?"""

from lsa_ui.gegevens import choice, view
from lsa_ui.shared import frame
from lsa_ui.texts import t

frame.page_title(t("gegevens.title"), t("gegevens.below"))
chosen = choice.choose()
choice.panel(chosen.asked)
choice.told(chosen)
view.list_note(chosen.figures)
rows = view.count(chosen.figures)
if rows:
    view.downloads(chosen.figures, rows)
    view.preview(chosen.figures, rows)
    view.programs(chosen.figures)
