"""Nobody may do what nobody granted; what an administrator was granted works through to the end."""

from __future__ import annotations

import psycopg
import pytest

from tests.conftest import Database
from tests.people import (
    Connection,
    acting,
    activity,
    bant,
    lead,
    login_role,
    move,
    refused,
    row,
    rows,
    set_policy,
    status,
    switch_off,
    user,
    value,
)

DENIED = "42501"


def test_the_public_may_execute_nothing_and_touch_no_table(db: Connection) -> None:
    assert not rows(
        db,
        "select p.oid::regprocedure from pg_proc as p"
        " where p.pronamespace in ('salesflow'::regnamespace, 'public'::regnamespace)"
        " and pg_get_userbyid(p.proowner) = 'salesflow_owner'"
        " and has_function_privilege('public', p.oid, 'execute')",
    )
    assert not rows(
        db,
        "select c.oid::regclass from pg_class as c"
        " where c.relnamespace in ('salesflow'::regnamespace, 'public'::regnamespace)"
        " and c.relkind in ('r', 'v', 'm', 'p')"
        " and has_table_privilege('public', c.oid, 'select, insert, update, delete, truncate')",
    )


@pytest.mark.parametrize(
    "forbidden",
    [
        'update leads set status_cause = \'{"actor": "rule"}\'',
        "update leads set last_contact_at = now()",
        "update leads set status_since = now()",
        "insert into leads (name, status_cause) values ('x', '{}')",
        "insert into lead_status_history (lead_id, to_status) select id, 'won' from leads",
        "update lead_status_history set to_status = 'won'",
        "delete from autonomous_actions",
        "update policy_history set key = 'x.y'",
        "update settings_history set new_row = '{}'",
        "update policies set key = 'some.other' where key = 'bant.green'",
        "update policies set maximum = 1000 where key = 'bant.green'",
        "insert into automation_rules values ('x.y', 'manual', '', '')",
        "update leads set total_interactions = 0",
        "update daily_action_plans set actions_completed = 3",
        "update lead_statuses set rank = 1",
        "truncate leads",
        "select salesflow.run_rules('activity', '{}')",
    ],
)
def test_not_even_an_administrator_writes_what_the_system_keeps(
    db: Connection, forbidden: str
) -> None:
    lead(db)
    with acting(db, "salesflow_admin"), refused(db, DENIED):
        db.execute(forbidden.encode())


def test_an_administrator_works_a_lead_and_every_trigger_works_along(database: Database) -> None:
    with login_role(database, "salesflow_admin") as role, database.connect(user=role) as admin:
        rita = user(admin, db_role=role)
        key = lead(admin, rita, email="Max@Example.org", deal_value=12000)
        call = activity(admin, key)
        assert status(admin, key) == "contacted"
        bant(admin, key, 80)
        assert status(admin, key) == "qualified"
        move(admin, key, "negotiation", "they asked for a discount")
        admin.execute("delete from activities where id = %s", (call,))
        assert value(admin, "select last_contact_at from leads where id = %s", key) is None
        history = rows(
            admin,
            "select to_status, changed_by, reason, automated from lead_status_history"
            " where lead_id = %s order by position desc",
            key,
        )
        assert history[0] == {
            "to_status": "negotiation",
            "changed_by": rita,
            "reason": "they asked for a discount",
            "automated": False,
        }
        assert [h["automated"] for h in history] == [False, True, True, False]
        found = row(admin, "select id, status from ai_recommendations where lead_id = %s", key)
        admin.execute("select complete_recommendation(%s)", (found["id"],))
        admin.execute("delete from leads where id = %s", (key,))
        assert not rows(admin, "select from lead_status_history where lead_id = %s", key)


def test_an_administrator_copies_leads_in(database: Database) -> None:
    with login_role(database, "salesflow_admin") as role, database.connect(user=role) as admin:
        # row-level security knows no COPY FROM; the group itself is above it
        admin.execute("set role salesflow_admin")
        with admin.cursor().copy("copy leads (name, status) from stdin") as copy:
            copy.write_row(("Anna", "new"))
            copy.write_row(("Tom", "won"))
        assert value(admin, "select count(*) from lead_status_history") == 2


def test_an_administrator_changes_policies_and_rules(db: Connection) -> None:
    with acting(db, "salesflow_admin"):
        set_policy(db, "bant.green", 90)
        switch_off(db, "lifecycle.bant_high")
        assert value(db, "select rank from lead_statuses where status = 'new'") == 10


def test_a_lead_with_an_impossible_time_zone_is_refused(db: Connection) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        lead(db, time_zone="Mars/Phobos")
