"""`/health`: whether the figures can be used, how old they are, and how the last update went."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lsa_data.ask import health


def health_routes() -> list[Route]:
    """`GET /health`: JSON, with 200 as long as there are figures to show; a failed update does not take them away."""
    return [Route("/health", _health)]


def _health(request: Request) -> Response:
    found = health.health()
    status = 200 if found["status"] == "ok" else 503
    return JSONResponse(found, status, headers={"Cache-Control": "no-store"})
