#!/usr/bin/env python3
"""A stand-in for `systemctl` on a machine without systemd: it starts and stops what the units of a folder say.

`SYSTEMCTL_UNITS` is that folder, `SYSTEMCTL_STATE` where the numbers of processes and their logs are kept.
"""

import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

UNITS, STATE = Path(os.environ["SYSTEMCTL_UNITS"]), Path(os.environ["SYSTEMCTL_STATE"])


def main(work: str, *names: str) -> None:
    """Do what systemctl would; what is not about servers is only written down."""
    with (STATE / "asked").open("a") as asked:
        asked.write(f"{work} {' '.join(names)}\n")
    for name in names:
        if name.startswith("lsa@") and work in ("stop", "restart", "start"):
            _stop(name)
            if work != "stop":
                _start(name)


def _start(name: str) -> None:
    lines = (UNITS / "lsa@.service").read_text().replace("%i", name.partition("@")[2]).splitlines()
    said = [line.partition("=")[::2] for line in lines if "=" in line]
    environment = dict(os.environ)
    for key, value in said:
        if key == "Environment":
            environment.update([value.partition("=")[::2]])
        elif key == "EnvironmentFile":
            settings = Path(value.removeprefix("-")).read_text().splitlines()
            environment.update(line.partition("=")[::2] for line in settings if line and not line.startswith("#"))
    one = dict(said)
    with (STATE / f"{name}.log").open("a") as log:
        process = subprocess.Popen(
            shlex.split(one["ExecStart"]), cwd=one["WorkingDirectory"], env=environment, stdout=log, stderr=log,
            start_new_session=True,
        )  # fmt: skip
    (STATE / f"{name}.pid").write_text(str(process.pid))


def _stop(name: str) -> None:
    kept = STATE / f"{name}.pid"
    if not kept.exists():
        return
    number = int(kept.read_text())
    kept.unlink()
    for how, patience in ((signal.SIGTERM, 30), (signal.SIGKILL, 10)):
        try:
            os.killpg(number, how)
        except ProcessLookupError:
            return
        until = time.monotonic() + patience
        while time.monotonic() < until and Path(f"/proc/{number}/stat").exists():
            if Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return
            time.sleep(0.1)


if __name__ == "__main__":
    main(*sys.argv[1:])
