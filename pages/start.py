"""Start: where do I begin?"""

from lsa_ui.shared import area_search, frame
from lsa_ui.start import country_picture, ways
from lsa_ui.texts import t

frame.page_title(t("start.title"), t("start.below"))
area_search.search_box("zoek_start", page="gebied" if frame.on_phone() else "mijn-wijk")
country_picture.show()
ways.show()
