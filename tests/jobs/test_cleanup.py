"""What is over is deleted, what is not stays."""

from __future__ import annotations

import psycopg

from tests.jobs.support import Row, trigger

Db = psycopg.Connection[Row]


def clean_up(db: Db) -> Row:
    answer = trigger(db, "cleanup")
    assert answer["success"], answer
    details: Row = answer["details"]
    return details


def test_unimportant_memories_go_after_ninety_days_without_recall(db: Db) -> None:
    db.execute("""
        insert into agent_memory (memory_type, content, importance_score, created_at,
          last_accessed_at)
        values
          ('insight', 'old and unimportant', 0.29, now() - interval '91 days', null),
          ('insight', 'old but recalled', 0.1, now() - interval '91 days', now()),
          ('insight', 'old but important', 0.3, now() - interval '91 days', null),
          ('insight', 'unimportant but young', 0.1, now() - interval '89 days', null)""")
    assert clean_up(db)["memory.unimportant"] == 1
    rows = db.execute("select content from agent_memory order by content").fetchall()
    assert [row["content"] for row in rows] == [
        "old but important",
        "old but recalled",
        "unimportant but young",
    ]


def test_the_time_is_a_policy(db: Db) -> None:
    db.execute("""
        insert into agent_memory (memory_type, content, importance_score, created_at)
        values ('insight', 'a week old', 0.1, now() - interval '7 days')""")
    assert clean_up(db)["memory.unimportant"] == 0
    db.execute("""select set_policy('memory.keep_unimportant', '"6 days"')""")
    assert clean_up(db)["memory.unimportant"] == 1


def test_old_runs_go_with_their_failures(db: Db) -> None:
    db.execute("""
        with run as (
          insert into job_runs (job_name, triggered_by, status, started_at, finished_at)
          values ('cleanup', 'manual', 'partial', now() - interval '91 days',
            now() - interval '91 days')
          returning id)
        insert into job_failures (run_id, function, item, error_code, error_message)
        select id, 'f', 'x', 'SFX01', 'm' from run""")
    assert clean_up(db)["jobs.runs"] == 1
    assert db.execute("select from job_failures").fetchall() == []


def test_processed_events_are_forgotten_but_not_those_still_owed(db: Db) -> None:
    db.execute("""
        insert into salesflow.event_log
          (event_id, kind, outcome, attempts, waited, took, finished_at)
        values
          (-1, 'k', 'applied', 1, '0', '0', now() - interval '31 days'),
          (-2, 'k', 'applied', 1, '0', '0', now() - interval '29 days');
        insert into salesflow.event_causes (kind, cause, created_at)
        values
          ('k', 'lead:over', now() - interval '31 days'),
          ('k', 'lead:dead', now() - interval '31 days'),
          ('k', 'lead:young', now() - interval '29 days');
        insert into salesflow.dead_events
          (event_id, kind, payload, cause, attempts, error, created_at)
        values (-3, 'k', '{}', 'lead:dead', 3, 'e', now())""")
    details = clean_up(db)
    assert (details["events.log"], details["events.causes"]) == (1, 1)
    rows = db.execute("select cause from salesflow.event_causes order by cause").fetchall()
    assert [row["cause"] for row in rows] == ["lead:dead", "lead:young"]


def test_one_run_deletes_a_bounded_number_of_rows(db: Db) -> None:
    db.execute("select set_policy('jobs.cleanup_rows', '10')")
    db.execute("""
        insert into agent_memory (memory_type, content, importance_score, created_at)
        select 'insight', 'old', 0.1, now() - interval '1 year' from generate_series(1, 25)""")
    assert [clean_up(db)["memory.unimportant"] for _ in range(4)] == [10, 10, 5, 0]


def test_a_rule_that_fails_does_not_stop_the_others(db: Db) -> None:
    db.execute("""
        update retention_rules set condition = '1 / 0 = 1' where rule = 'jobs.runs';
        insert into agent_memory (memory_type, content, importance_score, created_at)
        values ('insight', 'old', 0.1, now() - interval '1 year');
        insert into job_runs (job_name, triggered_by, status, started_at, finished_at)
        values ('cleanup', 'manual', 'succeeded', now() - interval '1 year',
          now() - interval '1 year')
        """)
    answer = trigger(db, "cleanup")
    assert (answer["status"], answer["failed"]) == ("partial", 1)
    assert answer["details"]["memory.unimportant"] == 1
    failure = db.execute("select item, error_code from job_failures").fetchall()
    assert failure == [{"item": "jobs.runs", "error_code": "22012"}]


def test_every_rule_is_sound(db: Db) -> None:
    """As of a day when everything is over, each rule runs over its own table."""
    rules = db.execute("select rule from retention_rules").fetchall()
    assert rules
    for row in rules:
        db.execute("select salesflow.delete_expired(%s, 'infinity')", [[row["rule"]]])
