"""The weekly update is installed by one command, again without harm, and taken away again.

`systemctl` is a stand-in that writes down what it was asked; systemd checks the units themselves where it is there.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
UNITS = ("lsa-update.service", "lsa-update.timer")


@pytest.fixture
def project(tmp_path):
    """A project with what the script needs, and a home of its own."""
    project = tmp_path / "project"
    shutil.copytree(ROOT / "deploy", project / "deploy")
    (project / ".venv/bin").mkdir(parents=True)
    (project / ".venv/bin/python").write_text("#!/bin/sh\n")
    (project / ".venv/bin/python").chmod(0o755)
    (project / "data").mkdir()
    stand_in = tmp_path / "bin/systemctl"
    stand_in.parent.mkdir()
    stand_in.write_text(f'#!/bin/sh\necho "$*" >> {tmp_path}/asked\n')
    stand_in.chmod(0o755)
    return project


def _install(project, *arguments, **settings):
    home = project.parent
    environment = {"PATH": f"{home}/bin:{os.environ['PATH']}", "HOME": str(home), **settings}
    command = [project / "deploy/install-update-timer.sh", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=30)
    return done.returncode, done.stdout + done.stderr


def _units(project):
    return project.parent / ".config/systemd/user"


def test_the_timer_is_installed_a_second_time_changes_nothing_and_undo_removes_it(project):
    code, said = _install(project, "--user")
    assert code == 0, said
    service = (_units(project) / UNITS[0]).read_text()
    assert f"ExecStart={project}/.venv/bin/python -m lsa_data update\n" in service
    assert f"Environment=LSA_DATA_DIR={project}/data\n" in service
    assert "@" not in service + (_units(project) / UNITS[1]).read_text()
    assert "--user enable --now lsa-update.timer" in (project.parent / "asked").read_text()
    code, said = _install(project, "--user")
    assert code == 0
    assert said.count("the same") == 2
    assert "written" not in said
    code, said = _install(project, "--user", "--undo")
    assert code == 0
    assert said.count("removed") == 2
    assert list(_units(project).iterdir()) == []
    assert _install(project, "--user", "--undo")[0] == 0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_the_units(project):
    _install(project, "--user")
    paths = [_units(project) / unit for unit in UNITS]
    done = subprocess.run(["systemd-analyze", "verify", *paths], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_takes_the_unit_of_a_server(project):
    (project / ".venv/bin/streamlit").symlink_to("/bin/true")
    unit = (project / "deploy/lsa@.service").read_text()
    for name, value in {"PROJECT": project, "DATA": project / "data", "USER": "root"}.items():
        unit = unit.replace(f"@{name}@", str(value))
    assert not re.search(r"@[A-Z]+@", unit), "every place is filled in"
    filled = project.parent / "lsa@.service"
    filled.write_text(unit)
    done = subprocess.run(["systemd-analyze", "verify", filled], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_metrics_of_the_update_are_linked_where_the_exporter_reads_them(project, tmp_path):
    (tmp_path / "metrics").mkdir()
    _install(project, "--user", LSA_METRICS_DIR=str(tmp_path / "metrics"))
    assert (tmp_path / "metrics/lsa-update.prom").readlink() == project / "data/lsa-update.prom"
    _install(project, "--user", "--undo", LSA_METRICS_DIR=str(tmp_path / "metrics"))
    assert list((tmp_path / "metrics").iterdir()) == []


@pytest.mark.parametrize(
    ("missing", "told"), [(".venv", "Make it with: make build"), ("data", "Make it with: make build")]
)
def test_what_is_missing_is_told_and_nothing_is_installed(project, missing, told):
    shutil.rmtree(project / missing)
    code, said = _install(project, "--user")
    assert code == 1
    assert said.startswith("Not installed: ")
    assert told in said
    assert not _units(project).exists()


def test_a_word_that_it_does_not_know_is_wrong_use(project):
    code, said = _install(project, "--sometimes")
    assert code == 2
    assert "--undo" in said
