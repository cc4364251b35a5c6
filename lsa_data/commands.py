"""The commands: `python -m lsa_data startset | build | update | rollback | info | path | audit | check-links |
publish-report`.

Exit code 0 is well, 1 failed, 2 wrong use, 130 stopped by Ctrl-C. What a person can act on is told as what happened,
what is still safe and what to do; only a mistake in the program gives a traceback.
"""

import argparse
import sys
from pathlib import Path

import duckdb
from tqdm import tqdm

from lsa_data.ask import database, health, last_update
from lsa_data.build import check_links, pipeline, versions
from lsa_data.problem import ANOTHER_FOLDER, Problem, interrupted, trouble
from lsa_data.read import make_startset
from lsa_data.refresh import feeds, update
from lsa_data.say import audit

CHANGING = ("build", "update", "rollback")
"""Commands that put another database in use when they end well."""
GO_ON = {"update": "What was fetched is kept: run the same command again within a day, and it goes on where it was"}
"""What to do after Ctrl-C, where there is more to say than to run it again."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; prints to the screen, errors to standard error."""
    parser = argparse.ArgumentParser(prog="python -m lsa_data", description="The figures of the LSA Wijkdashboard.")
    commands = parser.add_subparsers(dest="command", required=True)
    startset = commands.add_parser("startset", help="make the embedded figures from the published source files")
    startset.add_argument("--from", dest="root", type=Path, required=True, help="folder with the source files")
    startset.add_argument(
        "--to", type=Path, default=make_startset.STARTSET, help="folder to write (default: %(default)s)"
    )
    building = commands.add_parser("build", help="build the database from the embedded figures")
    building.add_argument("--if-needed", action="store_true", help="only when there is none or its inputs changed")
    updating = commands.add_parser("update", help="refresh the figures from the live open-data services")
    updating.add_argument(
        "--only", nargs="+", choices=_names(), metavar="SOURCE", help=f"only these sources: {', '.join(_names())}"
    )
    updating.add_argument("--since", type=int, help="leave figures of years before this one as they are")
    updating.add_argument("--dry-run", action="store_true", help="only tell what is newer; use nothing")
    updating.add_argument(
        "--report", type=Path, metavar="FILE", help="write what each service answered, small enough to mail"
    )
    commands.add_parser("rollback", help="use the previous database again")
    commands.add_parser("info", help="print version, sources, years and row counts of the database in use")
    commands.add_parser("path", help="print the database file in use")
    commands.add_parser("audit", help="check every sentence against its numbers")
    commands.add_parser("check-links", help="check by another route that linked areas are one place")
    publishing = commands.add_parser("publish-report", help="show a report of Aan tafel on the page Bijeenkomsten")
    publishing.add_argument("file", type=Path, metavar="FILE", help="the report as Aan tafel gave it (JSON)")
    publishing.add_argument("--replace", action="store_true", help="in the place of the one published before")
    options = parser.parse_args(arguments)
    if options.command != "update" or options.dry_run:
        return _run(options)
    code = 1
    try:
        code = _run(options)
    finally:
        _write_down(code)
    return code


def _run(options: argparse.Namespace) -> int:
    try:
        work = {
            "startset": _startset, "build": _build, "update": _update, "rollback": _rollback, "info": _info,
            "path": _path, "audit": _audit, "check-links": _check_links, "publish-report": _publish_report,
        }  # fmt: skip
        return work[options.command](options)
    except (KeyboardInterrupt, RuntimeError) as stopped:
        if not interrupted(stopped):
            raise
        return _told(options, "by Ctrl-C", GO_ON.get(options.command, "Run it again to go on"), code=130)
    except Problem as problem:
        known = trouble(problem.__cause__) if isinstance(problem.__cause__, OSError | duckdb.Error) else None
        return _told(options, str(problem), known and known[1])
    except OSError as error:
        return _told(options, *(trouble(error) or (str(error), None)))
    except duckdb.Error as error:
        if (known := trouble(error)) is None:
            raise
        return _told(options, *known)


