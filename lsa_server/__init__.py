"""What machines ask: map layers and the open interface."""

from starlette.routing import BaseRoute

from lsa_server.api import api_routes
from lsa_server.geo import geo_routes


def routes() -> list[BaseRoute]:
    """Every route beside the pages."""
    return [*geo_routes(), *api_routes()]
