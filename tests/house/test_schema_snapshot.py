"""db/schema.sql, where a reviewer sees what a change changes, is what the changes make."""

from __future__ import annotations

import pytest

from db.schema import snapshot
from tests.conftest import Database
from tests.house.conftest import ROOT

FILE = ROOT / "db" / "schema.sql"


def test_the_snapshot_is_up_to_date(database: Database) -> None:
    committed, now = FILE.read_text(), snapshot(database.url)
    if committed.splitlines()[0] != now.splitlines()[0]:
        pytest.skip("made with another version of PostgreSQL")
    assert now == committed, "run `make schema`"
