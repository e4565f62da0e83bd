"""Every status change, by anybody on any path, leaves one history row that says who and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.conftest import Database
from tests.people import (
    Connection,
    activity,
    bant,
    lead,
    login_role,
    move,
    row,
    rows,
    set_policy,
    status,
    user,
    value,
)

T = datetime(2026, 3, 3, 9, tzinfo=UTC)


def history(db: Connection, key: UUID, columns: str = "from_status, to_status") -> list[Any]:
    query = f"select {columns} from lead_status_history where lead_id = %s order by position"
    return [tuple(found.values()) for found in rows(db, query, key)]


def test_the_first_status_is_recorded_with_the_date_of_the_lead(db: Connection) -> None:
    key = lead(db, created_at=T, status="qualified", status_reason="from the trade fair")
    assert history(db, key, "from_status, to_status, automated, reason, created_at") == [
        (None, "qualified", False, "from the trade fair", T)
    ]


def test_a_person_s_change_says_who_and_why(database: Database) -> None:
    with login_role(database, "salesflow_admin") as role, database.connect(user=role) as session:
        rita = user(session, db_role=role)
        key = lead(session)
        move(session, key, "negotiation", "they asked for a discount")
        assert history(
            session, key, "to_status, changed_by, automated, reason, metadata ->> 'actor'"
        ) == [
            ("new", rita, False, None, "person"),
            ("negotiation", rita, False, "they asked for a discount", "person"),
        ]
        assert row(
            session, "select metadata ->> 'role' as role from lead_status_history limit 1"
        ) == {"role": role}


def test_a_rule_s_change_says_by_which_rule_and_on_what_evidence(db: Connection) -> None:
    rita = user(db, locale="en")
    key = lead(db, rita, created_at=T)
    set_policy(db, "lifecycle.qualify_bant", 60)
    assessment = bant(db, key, 65, assessed_at=T)
    (found,) = rows(
        db,
        "select to_status, automated, changed_by, reason, metadata, created_at"
        " from lead_status_history where lead_id = %s and from_status is not null",
        key,
    )
    assert found["to_status"] == "qualified"
    assert found["automated"]
    assert found["changed_by"] is None
    assert found["reason"] == "BANT 65/100 reaches 60"
    assert found["created_at"] == T
    said = found["metadata"]
    assert said["actor"] == "rule"
    assert said["rule"] == "lifecycle.bant_qualified"
    assert said["cause"] == f"bant_assessments:{assessment}"
    assert said["evidence"] == [{"table": "bant_assessments", "id": str(assessment)}]
    assert said["facts"]["threshold"] == 60
    assert said["policy_version"] == value(db, "select salesflow.policy_version()")
    assert value(db, "select status_cause ->> 'reason' from leads") == found["reason"]


def test_the_reason_is_in_the_language_of_the_rep(db: Connection) -> None:
    key = lead(db, user(db, locale="de-AT"))
    bant(db, key, 65)
    assert history(db, key, "reason")[-1] == ("BANT 65/100 erreicht 50",)


def test_a_rule_s_cause_does_not_speak_for_the_person_who_comes_after(db: Connection) -> None:
    key = lead(db)
    activity(db, key)
    assert value(db, "select status_cause ->> 'rule' from leads") == "lifecycle.first_activity"
    move(db, key, "won")
    assert history(db, key, "to_status, automated, metadata ->> 'rule'")[1:] == [
        ("contacted", True, "lifecycle.first_activity"),
        ("won", False, None),
    ]
    assert value(db, "select status_cause from leads") is None


def test_the_reason_of_a_person_does_not_stick_to_the_next_change(db: Connection) -> None:
    key = lead(db)
    move(db, key, "new", "will call tomorrow")  # no change
    activity(db, key)
    db.execute("update leads set status = 'qualified'")
    assert history(db, key, "to_status, reason")[-1] == ("qualified", None)


def test_one_row_each_for_a_change_of_many(db: Connection) -> None:
    keys = [lead(db) for _ in range(5)]
    db.execute("update leads set status = 'nurture'")
    db.execute("update leads set status = 'nurture', name = 'same status'")
    for key in keys:
        assert history(db, key) == [(None, "new"), ("new", "nurture")]


def test_a_copy_of_leads_and_a_copy_of_activities_leave_history_too(db: Connection) -> None:
    with db.cursor().copy("copy leads (name, status, created_at) from stdin") as copy:
        for n in range(20):
            copy.write_row((f"Lead {n}", "new" if n % 2 else "won", T))
    keys = [found["id"] for found in rows(db, "select id from leads")]
    with db.cursor().copy("copy activities (lead_id, type, occurred_at) from stdin") as copy:
        for key in keys:
            copy.write_row((key, "call", T))
            copy.write_row((key, "email", T))
    found = rows(
        db, "select from_status, to_status, count(*) from lead_status_history group by 1, 2"
    )
    assert sorted(tuple(f.values()) for f in found if f["from_status"]) == [
        ("new", "contacted", 10)
    ]
    assert {tuple(f.values()) for f in found if not f["from_status"]} == {
        (None, "new", 10),
        (None, "won", 10),
    }


def test_an_upsert_leaves_history_for_both_its_ways(db: Connection) -> None:
    lead(db, external_id="a")
    db.execute(
        "insert into leads (name, external_id, status) values ('A', 'a', 'won'), ('B', 'b', 'lost')"
        " on conflict (external_id) do update set status = excluded.status"
    )
    found = rows(db, "select from_status, to_status from lead_status_history order by position")
    assert {tuple(f.values()) for f in found} == {(None, "new"), (None, "lost"), ("new", "won")}


def test_status_since_is_when_it_happened(db: Connection) -> None:
    key = lead(db, created_at=datetime(2026, 3, 1, tzinfo=UTC))
    activity(db, key, occurred_at=T)
    assert value(db, "select status_since from leads") == T
    bant(db, key, 80, assessed_at=datetime(2026, 3, 2, tzinfo=UTC))  # assessed before the call
    assert status(db, key) == "qualified"
    assert value(db, "select status_since from leads") == T  # time does not run backwards
    move(db, key, "won")
    assert value(db, "select status_since = now() from leads")
