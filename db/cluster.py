"""The checkout's private PostgreSQL: python -m db.cluster up|stop|clean|status|path

It lives in .salesflow/cluster and listens on a Unix socket only; SALESFLOW_TCP_PORT
adds a port on 127.0.0.1, for roles that have a password.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import os
import pwd
import shlex
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from db import server
from db.server import ServerError

CHECKOUT = Path(__file__).resolve().parent.parent
STATE = CHECKOUT / ".salesflow"
ENV = STATE / "env"
DEADLINE = 60  # seconds for a start or a stop
STOPPED = 3  # the exit code of pg_ctl and init scripts for it


@dataclass(frozen=True)
class Cluster:
    """Where the cluster is, and the OS user it belongs to."""

    home: Path
    user: pwd.struct_passwd

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def sockets(self) -> Path:
        near = self.home / "run"
        return near if server.fits_socket(near) else Path("/tmp", f"salesflow-{_hash()}")  # noqa: S108

    @property
    def port(self) -> int:
        """The running server's port, else the one it would get."""
        line = self._pidfile()[3:4]
        return int(line[0]) if line else _wanted_port() or server.PORT

    @property
    def url(self) -> str:
        return server.url(self.sockets, self.port)

    @property
    def is_running(self) -> bool:
        """Whether the process in the pid file is this cluster's: pids are used again."""
        pid = self._pidfile()[0:1]
        try:
            command = Path("/proc", *pid, "cmdline").read_bytes() if pid else b""
        except FileNotFoundError:
            return False
        return os.fsencode(self.data) in command.split(b"\0")

    def _pidfile(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return []


def find() -> Cluster:
    """The cluster of this checkout, made or not."""
    near, moved = STATE / "cluster", Path("/var/lib/salesflow", _hash())
    for home in (near, moved):
        if home.exists():
            # root keeps what another user made in that user's name
            owner = pwd.getpwuid(home.stat().st_uid)
            return Cluster(home, owner if os.geteuid() == 0 else server.account())
    user = server.account()
    return Cluster(near if _reaches(user, CHECKOUT) else moved, user)


def up(cluster: Cluster) -> None:
    """Start the server unless it runs, and write .salesflow/env."""
    foreign = os.environ.get("DATABASE_URL")
    if foreign and f"host={cluster.url.partition('host=')[2]}" not in foreign:
        print("cluster: DATABASE_URL is set, the private cluster is left alone")
        return
    if cluster.is_running:
        _wait(cluster)
        if (cluster.data / "postgresql.conf").read_text() != _settings(cluster):
            print("cluster: runs with settings of its start; `make stop up` applies the new ones")
    else:
        _start(cluster)
    _write_env(cluster)


def stop(cluster: Cluster) -> None:
    """Stop the server, ending sessions but no commit."""
    if cluster.is_running:
        _pg_ctl(cluster, "stop", "--mode=fast")
        print("cluster: stopped")


def clean(cluster: Cluster) -> None:
    """Remove the server, its data and everything else the checkout made."""
    stop(cluster)
    for path in (cluster.home, cluster.sockets, STATE):
        if path.exists():
            shutil.rmtree(path)
    with suppress(OSError):  # /var/lib/salesflow, unless another checkout uses it
        cluster.home.parent.rmdir()
    print("cluster: removed")


def status(cluster: Cluster) -> int:
    """Print where the server is; exit code 3 if it does not run."""
    if not cluster.is_running:
        print(f"cluster: stopped, in {cluster.home}")
        return STOPPED
    print(f"cluster: running, in {cluster.home}\n{cluster.url}")
    return 0


def _start(cluster: Cluster) -> None:
    user, data = cluster.user, cluster.data
    for directory in (STATE, cluster.home.parent):
        directory.mkdir(mode=0o755, parents=True, exist_ok=True)
    for directory in (cluster.home, cluster.log, cluster.sockets):
        _own(directory, user)
    if not (data / "PG_VERSION").exists():
        print("cluster: creating", flush=True)
        # Under another name until it is complete: an interrupted one is no cluster.
        draft = cluster.home / "draft"
        shutil.rmtree(draft, ignore_errors=True)
        server.initialise(draft, user)
        draft.rename(data)
    _bury(cluster)
    server.write(data / "postgresql.conf", _settings(cluster), user)
    (cluster.log / "start.log").unlink(missing_ok=True)
    print("cluster: starting", flush=True)
    try:
        _pg_ctl(cluster, "start", "--log", str(cluster.log / "start.log"))
    except ServerError as error:
        raise ServerError(
            f"the server does not start. Its log, in {cluster.log}, ends:\n\n"
            f"{_last_words(cluster)}\n\n"
            "Put right what it names and run `make up` again, or start afresh, "
            "without the data, with `make clean up`."
        ) from error


def _bury(cluster: Cluster) -> None:
    """Clear away what a killed server left: its children, and locks that PostgreSQL believes.

    PostgreSQL removes the lock of a dead process, but takes for a server any process that
    got the pid since, and a zombie that nobody reaps, as happens in containers.
    """
    deadline = time.monotonic() + DEADLINE
    while survivors := list(_working_in(cluster.data)):
        if time.monotonic() > deadline:
            raise ServerError(f"processes of a killed server still run: {' '.join(survivors)}")
        time.sleep(0.05)
    for lock in (cluster.data / "postmaster.pid", *cluster.sockets.glob(".s.PGSQL.*.lock")):
        if lock.exists() and Path("/proc", lock.read_text().split("\n")[0]).exists():
            lock.unlink()


def _working_in(data: Path) -> Iterator[str]:
    """The pids of servers and their children: each works in its data directory."""
    for cwd in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):  # ended meanwhile, or somebody else's
            if cwd.readlink() == data:
                yield cwd.parent.name


