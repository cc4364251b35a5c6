"""What the last updates changed in the figures that are in use, and whether one was taken back."""

from lsa_data.ask import database
from lsa_data.ask.about import about, kept_versions

UPDATE = "update"


def what_changed() -> dict:
    """`version`; `updated`, whether an update ever changed these figures; `rolled_back`, the update that was taken back
    (at, version) or None; and `changes`, newest first:

    - `at` (ISO, UTC), `by` (`update`, or `release`: a new release of the dashboard), `before` and `after` (versions);
    - `areas`: per area_type and vintage how many are new and gone;
    - `sources`: per source that gave other figures what is new, revised and gone (see `build/changes.py`).

    Raises `NoDatabase`.
    """
    changes = about(database.version()).get("changes", [])
    return {
        "version": database.version(),
        "updated": any(change["by"] == UPDATE for change in changes),
        "rolled_back": rolled_back(),
        "changes": changes,
    }


def rolled_back() -> dict | None:
    """The update that followed on the version in use and was taken back: at and version. None when there is none, or no
    version in use."""
    try:
        version = database.version()
    except database.NoDatabase:
        return None
    for other in reversed(kept_versions()):
        last = next(iter(about(other).get("changes", [])), None)
        if last and last["by"] == UPDATE and (last["before"], last["after"]) == (version, other):
            return {"at": last["at"], "version": other}
    return None