def _startset(options: argparse.Namespace) -> int:
    make_startset.make(options.root, options.to)
    return 0


def _build(options: argparse.Namespace) -> int:
    if options.if_needed:
        if not (reason := versions.needed()):
            print(f"The database is up to date: {database.current_path()}")
            return 0
        print(f"A database is made: {reason}", flush=True)
    steps, total = iter(range(1, 100)), len(pipeline.MODELS) + len(pipeline.AFTER)
    path = pipeline.build(report=lambda text: print(f"[{next(steps)}/{total}] {text}", flush=True))
    print(f"The database in use is now {path} ({path.stat().st_size / 1e6:.0f} MB)")
    return 0


def _update(options: argparse.Namespace) -> int:
    outcomes = update.update(options.only, options.since, options.dry_run, report=_say, answers=options.report)
    if options.report:
        print(f"What the services answered is in {options.report}")
    print(f"The database in use is {database.current_path()}")
    return 1 if any(outcome.state == "rejected" for outcome in outcomes) else 0


def _rollback(options: argparse.Namespace) -> int:
    print(f"The database in use is now {versions.rollback()}")
    return 0


def _info(options: argparse.Namespace) -> int:
    path = database.current_path()
    print(f"version  {database.version()}\nfile     {path} ({path.stat().st_size / 1e6:.1f} MB)")
    for row in database.ask("sources").itertuples(index=False):
        years = f"{row.first_year:.0f}-{row.last_year:.0f}" if row.figures else "-"
        print(f"{row.id:12} {years:10} {row.figures:>10,} figures  {row.publisher}: {row.title} ({row.licence})")
    return 0


def _path(options: argparse.Namespace) -> int:
    print(database.current_path())
    return 0


def _audit(options: argparse.Namespace) -> int:
    return 1 if audit.audit() else 0


def _check_links(options: argparse.Namespace) -> int:
    return 0 if check_links.check().empty else 1


def _publish_report(options: argparse.Namespace) -> int:
    from lsa_tafel import publish  # the one command about evenings: the others work without Aan tafel

    path = publish.publish(options.file, options.replace)
    print(f"The page Bijeenkomsten shows it now. To take it away again, delete {path}")
    return 0


def _say(text: str) -> None:
    """A line on the screen, around a bar that may be there."""
    with tqdm.external_write_mode():
        print(text, flush=True)


def _names() -> list[str]:
    """The sources of the catalogue that can be refreshed, and the tables of each."""
    return list(dict.fromkeys([*(feed.source for feed in feeds.FEEDS.values()), *feeds.FEEDS]))


def _told(options: argparse.Namespace, what: str, to_do: str | None, code: int = 1) -> int:
    """Say on standard error what happened, what is still safe and what to do; gives the exit code."""
    lines = [f"{options.command} stopped: {what}"]
    if options.command in CHANGING:
        lines.append(_what_stays())
    if options.command == "startset":
        lines.append(f"The database in use is untouched; {options.to} is whole only after a run that ends well.")
    if to_do:
        by = "with --from or --to" if options.command == "startset" else "in LSA_DATA_DIR"
        lines.append(f"{to_do} {by}." if to_do.endswith(ANOTHER_FOLDER) else f"{to_do}.")
    print("\n".join(lines), file=sys.stderr)
    return code


def _write_down(code: int) -> None:
    """How the update ended, for who watches over it. That it cannot be written down is no reason to fail."""
    try:
        last_update.write_last_run(code)
        health.write_metrics()
    except OSError as error:
        print(f"How this update ended was not written down: {error}", file=sys.stderr)


def _what_stays() -> str:
    try:
        return f"Nothing is lost: the database in use is still {database.current_path()}"
    except (database.NoDatabase, OSError):
        return "There was no database in use before."
