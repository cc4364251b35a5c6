"""Gegevens: which figures do I want, and in which file?"""

from lsa_ui import data_choice, data_view, frame
from lsa_ui.texts import t

frame.page_title(t("gegevens.title"), t("gegevens.below"))
chosen = data_choice.choose()
data_choice.panel(chosen)
data_view.list_note(chosen)
rows = data_view.count(chosen)
if rows:
    data_view.downloads(chosen, rows)
    data_view.preview(chosen, rows)
data_view.programs(chosen)
