"""The tests' own PostgreSQL: one server a session, socket only, gone with the session."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from testing.postgresql import Postgresql

from db import server


class Cluster(Postgresql):  # type: ignore[misc]
    """testing.postgresql that also runs for root, listens on no port and preloads pg_cron.

    Must be made in the main thread: the server ends with the thread that started it,
    so that a killed pytest leaves none behind.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self.durable = durable  # bench/ measures with what a crash costs, tests do not pay for it
        # Not in TMPDIR, which may be long for a socket or closed to the server's user.
        super().__init__(base_dir=tempfile.mkdtemp(prefix="salesflow-test-", dir="/tmp"))

    def initialize(self) -> None:
        self._use_tmpdir = True  # remove base_dir in the end
        self.settings["port"] = server.PORT
        self.user = server.account()
        self.base = Path(self.base_dir)
        self.data = self.base / "data"
        self.sockets = self.base / "tmp"
        server.run(["chown", str(self.user.pw_uid), self.base_dir])

    def initialize_database(self) -> None:
        paths = [str(self.data), str(self.sockets)]
        server.run(["chown", f"{self.user.pw_uid}:{self.user.pw_gid}", *paths])
        server.initialise(self.data, self.user, sync=False)
        # Autovacuum stays on: statistics are part of a plan.
        sync = "on" if self.durable else "off"
        settings = server.settings(self.sockets, fsync=sync, full_page_writes=sync)
        server.write(self.data / "postgresql.conf", settings, self.user)

    def get_server_commandline(self) -> list[str]:
        postgres = server.binaries(self.data) / "postgres"
        return server.command(self.user, postgres, "-D", self.data, die_with_parent=True)

    def is_server_available(self) -> bool:
        return server.is_ready(self.sockets)

    def poststart(self) -> None:
        """The database exists already: server.initialise made it."""

    def dsn(self, **kwargs: Any) -> dict[str, Any]:
        known = {"host": str(self.sockets), "user": server.SUPERUSER, "dbname": server.DATABASE}
        return known | kwargs

    def url(self, database: str = server.DATABASE) -> str:
        return server.url(self.sockets, database=database)
