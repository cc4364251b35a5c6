"""What an administrator sees: a log in lines of JSON, and figures for Prometheus at a port of their own."""

import logging
import os

from prometheus_client import start_http_server
from pythonjsonlogger.json import JsonFormatter

FIELDS = "{asctime}{levelname}{name}{message}"


def write_log() -> None:
    """Lines of JSON on the standard error stream: what went wrong always, every request when `LSA_LOG_REQUESTS` is set.

    No line has a key, a name, a sentence, what somebody looked for, or the address of a visitor.
    """
    ours = logging.getLogger("lsa")
    if not ours.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(JsonFormatter(FIELDS, style="{", rename_fields={"asctime": "time", "levelname": "level"}))
        ours.addHandler(handler)
        ours.propagate = False
    ours.setLevel(logging.INFO if os.environ.get("LSA_LOG_REQUESTS") else logging.WARNING)
    logging.getLogger("uvicorn.access").disabled = True


def serve_metrics() -> None:
    """Give the figures at `LSA_METRICS_PORT` of this machine only; without that setting nowhere."""
    if port := os.environ.get("LSA_METRICS_PORT"):
        try:
            start_http_server(int(port), addr="127.0.0.1")
        except (OSError, ValueError) as wrong:
            logging.getLogger("lsa.server").warning(f"no metrics at LSA_METRICS_PORT: {wrong}")
