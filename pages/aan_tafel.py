"""Aan tafel: how do I talk about these figures with a room full of people?"""

from lsa_tafel import store
from lsa_ui.aan_tafel import prepare, run
from lsa_ui.shared import address, frame
from lsa_ui.texts import language, t

frame.page_title(t("aan_tafel.title"), t("aan_tafel.below"))
try:
    if not address.read("bijeenkomst"):
        prepare.form()
    elif (key := run.key()) is not None:
        if kept := run.session(key):
            run.desk(key, kept)
        else:
            prepare.form()
except store.Unavailable:
    frame.notice(t("aan_tafel.unavailable"))
run.combine(language())
run.privacy(language())
