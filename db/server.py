"""A private PostgreSQL server: which binaries, as whom, in what environment, with what settings.

Shared by the checkout's cluster (db/cluster.py) and the tests' one (tests/cluster.py).
Standard library only: stopping and cleaning must work without the venv.
"""

from __future__ import annotations

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

OLDEST = 15
SUPERUSER = "postgres"
DATABASE = "salesflow"
PORT = 5432
SETTINGS = Path(__file__).with_name("postgresql.conf")

# sun_path holds 108 bytes, one of them the closing zero.
_LONGEST_SOCKET = 107

# A local client got through a directory of mode 0700; anybody else proves who he is.
_HBA = """\
local all all trust
host all all 127.0.0.1/32 scram-sha-256
"""


class ServerError(Exception):
    """The server cannot do what was asked; the message says what a person can do."""


def binaries(data: Path | None = None) -> Path:
    """The directory of the newest server's programs, or of the version that made `data`."""
    found = {
        int(path.parent.parent.name): path.parent
        for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")
    }
    if data is not None and (data / "PG_VERSION").exists():
        version = int((data / "PG_VERSION").read_text())
        if version not in found:
            raise ServerError(
                f"{data} was made by PostgreSQL {version}, which is no longer installed: "
                "install it again, or start afresh with `make clean up`"
            )
        return found[version]
    if not found or max(found) < OLDEST:
        raise ServerError(f"no PostgreSQL {OLDEST} or later in /usr/lib/postgresql: make install")
    return found[max(found)]


def account() -> pwd.struct_passwd:
    """The OS user the server runs as: ourselves, but never root, whom PostgreSQL refuses."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    return pwd.getpwnam("postgres")


def command(user: pwd.struct_passwd, *argv: str | Path, die_with_parent: bool = False) -> list[str]:
    """`argv` as `user`, in an empty environment.

    An inherited PATH or PYTHONHOME that names a venv would give plpython3u another
    Python than Debian's. setpriv and env replace themselves (runuser would stay in
    between and swallow signals), so the process started is the program itself.
    """
    drop = ["--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups"]
    priv = [
        *(drop if user.pw_uid != os.geteuid() else []),
        *(["--pdeathsig", "INT"] if die_with_parent else []),
    ]
    return [
        *(["setpriv", *priv, "--"] if priv else []),
        *("env", "-i", "PATH=/usr/bin:/bin", "LANG=C.UTF-8"),
        *map(str, argv),
    ]


def run(argv: Sequence[str], stdin: str = "") -> str:
    """The output of a short program; what it said, as a ServerError, if it fails."""
    # cwd: ours may be closed to the server's user
    done = subprocess.run(
        argv, input=stdin, text=True, stdout=-1, stderr=subprocess.STDOUT, cwd="/", check=False
    )
    if done.returncode:
        raise ServerError(done.stdout.strip() or f"{' '.join(argv)}: exit {done.returncode}")
    return done.stdout


def initialise(data: Path, user: pwd.struct_passwd, *, sync: bool = True) -> None:
    """Make a cluster in `data` that has the database named in `cron.database_name`.

    Made in single-user mode: pg_cron's launcher would otherwise die on every start
    until somebody creates it.
    """
    bin_ = binaries()
    fast = [] if sync else ["--no-sync"]
    run(
        command(
            *(user, bin_ / "initdb", "-D", data, "-U", SUPERUSER, "-A", "trust"),
            *("--locale=C.UTF-8", "--encoding=UTF8", *fast),
        )
    )
    run(
        command(
            *(user, bin_ / "postgres", "--single", "-D", data),
            *(*([] if sync else ["-F"]), "postgres"),
        ),
        stdin=f"create database {DATABASE}\n",
    )
    write(data / "pg_hba.conf", _HBA, user)


def settings(sockets: Path, port: int = PORT, **more: str) -> str:
    """The text of postgresql.conf for a server that listens in `sockets`."""
    values: Mapping[str, str] = {
        "unix_socket_directories": f'"{sockets}"',  # a list: a comma in a path needs the quotes
        "unix_socket_permissions": "0700",
        "listen_addresses": "",
        "port": str(port),
        **more,
    }
    quoted = ((name, value.replace("'", "''")) for name, value in values.items())
    lines = (f"{name} = '{value}'\n" for name, value in quoted)
    return SETTINGS.read_text() + "\n# Added at start\n" + "".join(lines)


def write(path: Path, text: str, user: pwd.struct_passwd) -> None:
    """Write a file as the server's user, in whose directory root should not write."""
    run(command(user, "tee", path), stdin=text)


def fits_socket(directory: Path, port: int = PORT) -> bool:
    """Whether a socket's path in `directory` is short enough for the kernel."""
    return len(os.fsencode(directory / f".s.PGSQL.{port}")) <= _LONGEST_SOCKET


def url(sockets: Path, port: int = PORT, database: str = DATABASE) -> str:
    """The libpq URL of a database on the server that listens in `sockets`."""
    suffix = "" if port == PORT else f"&port={port}"
    return (
        f"postgresql://{SUPERUSER}@/{quote(database)}?host={quote(str(sockets), safe='')}{suffix}"
    )


def is_ready(sockets: Path, port: int = PORT) -> bool:
    """Whether the server there takes connections."""
    ready = [str(binaries() / "pg_isready"), "-q", "-h", str(sockets), "-p", str(port)]
    return subprocess.run(ready, cwd="/", check=False).returncode == 0
