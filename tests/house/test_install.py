"""db/install.sh says what is missing to a user who may not install it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.house.conftest import ROOT

# The programs install.sh may find; no sudo among them.
TOOLS = {"bash", "cat", "cut", "dirname", "env", "flock", "grep", "head"}
TOOLS |= {"id", "ls", "mkdir", "sed", "sha256sum", "sort", "tail"}


class Machine:
    """A machine whose packages are what the test says, seen by an ordinary user."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bin = path / "bin"
        self.bin.mkdir()
        (path / "checkout" / "db").mkdir(parents=True)
        shutil.copy(ROOT / "db" / "install.sh", path / "checkout" / "db")
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found, tool
            (self.bin / tool).symlink_to(found)
        self.program("apt-get", "exit 1")
        self.program("apt-cache", "exit 0")
        self.program("ls", "echo /usr/lib/postgresql/16/bin/postgres")
        self.program("python3", "exit 0")

    def program(self, name: str, body: str) -> None:
        (self.bin / name).unlink(missing_ok=True)
        (self.bin / name).write_text(f"#!/bin/sh\n{body}\n")
        (self.bin / name).chmod(0o755)

    def installed(self, *packages: str) -> None:
        """What dpkg-query answers; for `-f=${Version}`, always 16.9."""
        answer = " ".join(f"{package}/installed" for package in packages)
        version = "*'${Version}'*) echo 16.9"
        self.program("dpkg-query", f'case "$*" in {version};; *) echo "{answer} ";; esac')

    def install(self, **environment: str) -> subprocess.CompletedProcess[str]:
        nobody: dict[str, Any] = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        return subprocess.run(
            [self.path / "checkout" / "db" / "install.sh", "--system"],
            env={"PATH": str(self.bin)} | environment,
            **(nobody if os.geteuid() == 0 else {}),
            text=True,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )


SERVER = ["postgresql-16", "postgresql-16-cron", "postgresql-plpython3-16"]
SERVER += ["postgresql-16-plpgsql-check", "python3-fastjsonschema", "python3-numpy"]
CLIENT = ["sqitch", "libdbd-pg-perl", "make"]


@pytest.fixture
def machine(open_path: Path) -> Machine:
    return Machine(open_path)


def test_nothing_to_do(machine: Machine) -> None:
    machine.installed(*SERVER, *CLIENT)
    done = machine.install()
    assert (done.returncode, done.stdout, done.stderr) == (0, "install: all there\n", "")


def test_what_is_missing_and_the_command_for_it(machine: Machine) -> None:
    machine.installed("postgresql-16", "postgresql-16-cron", *SERVER[4:], "make")
    done = machine.install()
    assert done.returncode == 69
    first, second = done.stderr.splitlines()
    assert first == (
        "install: missing: sqitch libdbd-pg-perl"
        " postgresql-plpython3-16 postgresql-16-plpgsql-check"
    )
    # pinned, lest apt upgrades the server under a cluster that runs
    assert second.endswith(
        "apt-get update && apt-get install --yes --no-install-recommends sqitch libdbd-pg-perl"
        " postgresql-plpython3-16=16.9 postgresql-16-plpgsql-check"
    )


def test_unpinned_with_a_warning_when_the_servers_version_is_gone(machine: Machine) -> None:
    machine.installed("postgresql-16", "postgresql-16-cron", *CLIENT)
    machine.program("apt-cache", "exit 100")
    done = machine.install()
    assert "warning: postgresql-plpython3-16 16.9 is gone" in done.stdout
    assert "postgresql-plpython3-16 " in done.stderr.splitlines()[1]


def test_a_sudo_that_wants_a_password_is_no_right(machine: Machine) -> None:
    machine.installed()
    machine.program("sudo", "exit 1")
    assert machine.install().returncode == 69


def test_no_server_and_no_package_lists(machine: Machine) -> None:
    machine.installed()
    machine.program("ls", "exit 2")
    done = machine.install()
    assert done.returncode == 69
    assert "install.sh --system" in done.stderr


@pytest.mark.parametrize("where", ["installed", "offered"])
def test_a_postgresql_that_is_too_old(machine: Machine, where: str) -> None:
    machine.installed("postgresql-14")
    if where == "installed":
        machine.program("ls", "echo /usr/lib/postgresql/14/bin/postgres")
    else:
        machine.program("ls", "exit 2")
        machine.program("apt-cache", "echo '  Depends: postgresql-14'")
    done = machine.install()
    assert done.returncode == 69
    assert "PostgreSQL 14" in done.stderr
    assert "pgdg" in done.stderr


def test_the_newest_server_counts(machine: Machine) -> None:
    machine.program("ls", "printf '/usr/lib/postgresql/%s/bin/postgres\\n' 9.6 16 15")
    machine.installed(*SERVER, *CLIENT)
    assert machine.install().returncode == 0


def test_a_database_elsewhere_needs_no_server(machine: Machine) -> None:
    machine.installed(*CLIENT)
    url = {"DATABASE_URL": "postgresql://db.example.org/crm"}
    done = machine.install(**url)
    assert "missing: postgresql-client\n" in done.stderr
    machine.program("psql", "exit 0")
    assert machine.install(**url).returncode == 0
