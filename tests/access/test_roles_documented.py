"""docs/roles.md names every role, and what it tells one to type works."""

from __future__ import annotations

import re

from tests.people import Connection, rows, user, value
from tests.system.support import ROOT

TEXT = (ROOT / "docs" / "roles.md").read_text()
EXAMPLES = re.findall(r"```sql\n(.*?)```", TEXT, re.DOTALL)


def test_every_role_is_named(db: Connection) -> None:
    found = rows(db, "select rolname from pg_roles where rolname like 'salesflow\\_%%'")
    ours = {row["rolname"] for row in found}
    assert set(re.findall(r"^\| `(salesflow_\w+)`", TEXT, re.MULTILINE)) == ours


def test_a_person_gets_a_login_and_sees_herself(db: Connection) -> None:
    emma = user(db, "Emma Clarke", email="emma@example.org")
    user(db, "Somebody Else")
    assert len(EXAMPLES) == 2
    db.execute(EXAMPLES[0].encode())
    db.execute("set session authorization emma")
    assert rows(db, "select name from find_users()") == [{"name": "Emma Clarke"}]
    assert value(db, "select salesflow.current_user_id()") == emma