def _settings(cluster: Cluster) -> str:
    return server.settings(
        cluster.sockets,
        cluster.port,
        listen_addresses="127.0.0.1" if _wanted_port() else "",
        # One file a weekday, overwritten a week later.
        logging_collector="on",
        log_directory=str(cluster.log),
        log_filename="%a.log",
        log_truncate_on_rotation="on",
    )


def _wanted_port() -> int | None:
    wanted = os.environ.get("SALESFLOW_TCP_PORT")
    if wanted and not (wanted.isdecimal() and 1024 <= int(wanted) <= 65535):
        raise ServerError(f"SALESFLOW_TCP_PORT is {wanted!r}, not a port from 1024 to 65535")
    return int(wanted) if wanted else None


def _wait(cluster: Cluster) -> None:
    deadline = time.monotonic() + DEADLINE
    while not server.is_ready(cluster.sockets, cluster.port):
        if time.monotonic() > deadline:
            raise ServerError(f"no answer within {DEADLINE} s. Log:\n{_last_words(cluster)}")
        time.sleep(0.1)


def _pg_ctl(cluster: Cluster, *argv: str) -> None:
    pg_ctl = server.binaries(cluster.data) / "pg_ctl"
    wait = ("--wait", "--timeout", str(DEADLINE), "--silent")
    server.run(server.command(cluster.user, pg_ctl, "-D", cluster.data, *argv, *wait))


def _last_words(cluster: Cluster) -> str:
    """The ends of the two newest logs: the collector's, and start.log for what came before it."""
    logs = sorted(cluster.log.glob("*.log"), key=lambda path: path.stat().st_mtime)[-2:]
    tails = (path.read_text(errors="replace").splitlines()[-8:] for path in logs)
    return "\n".join(line for tail in tails for line in tail)


def _own(directory: Path, user: pwd.struct_passwd) -> None:
    """Make a directory for the server alone; refuse one that somebody else put there."""
    try:
        directory.mkdir(mode=0o700)
        os.chown(directory, user.pw_uid, user.pw_gid)
    except FileExistsError:
        found = directory.lstat()
        if found.st_uid != user.pw_uid or not directory.is_dir() or directory.is_symlink():
            raise ServerError(f"{directory} does not belong to OS user {user.pw_name}") from None


def _write_env(cluster: Cluster) -> None:
    programs = shlex.quote(str(STATE / "venv" / "bin"))
    ENV.write_text(
        "# For a shell: . .salesflow/env\n"
        f"export DATABASE_URL={shlex.quote(cluster.url)}\n"
        f'case ":$PATH:" in *:{programs}:*) ;; *) export PATH={programs}:"$PATH" ;; esac\n'
    )


def _reaches(user: pwd.struct_passwd, directory: Path) -> bool:
    try:
        server.run(server.command(user, "test", "-x", directory))
    except ServerError:
        return False
    return True


def _hash() -> str:
    return hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:12]


@contextmanager
def _alone() -> Iterator[None]:
    """One at a time in a checkout. The lock is on the directory itself: `clean` leaves it."""
    checkout = os.open(CHECKOUT, os.O_RDONLY)
    try:
        fcntl.flock(checkout, fcntl.LOCK_EX)
        yield
    finally:
        os.close(checkout)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m db.cluster", description=__doc__)
    parser.add_argument("do", choices=["up", "stop", "clean", "status", "path"])
    do = parser.parse_args().do
    os.umask(0o022)  # the server's user must get through .salesflow, whatever root's umask
    try:
        if do == "status":
            return status(find())
        if do == "path":
            print(find().home)
            return 0
        with _alone():
            {"up": up, "stop": stop, "clean": clean}[do](find())
    except PermissionError as error:
        print(f"cluster: {error}: made by another OS user?", file=sys.stderr)
        return 77
    except ServerError as error:
        print(f"cluster: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
