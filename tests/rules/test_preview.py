"""preview_rules: what rules would do, or would have done, without doing it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.conftest import Database
from tests.people import (
    Connection,
    activity,
    bant,
    lead,
    move,
    refused,
    rows,
    run_rules,
    switch_off,
    user,
    value,
)

T = datetime(2026, 3, 3, 9, tzinfo=UTC)
DAY = timedelta(days=1)
TABLES = (
    "public.ai_recommendations",
    "public.autonomous_actions",
    "salesflow.rule_episodes",
    "public.lead_status_history",
    "public.notifications",
    "salesflow.events",
)


def would(db: Connection, as_of: datetime, rule: str | None = None) -> dict[str, str]:
    found = rows(db, "select rule, would from preview_rules('clock', %s, %s)", as_of, rule)
    return {f["rule"]: f["would"] for f in found}


def counts(db: Connection) -> dict[str, Any]:
    return {table: value(db, f"select count(*) from {table}") for table in TABLES}


def test_it_says_raise_keep_nothing_and_withdraw(db: Connection) -> None:
    key = lead(db, user(db), created_at=T)
    now = value(db, "select now()")
    rule = "waiting.first_contact"
    assert would(db, now, rule) == {rule: "raise"}
    run_rules(db, "clock", now)
    assert would(db, now, rule) == {rule: "keep"}
    activity(db, key, occurred_at=now - DAY)
    assert would(db, now, rule) == {rule: "withdraw"}
    other = lead(db, user(db), created_at=T)
    run_rules(db, "clock", now, [other])
    db.execute("update ai_recommendations set status = 'completed' where lead_id = %s", (other,))
    db.execute("select salesflow.run_rules('clock', null, now() + interval '1 day')")
    assert would(db, now + DAY, rule)[rule] == "nothing"


def test_it_writes_nothing(db: Connection) -> None:
    rita = user(db)
    lead(db, rita, created_at=T)
    key = lead(db, rita, created_at=T)
    bant(db, key, 60)
    before = counts(db)
    for watch in rows(db, "select watch from rule_watches"):
        db.execute("select from preview_rules(%s)", (watch["watch"],))
        db.execute("select from preview_rules(%s, %s)", (watch["watch"], T + 30 * DAY))
    assert counts(db) == before


def test_it_cannot_write(database: Database) -> None:
    with database.connect() as one:
        lead(one, user(one), created_at=T)
        with one.transaction():
            one.execute("set transaction read only")
            assert would(one, value(one, "select now()"))


def test_the_past_is_judged_as_of_history(db: Connection) -> None:
    key = lead(db, user(db), created_at=T)
    activity(db, key, occurred_at=T + 5 * DAY)
    db.execute(
        "update lead_status_history set created_at = %s where to_status = 'contacted'",
        (T + 5 * DAY,),
    )
    move(db, key, "lost")
    rule = "waiting.first_contact"
    assert would(db, T + DAY - timedelta(microseconds=1), rule) == {}
    assert would(db, T + DAY, rule) == {rule: "raise"}
    assert would(db, T + 6 * DAY, rule) == {}
    assert would(db, value(db, "select now()")) == {}
    # contacted then, by history, though it is lost now
    assert would(db, T + 8 * DAY + DAY / 2)["waiting.bant_missing"] == "raise"


def test_a_rule_that_is_off_is_previewed_by_name_only(db: Connection) -> None:
    lead(db, user(db), created_at=T)
    now = value(db, "select now()")
    switch_off(db, "waiting.first_contact")
    assert "waiting.first_contact" not in would(db, now)
    assert would(db, now, "waiting.first_contact") == {"waiting.first_contact": "raise"}


def test_a_lead_that_came_later_was_not_there(db: Connection) -> None:
    lead(db, user(db), created_at=T)
    assert would(db, T - DAY) == {}


def test_an_unknown_watch_is_an_error(db: Connection) -> None:
    for query in ("select preview_rules('nonsense')", "select salesflow.run_rules('nonsense')"):
        with refused(db, "SF013"):
            db.execute(query.encode())
    with refused(db, "SF013"):
        db.execute("select preview_rules(null)")
