"""What is not a page of Streamlit: light pages per area, map layers, the health of the figures, the open interface, and
the screen and phones of Aan tafel."""

from starlette.routing import BaseRoute

from lsa_server.api import api_routes
from lsa_server.geo import geo_routes
from lsa_server.health import health_routes
from lsa_server.light import light_routes
from lsa_tafel.routes import tafel_routes


def routes() -> list[BaseRoute]:
    """Every route beside the pages."""
    return [*light_routes(), *geo_routes(), *health_routes(), *api_routes(), *tafel_routes()]
