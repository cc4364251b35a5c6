"""The script that Streamlit runs for every page: language, navigation and foot around the page itself."""

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from lsa_data.ask import database  # noqa: E402
from lsa_ui import registry  # noqa: E402
from lsa_ui.shared import address, frame  # noqa: E402
from lsa_ui.texts import settle, t  # noqa: E402

address.restore()
settle()
page = st.navigation(registry.navigation(ROOT.as_posix()), position="hidden")
st.set_page_config(
    page_title=f"{page.title} · LSA Wijkdashboard", page_icon=str(ROOT / "lsa_ui" / "static" / "favicon.png"),
    layout="wide",
)  # fmt: skip
try:
    database.cursor()
except database.NoDatabase:
    st.title(t("frame.no_database_title"))
    st.info(t("frame.no_database"))
else:
    page.run()
    frame.foot()
