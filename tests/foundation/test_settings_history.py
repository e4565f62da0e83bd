"""Who may change a setting leaves a trace, and cannot edit it."""

from __future__ import annotations

import pytest

from tests.people import Connection, acting, refused, row, rows, value

# For each table of settings a change that an administrator may make, and the key of its row.
CHANGES = {
    "policies": ("update policies set value = '80' where key = 'bant.green'", "bant.green"),
    "text_templates": (
        "update text_templates set body = 'irgendwie' where key = 'contact.no_channel'"
        " and locale = 'de'",
        "contact.no_channel de",
    ),
    "contact_channels": (
        "update contact_channels set name_en = 'phone' where channel = 'call'",
        "call",
    ),
    "jobs": ("update jobs set is_enabled = false where name = 'cleanup'", "cleanup"),
    "lead_statuses": ("update lead_statuses set name_de = 'Frisch' where status = 'new'", "new"),
    "playbooks": ("update playbooks set is_active = false where name = 'DEAL-MEDIC'", "DEAL-MEDIC"),
}
NEWEST = "select * from settings_history order by version desc limit 1"


@pytest.mark.parametrize("table", CHANGES)
def test_a_change_is_kept_with_both_rows(db: Connection, table: str) -> None:
    change, key = CHANGES[table]
    before = value(db, "select salesflow.policy_version()")
    with acting(db, "salesflow_admin"):
        db.execute(change.encode())
    kept = row(db, NEWEST)
    assert kept["version"] == value(db, "select salesflow.policy_version()") > before
    assert (kept["table_name"], kept["key"]) == (f"public.{table}", key)
    changed = {
        name
        for name in kept["new_row"]
        if name != "updated_at" and kept["old_row"][name] != kept["new_row"][name]
    }
    assert changed <= {"value", "body", "parts", "name_en", "name_de", "is_enabled", "is_active"}
    assert changed
    # the row as it is now is the last one kept
    where, found = " and ".join(change.split(" where ")[1:]), "to_jsonb(t) - 'updated_at'"
    assert value(db, f"select {found} from {table} as t where {where}") == {
        name: kept["new_row"][name] for name in kept["new_row"] if name != "updated_at"
    }


@pytest.mark.parametrize("table", CHANGES)
def test_what_changes_nothing_is_no_change(db: Connection, table: str) -> None:
    change, _ = CHANGES[table]
    db.execute(change.encode())
    version = value(db, "select salesflow.policy_version()")
    db.execute(change.encode())
    assert value(db, "select salesflow.policy_version()") == version


def test_new_and_gone_rows_are_kept_too(db: Connection) -> None:
    db.execute("insert into text_templates (key, locale, body) values ('test.text', 'en', 'Hi')")
    new = row(db, NEWEST)
    assert (new["key"], new["old_row"], new["new_row"]["body"]) == ("test.text en", None, "Hi")
    db.execute("delete from text_templates where key = 'test.text'")
    gone = row(db, NEWEST)
    assert (gone["key"], gone["old_row"]["body"], gone["new_row"]) == ("test.text en", "Hi", None)


@pytest.mark.parametrize(
    "edit",
    [
        "update settings_history set changed_by = 'nobody'",
        "delete from settings_history",
        "insert into settings_history (table_name, key) values ('public.policies', 'x')",
        "truncate settings_history",
        "alter table policies disable trigger user",
    ],
)
@pytest.mark.parametrize("role", ["salesflow_admin", "salesflow_manager"])
def test_nobody_edits_the_trace(db: Connection, role: str, edit: str) -> None:
    with acting(db, role), refused(db, "42501"):
        db.execute(edit.encode())


def test_who_may_read_a_setting_may_read_its_history_and_no_more(db: Connection) -> None:
    db.execute("update jobs set is_enabled = false where name = 'cleanup'")
    every = {r["table_name"] for r in rows(db, "select distinct table_name from settings_history")}
    assert {"public.policies", "public.jobs", "public.text_templates"} <= every
    for role in ("salesflow_rep", "salesflow_admin", "salesflow_bi"):
        with acting(db, role):
            seen = rows(db, "select distinct table_name from settings_history")
            version = value(db, "select salesflow.policy_version()")
        readable = rows(
            db,
            "select name from unnest(%s::text[]) as name"
            " where has_table_privilege(%s, name, 'select')",
            list(every),
            role,
        )
        expected = every if role == "salesflow_bi" else {r["name"] for r in readable}
        assert {r["table_name"] for r in seen} == expected, role
        # the version does not depend on who asks
        assert version == value(db, "select max(version) from settings_history")


def test_a_table_that_is_watched_twice_is_told_once(db: Connection) -> None:
    db.execute("set local role salesflow_owner")
    db.execute("call salesflow.keep_history('public.jobs')")
    db.execute("reset role")
    before = value(db, "select count(*) from settings_history")
    db.execute("update jobs set is_enabled = false where name = 'cleanup'")
    assert value(db, "select count(*) from settings_history") == before + 1
