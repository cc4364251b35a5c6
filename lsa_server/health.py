"""`/health`: whether every part can be used, how old the figures are, and how the last update went."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lsa_data.ask import health
from lsa_server.guard import untrusted_proxy
from lsa_tafel import tables


def health_routes() -> list[Route]:
    """`GET /health`: JSON, with 200 as long as there are figures to show and Aan tafel can keep what people write; a
    failed update takes nothing away. `GET /health/live`: 200 as long as the server answers at all."""
    return [Route("/health", _health), Route("/health/live", _live)]


async def _live(request: Request) -> Response:
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


def _health(request: Request) -> Response:
    found = health.health()
    wrong = tables.problem()
    found["store"] = {"status": "unavailable", "problem": wrong} if wrong else {"status": "ok"}
    found["proxy"] = "not trusted" if untrusted_proxy() else "ok"
    status = 503 if wrong or found["status"] != "ok" else 200
    return JSONResponse(found, status, headers={"Cache-Control": "no-store"})
