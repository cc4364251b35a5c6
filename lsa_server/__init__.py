"""What machines ask: map layers and, later, the open data interface."""

from starlette.routing import BaseRoute

from lsa_server.geo import geo_routes


def routes() -> list[BaseRoute]:
    """Every route beside the pages."""
    return [*geo_routes()]
