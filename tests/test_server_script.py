"""`deploy/server.sh`: two servers behind nginx are installed by one command, and an evening survives a server that is
killed, an upgrade, a release that does not start, and a lost store that is put back from a backup.

Against the real nginx and PostgreSQL, in a folder of its own; only systemd has a stand-in (`tests/systemctl.py`).
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from benchmarks.replicas import nginx, nginx_program
from benchmarks.server import ROOT, free_port
from lsa_data.ask import database
from lsa_tafel import store, tables
from tests.lsa_tafel import postgres
from tests.lsa_tafel.conftest import ABOUT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(nginx_program() is None, reason="nginx is not installed (apt-get install nginx-light)"),
    pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL is not installed"),
]
PHONES = 8
SLIDE = {"id": "wens", "kind": "priorities", "themes": ["wonen", "veiligheid"]}
NOT_IN_A_CHECKOUT = shutil.ignore_patterns(".venv", "data", ".git", "__pycache__", ".*_cache")


class Machine:
    """A machine of its own: a checkout, the folder that stands for /, and what was said last."""

    def __init__(self, folder: Path, address: str) -> None:
        self.root, self.checkout, self.address = folder / "root", folder / "checkout", address
        self.ports, self.port = [free_port(), free_port()], free_port()
        shutil.copytree(ROOT, self.checkout, ignore=NOT_IN_A_CHECKOUT)
        packages = f".venv/.installed:\n\tln -sfn {sys.prefix} .venv\n"
        (self.checkout / "Makefile").write_text(packages)
        programs = folder / "bin"
        programs.mkdir()
        (programs / "systemctl").symlink_to(ROOT / "tests/systemctl.py")
        (ROOT / "tests/systemctl.py").chmod(0o755)
        (folder / "state").mkdir()
        self.state = folder / "state"
        self.environment = os.environ | {
            "LSA_ROOT": str(self.root), "LSA_OWNER": _me(), "SYSTEMCTL_STATE": str(self.state),
            "SYSTEMCTL_UNITS": str(self.root / "etc/systemd/system"),
            "PATH": f"{programs}:{postgres.programs()}:{os.environ['PATH']}",
        }  # fmt: skip
        for name in ("LSA_DATA_DIR", "LSA_STORE_URL", "LSA_ADDRESS"):
            self.environment.pop(name, None)
        data = self.root / "var/lib/lsa"
        data.mkdir(parents=True)
        version = database.version()
        for path in (database.current_path(), database.geo_folder(), database.data_folder() / f"about-{version}.json"):
            (data / path.name).symlink_to(path)
        (data / "current").write_text(database.current_path().name)

    def does(self, *words: str) -> tuple[int, str]:
        """The exit code of the script, and what it said."""
        command = [self.checkout / "deploy/server.sh", *words]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=400)
        return done.returncode, done.stdout + done.stderr

    def stops(self) -> None:
        """Every server."""
        for port in self.ports:
            subprocess.run(["systemctl", "stop", f"lsa@{port}"], env=self.environment, check=False)

    def process(self, port: int) -> int:
        """The number of the process of a server."""
        return int((self.state / f"lsa@{port}.pid").read_text())

    def in_use(self) -> str:
        """The release that is in use."""
        return (self.root / "srv/lsa/current").resolve().name


def _me() -> str:
    return subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def machine(built_database, tmp_path_factory):
    folder = tmp_path_factory.mktemp("machine")
    with postgres.running() as address:
        made = Machine(folder, address)
        ports = " ".join(map(str, made.ports))
        code, said = made.does("install", "--name", "localhost", "--ports", ports, "--store", address, "--http",
                               f"127.0.0.1:{made.port}")  # fmt: skip
        made.said = said
        assert code == 0, said
        site = (made.root / "etc/nginx/conf.d/lsa.conf").read_text()
        with nginx(site, f"{made.root}/var/cache/nginx/lsa", made.port), pytest.MonkeyPatch.context() as here:
            here.setenv("LSA_STORE_URL", address)
            yield made
            tables.engine().dispose()
        made.stops()


class Phone(threading.Thread):
    """A phone that votes again and again; counts what was acknowledged, and goes on when a server is gone."""

    def __init__(self, machine: Machine, session: store.Session) -> None:
        super().__init__(daemon=True)
        self.base, self.session, self.ends = f"http://127.0.0.1:{machine.port}", session, threading.Event()
        self.number = store.join(session.code)[1]
        self.acknowledged, self.failed = 0, 0
        self.last: dict[str, int] = {}

    def run(self) -> None:
        """Until the evening ends."""
        while not self.ends.wait(0.3):
            votes = {"wonen": self.acknowledged % 3, "veiligheid": 1}
            body = json.dumps({"slide": SLIDE["id"], "value": votes, "sentence": str(self.acknowledged)})
            request = urllib.request.Request(
                f"{self.base}/live/s/{self.session.id}/answer", body.encode(),
                {"Content-Type": "application/json", "Cookie": f"lsa_aan_tafel={self.number}"},
            )  # fmt: skip
            try:
                urllib.request.urlopen(request, timeout=20).close()
            except urllib.error.HTTPError as refused:
                assert refused.code in (429, 502, 503, 504), refused.read()
                self.failed += 1
            except OSError:
                self.failed += 1
            else:
                self.acknowledged, self.last = self.acknowledged + 1, votes


def _kept(session: store.Session) -> dict[str, tuple]:
    return {one["phone"]: (one["value"], one["sentence"]) for one in store.answers(session.id)}


def test_an_evening_survives_a_server_that_is_killed_and_an_upgrade_and_comes_back_from_a_backup(machine):
    key, session = store.create(ABOUT, [SLIDE])
    phones = [Phone(machine, session) for _ in range(PHONES)]
    for phone in phones:
        phone.start()
    _until(lambda: all(phone.acknowledged > 1 for phone in phones))
    os.killpg(machine.process(machine.ports[0]), signal.SIGKILL)
    before = [phone.acknowledged for phone in phones]
    _until(lambda: all(phone.acknowledged > was + 1 for phone, was in zip(phones, before, strict=True)))
    first, site = machine.in_use(), machine.root / "etc/nginx/conf.d/lsa.conf"
    template, old_site = machine.checkout / "deploy/nginx.conf", site.read_text()
    template.write_text(template.read_text().replace("send_timeout 60s", "send_timeout 61s"))
    code, said = machine.does("upgrade")
    assert code == 0, said
    assert machine.in_use() != first
    assert site.read_text() == old_site.replace("send_timeout 60s", "send_timeout 61s")
    before = [phone.acknowledged for phone in phones]
    _until(lambda: all(phone.acknowledged > was + 1 for phone, was in zip(phones, before, strict=True)))
    for phone in phones:
        phone.ends.set()
    for phone in phones:
        phone.join(timeout=30)
    kept = _kept(session)
    lost = [phone.number for phone in phones if kept[phone.number][1] != str(phone.acknowledged - 1)]
    assert lost == []
    assert all(kept[phone.number][0] == phone.last for phone in phones)

    _change_store("ALTER TABLE table_session DROP COLUMN past")
    code, said = machine.does("backup")
    assert code == 0, said
    file = said.split()[-1]
    _change_store("ALTER TABLE table_session ADD COLUMN past TEXT")
    store.delete(key)
    os.utime(file, (time.time() - 30 * 86400,) * 2)
    code, said = machine.does("restore", file)
    assert code == 0, said
    assert _kept(session) == kept, "also out of an old backup, of a release with fewer columns"
    assert store.by_key(key).id == session.id

    by_hand = site.read_text() + "# ours\n"
    site.write_text(by_hand)
    code, said = machine.does("roll-back")
    assert (code, machine.in_use()) == (0, first), said
    assert f"{site} was changed by hand and stays" in said
    assert site.read_text() == by_hand


def _change_store(statement: str) -> None:
    with tables.engine().begin() as connection:
        connection.exec_driver_sql(statement)


def test_a_backup_has_the_settings_and_the_published_reports_and_old_ones_go(machine):
    backups = machine.root / "var/backups/lsa"
    reports = machine.root / "var/lib/lsa/reports"
    reports.mkdir(exist_ok=True)
    (reports / "an-evening.json").write_text("{}")
    old = backups / "lsa-20200101-000000.dump"
    old.touch()
    os.utime(old, (0, 0))
    assert machine.does("backup")[0] == 0
    (reports / "an-evening.json").unlink()
    with tarfile.open(backups / "reports.tar.gz") as kept:
        assert "reports/an-evening.json" in kept.getnames()
    assert (backups / "lsa.env").read_text() == (machine.root / "etc/lsa.env").read_text()
    assert not old.exists()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_the_units_as_they_are_installed(machine):
    folder = machine.root / "etc/systemd/system"
    units = [folder / name for name in ("lsa@8501.service", "lsa-backup.timer", "lsa-update.timer")]
    (folder / "lsa@8501.service").symlink_to("lsa@.service")
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_a_server_may_do_no_more_than_it_needs(machine):
    unit = machine.root / "etc/systemd/system/lsa@.service"
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=25", unit]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_release_that_does_not_start_is_not_used_and_the_other_server_never_stops(machine):
    first, other = machine.in_use(), machine.process(machine.ports[1])
    app = machine.checkout / "app.py"
    whole = app.read_text()
    app.write_text("raise SystemExit('broken')\n")
    machine.environment["LSA_PATIENCE"] = "5"
    try:
        code, said = machine.does("upgrade")
    finally:
        app.write_text(whole)
        del machine.environment["LSA_PATIENCE"]
    assert code == 1
    assert "runs the one of before again" in said
    assert machine.in_use() == first
    assert machine.process(machine.ports[1]) == other
    _until(lambda: all(_answers(port) for port in machine.ports))


def test_secrets_are_for_root_alone_and_change_when_asked(machine):
    settings = machine.root / "etc/lsa.env"
    assert settings.stat().st_mode & 0o077 == 0
    before = settings.read_text()
    assert "CHANGE-ME" not in before
    assert machine.does("rotate-keys")[0] == 0
    after = settings.read_text()
    assert after != before
    assert [line for line in after.splitlines() if "SECRET" not in line] == [
        line for line in before.splitlines() if "SECRET" not in line
    ]
    secret = next(line for line in after.splitlines() if "SECRET" in line).partition("=")[2]
    assert secret not in machine.said


def test_a_file_that_is_no_backup_changes_nothing(machine, tmp_path):
    _, session = store.create(ABOUT, [SLIDE])
    (tmp_path / "note.txt").write_text("no backup")
    for file in (tmp_path / "note.txt", tmp_path / "gone", ""):
        code, said = machine.does("restore", str(file))
        assert code == 1
        assert said.startswith("Not done: ")
    assert store.by_id(session.id) == session


@pytest.mark.parametrize(
    ("words", "code"), [([], 2), (["dance"], 2), (["install"], 1), (["install", "--nome", "x"], 1)]
)
def test_wrong_use_says_what_is_right(machine, words, code):
    assert machine.does(*words)[0] == code


def _until(true, patience: float = 90) -> None:
    """Wait for a condition; fail when it stays away."""
    end = time.monotonic() + patience
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=20) as answer:
            return json.load(answer) == {"status": "ok"}
    except (OSError, ValueError):
        return False
