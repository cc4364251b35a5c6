"""Aan tafel: how do I talk about these figures with a room full of people?"""

from lsa_tafel import store
from lsa_ui import address, frame, table_prepare, table_run
from lsa_ui.texts import language, t

frame.page_title(t("aan_tafel.title"), t("aan_tafel.below"))
key = address.read("sleutel")
try:
    kept = table_run.session(key) if key else None
    if kept:
        table_run.links(key, kept)
        table_run.desk(key)
        table_run.reports(key, kept)
        table_run.remove(key)
    else:
        table_prepare.form()
except store.Unavailable:
    frame.notice(t("aan_tafel.unavailable"))
table_run.combine(language())
table_run.privacy(language())
