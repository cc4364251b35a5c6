"""Whether the figures can be used, how old they are, and how the last update went: for who watches over them.

The same facts as JSON (`/health`) and as a text file for the node exporter of Prometheus. Nothing in it is secret.
"""

from collections.abc import Mapping
from datetime import UTC, datetime

import duckdb

from lsa_data.ask import database, what_changed
from lsa_data.ask.about import about
from lsa_data.ask.last_update import last_checks, last_run

METRICS = "lsa-update.prom"
"""The file, in the data folder, that an update writes when it ends."""


def health() -> dict:
    """`status` (`ok`, or `no_figures` with a `problem`), `version`, `made_at` and `age_days` of the figures in use,
    `last_update` (see `last_update.last_run`), `rolled_back`, and per feed its source, `checked_at`, `loaded_at` and
    `state` (see `refresh/update.py`)."""
    sources = {
        feed: {name: check.get(name) for name in ("source", "checked_at", "loaded_at", "state")}
        for feed, check in last_checks().items()
    }
    return _figures() | {"last_update": last_run(), "sources": sources}


def metrics() -> str:
    """The same in the text format of Prometheus; times are in seconds since 1970."""
    found = health()
    lines = [
        _metric("lsa_figures_usable", "Whether the figures can be used.", {"": int(found["status"] == "ok")}),
        _metric("lsa_figures_made_seconds", "When the figures in use were made.", {"": _seconds(found["made_at"])}),
    ]
    if run := found["last_update"]:
        lines += [
            _metric("lsa_update_exit_code", "How the last update ended: 0 is well.", {"": run["exit_code"]}),
            _metric("lsa_update_ended_seconds", "When the last update ended.", {"": _seconds(run["ended_at"])}),
            _metric("lsa_update_well_seconds", "When an update last ended well.", {"": _seconds(run["well_at"])}),
        ]
    checked = {f'{{feed="{feed}"}}': _seconds(one["checked_at"]) for feed, one in found["sources"].items()}
    rejected = {f'{{feed="{feed}"}}': int(one["state"] == "rejected") for feed, one in found["sources"].items()}
    lines += [
        _metric("lsa_feed_checked_seconds", "When a feed was last asked.", checked),
        _metric("lsa_feed_rejected", "Whether what a feed gave was not used.", rejected),
    ]
    return "".join(lines)


def write_metrics() -> None:
    """Write `metrics` to the data folder, in one step."""
    path = database.data_folder() / METRICS
    fresh = path.with_suffix(".new")
    fresh.write_text(metrics(), encoding="utf-8")
    fresh.replace(path)


def _figures() -> dict:
    try:
        database.cursor().execute("SELECT value FROM value LIMIT 1").fetchall()
        version, taken_back = database.version(), what_changed.rolled_back()
    except (database.NoDatabase, duckdb.Error, OSError):
        nothing = dict.fromkeys(("version", "made_at", "age_days", "rolled_back"))
        return {"status": "no_figures", "problem": "There is no database that can be used."} | nothing
    made = about(version).get("made")
    age = (datetime.now(UTC) - datetime.fromisoformat(made)).days if made else None
    return {"status": "ok", "version": version, "made_at": made, "age_days": age, "rolled_back": taken_back}


def _metric(name: str, help_text: str, values: Mapping[str, int | None]) -> str:
    known = [f"{name}{labels} {value}\n" for labels, value in values.items() if value is not None]
    return f"# HELP {name} {help_text}\n# TYPE {name} gauge\n{''.join(known)}" if known else ""


def _seconds(moment: str | None) -> int | None:
    return int(datetime.fromisoformat(moment).timestamp()) if moment else None
