"""What the figures mean: indicators, sources, themes and regio's, read from the files in `lsa_data/catalogue/`.

To add an indicator, add a table to `indicators.toml`; mistakes in it stop with a `CatalogueError` that names, for each,
the file, the key, the value and what is expected there.
"""

from lsa_data.catalogue.aliases import Alias, aliases, usual_name, usual_names
from lsa_data.catalogue.folder import FOLDER, LANGUAGES
from lsa_data.catalogue.indicator import UNITS, Indicator, Unit, indicators
from lsa_data.catalogue.mistakes import CatalogueError
from lsa_data.catalogue.places import Provincie, Regio, provincies, regios
from lsa_data.catalogue.source import Source, sources
from lsa_data.catalogue.theme import Theme, themes

__all__ = [
    "FOLDER", "LANGUAGES", "UNITS", "Alias", "CatalogueError", "Indicator", "Provincie", "Regio", "Source", "Theme",
    "Unit", "aliases", "indicators", "provincies", "regios", "sources", "themes", "usual_name", "usual_names",
]  # fmt: skip
