"""The tests' own PostgreSQL: one server a session, socket only, gone with the session."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from testing.postgresql import Postgresql

from db import server

PREFIX = "salesflow-test-"
MEMORY = Path("/dev/shm")
ENOUGH = 1 << 30  # bytes that a server may take in memory


class Cluster(Postgresql):  # type: ignore[misc]
    """testing.postgresql that also runs for root, listens on no port and preloads pg_cron.

    `made`: a stopped server's data, to begin with a copy of them.

    Must be made in the main thread: the server ends with the thread that started it,
    so that a killed pytest leaves none behind.
    """

    def __init__(self, *, made: Path | None = None, durable: bool = False, **settings: str) -> None:
        self.made = made
        self.durable = durable  # bench/ measures with what a crash costs, tests do not pay for it
        self.more = settings
        home = _disk_or_memory(durable=durable)
        _sweep(home)
        super().__init__(base_dir=tempfile.mkdtemp(prefix=PREFIX, dir=home))

    def initialize(self) -> None:
        self._use_tmpdir = True  # remove base_dir in the end
        self.settings["port"] = server.PORT
        self.user = server.account()
        self.base = Path(self.base_dir)
        self.data = self.base / "data"
        self.sockets = self.base / "tmp"
        self.mine = (self.base / "unlocked").open("w")
        fcntl.flock(self.mine, fcntl.LOCK_EX)
        (self.base / "unlocked").rename(self.base / "lock")
        server.run(["chown", str(self.user.pw_uid), self.base_dir])

    def initialize_database(self) -> None:
        paths = [str(self.data), str(self.sockets)]
        server.run(["chown", f"{self.user.pw_uid}:{self.user.pw_gid}", *paths])
        if self.made:
            server.run(["cp", "-a", f"{self.made}/.", str(self.data)])
        else:
            server.initialise(self.data, self.user, sync=False)
        # Autovacuum stays on: statistics are part of a plan.
        sync = "on" if self.durable else "off"
        more = {"fsync": sync, "full_page_writes": sync}
        more |= {} if self.durable else {"max_wal_size": "256MB"}
        settings = server.settings(self.sockets, server.PORT, **more | self.more)
        server.write(self.data / "postgresql.conf", settings, self.user)

    def get_server_commandline(self) -> list[str]:
        postgres = server.binaries(self.data) / "postgres"
        return server.command(self.user, postgres, "-D", self.data, die_with_parent=True)

    def is_server_available(self) -> bool:
        return server.is_ready(self.sockets)

    def poststart(self) -> None:
        """The database exists already: server.initialise made it."""

    def cleanup(self) -> None:
        super().cleanup()
        self.mine.close()

    def dsn(self, **kwargs: Any) -> dict[str, Any]:
        known = {"host": str(self.sockets), "user": server.SUPERUSER, "dbname": server.DATABASE}
        return known | kwargs

    def url(self, database: str = server.DATABASE) -> str:
        return server.url(self.sockets, database=database)


def _disk_or_memory(*, durable: bool) -> Path:
    """Where a server's files are: never in TMPDIR, which may be too long for a socket or closed.

    To copy a database makes 800 small files: in memory that takes a ninth of what it takes on ext4.
    """
    if not durable and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2 * ENOUGH:
        return MEMORY
    return Path("/tmp")


def _sweep(home: Path) -> None:
    """Remove what killed sessions left. The lock of a living one cannot be had."""
    for left in home.glob(f"{PREFIX}*"):
        with suppress(OSError), (left / "lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left, ignore_errors=True)
