"""Who gets which event, when, and in what order."""

from __future__ import annotations

import threading
from uuid import uuid4

import psycopg
import pytest

from tests.conftest import Database
from tests.events.support import (
    claim,
    complete,
    effects,
    enqueue,
    enqueue_many,
    fail,
    make_kind,
    offline,
    one,
    register,
    waiting,
)
from tests.people import until


def numbers(events: list[dict[str, object]]) -> list[object]:
    return [event["input"]["n"] for event in events]  # type: ignore[index]


def test_priority_then_age(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        make_kind(db, "test.urgent", priority=10)
        register(db)
        enqueue(db, 1)
        enqueue(db, 2)
        enqueue(db, 3, kind="test.urgent")
        assert numbers(claim(db, 2)) == [3, 1]
        assert numbers(claim(db, 2)) == [2]


def test_a_request_is_rendered(database: Database) -> None:
    with database.connect() as db:
        make_kind(db, max_output_tokens=77)
        register(db)
        enqueue(db, 5)
        (event,) = claim(db)
        assert event["mode"] == "model"
        assert event["model"] == "test-model"
        assert event["instructions"] == "Say a word."
        assert event["schema"]["required"] == ["word"]
        assert event["input"] == {"n": 5}
        assert event["max_output_tokens"] == 77
        assert event["attempt"] == 1
        assert event["deadline"] > one(db, "select now() + interval '50 s'")


def test_one_at_a_time_and_in_order_per_lead(database: Database) -> None:
    lead, other = uuid4(), uuid4()
    with database.connect() as db:
        make_kind(db)
        register(db)
        for n in (1, 2, 3):
            enqueue(db, n, lead_id=lead)
        enqueue(db, 4, lead_id=other)
        seen = []
        while events := claim(db):
            assert len({event["event_id"] for event in events}) == len(events)
            for event in events:
                seen.append(event["input"]["n"])
                assert complete(db, event) == "applied"
        assert [n for n in seen if n < 4] == [1, 2, 3]
        assert seen.index(4) <= 1  # another lead does not wait


def test_a_failed_event_keeps_its_place_a_scheduled_one_holds_up_nobody(database: Database) -> None:
    lead = uuid4()
    with database.connect() as db:
        make_kind(db)
        register(db)
        enqueue(db, 1, lead_id=lead, run_at="2999-01-01")
        enqueue(db, 2, lead_id=lead)
        enqueue(db, 3, lead_id=lead)
        (event,) = claim(db)
        assert event["input"]["n"] == 2
        assert fail(db, event, retry_after=1000) == "retry"
        assert claim(db) == []


def test_a_scheduled_event_is_claimed_when_its_time_has_come(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        enqueue(db, run_at="2999-01-01")
        assert claim(db) == []
        db.execute("update salesflow.events set run_at = now() - interval '1 s'")
        assert len(claim(db)) == 1


def test_two_leases_of_one_lead_are_impossible(database: Database) -> None:
    lead = uuid4()
    with database.connect() as db:
        make_kind(db)
        register(db)
        enqueue(db, 1, lead_id=lead)
        enqueue(db, 2, lead_id=lead)
        claim(db)
        with pytest.raises(psycopg.errors.UniqueViolation):
            db.execute("update salesflow.events set lease = gen_random_uuid() where lease is null")


def test_claims_that_race_for_one_lead_both_return(database: Database) -> None:
    """An urgent event arrives between two claims that do not see each other."""
    lead = uuid4()
    with database.connect() as db, database.connect() as first, database.connect() as second:
        make_kind(db)
        make_kind(db, "test.urgent", priority=1)
        register(db)
        enqueue(db, 1, lead_id=lead)
        got: list[list[dict[str, object]]] = []
        with first.transaction():
            assert numbers(claim(first)) == [1]
            enqueue(db, 2, kind="test.urgent", lead_id=lead)
            racer = threading.Thread(target=lambda: got.append(claim(second)))
            racer.start()  # takes 2, and waits for the first to commit
            pid = second.info.backend_pid
            for _ in range(2000):
                if (
                    one(db, "select wait_event_type from pg_stat_activity where pid = %s", pid)
                    == "Lock"
                ):
                    break
            else:
                pytest.fail("the claims did not meet")
        racer.join(10)
        assert got == [[]]
        assert [bool(e["lease"]) for e in waiting(db)] == [True, False]


def test_claims_at_once_share_without_overlap(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        enqueue_many(db, 300, leads=40)
        for name in "abcd":
            register(db, name)
        claimed: list[int] = []

        def work(name: str) -> None:
            with database.connect() as connection:
                while events := claim(connection, 7, name):
                    for event in events:
                        claimed.append(event["event_id"])
                        assert complete(connection, event) == "applied"

        threads = [threading.Thread(target=work, args=[name]) for name in "abcd"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        work("a")  # a thread may have left while the last of a lead was held by another
        assert len(claimed) == len(set(claimed)) == 300
        rows = db.execute(
            "select array_agg(n order by at) as ns from salesflow.test_effects group by n % 40"
        ).fetchall()
        assert all(row["ns"] == sorted(row["ns"]) for row in rows)


def test_an_expired_lease_is_claimed_again_and_the_old_one_is_lost(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        enqueue(db)
        (old,) = claim(db)
        db.execute("update salesflow.events set leased_until = now() - interval '1 s'")
        (new,) = claim(db)
        assert new["event_id"] == old["event_id"]
        assert new["attempt"] == 2
        assert complete(db, old) == "lost"
        assert effects(db) == []
        assert complete(db, new) == "applied"
        assert complete(db, new) == "lost"
        assert len(effects(db)) == 1


def test_leases_lost_too_often_end_by_rules(database: Database) -> None:
    with database.connect() as db:
        make_kind(db, max_attempts=2)
        register(db)
        enqueue(db)
        for _ in range(2):
            assert len(claim(db)) == 1
            db.execute("update salesflow.events set leased_until = now() - interval '1 s'")
        (event,) = claim(db)
        assert (event["mode"], event["reason"], event["attempt"]) == ("offline", "attempts", 3)
        assert offline(db, event, event["reason"]) == "applied"
        assert [e["source"] for e in effects(db)] == ["rules"]
        assert one(db, "select reason from salesflow.event_log") == "attempts"


def test_what_kills_its_bearers_is_given_up(database: Database) -> None:
    with database.connect() as db:
        make_kind(db, max_attempts=2)
        register(db)
        enqueue(db)
        for _ in range(4):
            assert len(claim(db)) == 1
            db.execute("update salesflow.events set leased_until = now() - interval '1 s'")
        assert claim(db) == []
        assert one(db, "select attempts from salesflow.dead_events") == 4
        assert "lease expired at w" in one(db, "select error from salesflow.dead_events")


def test_a_dead_workers_events_are_taken_over_at_once(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        enqueue(db)
        with database.connect() as doomed:
            register(doomed, "doomed")
            assert len(claim(doomed, worker="doomed")) == 1
            register(db, "heir")
            assert claim(db, worker="heir") == []  # it lives
            pid = doomed.info.backend_pid
        # closing a connection ends its session, though not at once
        until(
            lambda: (
                not db.execute("select from pg_stat_activity where pid = %s", (pid,)).fetchall()
            ),
            "its end",
        )
        register(db, "heir")
        assert [e["attempt"] for e in claim(db, worker="heir")] == [2]


def test_stop_gives_back_without_counting(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        register(db, "heir")
        enqueue_many(db, 3)
        assert len(claim(db)) == 3
        assert one(db, "select salesflow.stop_worker('w')") == 3
        assert [e["attempt"] for e in claim(db, worker="heir")] == [1, 1, 1]


def test_a_heartbeat_extends_half_spent_leases_of_its_own(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        enqueue(db)
        (event,) = claim(db)
        beat = "select salesflow.heartbeat('w', %s, 'test-model')"
        assert one(db, beat, [event["lease"]]) == 0  # fresh yet
        db.execute("update salesflow.events set leased_until = now() + interval '10 s'")
        assert one(db, beat, [uuid4()]) == 0
        assert one(db, beat, [event["lease"]]) == 1
        assert one(db, "select leased_until > now() + interval '50 s' from salesflow.events")


@pytest.mark.parametrize("call", ["claim_events('ghost', 1)", "heartbeat('ghost', '{}', null)"])
def test_a_worker_must_register(database: Database, call: str) -> None:
    with database.connect() as db, pytest.raises(psycopg.Error) as raised:
        db.execute(f"select salesflow.{call}")
    assert raised.value.sqlstate == "SF204"


def test_without_a_model_all_is_offline(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db, model=None)
        enqueue(db)
        (event,) = claim(db)
        assert (event["mode"], event["reason"], event["model"]) == ("offline", "no_model", None)
        assert offline(db, event, event["reason"]) == "applied"
        assert effects(db)[0]["source"] == "rules"


def test_a_context_that_raises_harms_only_its_own_event(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        enqueue(db, 1)
        bad = enqueue(db, 2, payload={"context": "raises"})
        enqueue(db, 3)
        assert numbers(claim(db)) == [1, 3]
        row = db.execute("select * from salesflow.events where event_id = %s", [bad]).fetchone()
        assert row
        assert row["lease"] is None
        assert f"no context for {bad}" in row["last_error"]


def test_no_context_means_nothing_to_do(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        enqueue(db, payload={"context": "nothing"})
        assert claim(db) == []
        assert waiting(db) == []
        assert one(db, "select outcome from salesflow.event_log") == "skipped"


def test_the_claim_reads_the_head_of_an_index_however_long_the_queue(database: Database) -> None:
    with database.connect() as db:
        make_kind(db)
        register(db)
        claim(db)  # plans are made while the queue is empty
        enqueue_many(db, 100_000, leads=20_000)
        enqueue(db, run_at="2999-01-01")
        db.execute("analyze salesflow.events")
        db.execute("load 'auto_explain'")
        for name, value in {
            "log_min_duration": 0,
            "log_nested_statements": "on",
            "log_analyze": "on",
            "log_level": "notice",
            "log_format": "text",
        }.items():
            db.execute(f"set auto_explain.{name} = {value}")
        plans: list[str] = []
        db.add_notice_handler(lambda note: plans.append(note.message_primary or ""))
        assert len(claim(db, 50)) == 50
        (plan,) = (p for p in plans if "skip locked" in p and "with head" in p)
        assert "Index Scan using events_ready" in plan
        assert "events_line" in plan
        assert "events_one_per_lead" in plan
        assert not any("Seq Scan on events" in p for p in plans)
        assert "Sort Key: e.priority" not in plan
        buffers = one(
            db,
            "explain (analyze, buffers, format json) select salesflow.lease_events('w', 'm', 50)",
        )[0]["Plan"]
        assert buffers["Shared Hit Blocks"] + buffers["Shared Read Blocks"] < 5000


def test_a_strangers_lock_makes_nobody_live(database: Database) -> None:
    """Anybody may take the number that a dead worker had."""
    with database.connect() as db:
        make_kind(db)
        enqueue(db)
        db.execute("create role lurker login")
        try:
            with database.connect() as doomed:
                register(doomed, "doomed")
                assert len(claim(doomed, worker="doomed")) == 1
                pid = doomed.info.backend_pid
            gone = "select not exists (select from pg_stat_activity where pid = %s)"
            until(lambda: one(db, gone, pid), "its end")
            number = one(db, "select lock_number from salesflow.workers where name = 'doomed'")
            with database.connect(user="lurker") as lurker:
                lock = one(db, "select 'salesflow.workers'::regclass::oid::integer")
                lurker.execute("select pg_advisory_lock(%s, %s)", [lock, number])
                register(db, "heir")
                assert len(claim(db, worker="heir")) == 1
                # nor does it keep the name, or the worker that wants it, waiting
                register(db, "doomed")
        finally:
            db.execute("drop role lurker")


def test_a_name_belongs_to_one_living_process(database: Database) -> None:
    call = "select salesflow.register_worker('w', 'm', null, '10 s', %s)"
    mine, other = uuid4(), uuid4()
    with database.connect() as db, database.connect() as again:
        make_kind(db)
        db.execute(call, [mine])
        enqueue(db)
        (event,) = claim(db)
        with pytest.raises(psycopg.Error) as raised:
            again.execute(call, [other])
        assert raised.value.sqlstate == "SF207"
        locks = "select count(*) from pg_locks where locktype = 'advisory' and pid = %s"
        assert one(db, locks, again.info.backend_pid) == 0
        again.execute(call, [mine])  # its listener, anew, while the old session lingers
        assert complete(db, event) == "applied"


def test_a_namesake_inherits_at_once(database: Database) -> None:
    call = "select salesflow.register_worker('w', 'm', null, '10 s', %s)"
    with database.connect() as db:
        make_kind(db)
        enqueue(db)
        with database.connect() as doomed:
            doomed.execute(call, [uuid4()])
            assert len(claim(doomed)) == 1
            pid = doomed.info.backend_pid
        gone = "select not exists (select from pg_stat_activity where pid = %s)"
        until(lambda: one(db, gone, pid), "its end")
        db.execute(call, [uuid4()])
        assert [e["attempt"] for e in claim(db)] == [2]


def test_after_a_restart_workers_have_time_to_come_back(database: Database) -> None:
    """As after one: registered and claimed before the server was started, no session left."""
    with database.connect() as db:
        make_kind(db)
        enqueue(db)
        with database.connect() as away:
            register(away, "away")
            assert len(claim(away, worker="away")) == 1
            pid = away.info.backend_pid
        gone = "select not exists (select from pg_stat_activity where pid = %s)"
        until(lambda: one(db, gone, pid), "its end")
        db.execute(
            "update salesflow.workers set joined_at = pg_postmaster_start_time() - interval '1 s'"
        )
        db.execute(
            """update salesflow.events
            set claimed_at = pg_postmaster_start_time() - interval '1 s',
              leased_until = '2000-01-01'"""
        )
        db.execute("select set_policy('events.restart_grace', '\"1000 days\"')")
        register(db, "heir")
        assert claim(db, worker="heir") == []
        db.execute("select set_policy('events.restart_grace', '\"1 s\"')")
        db.execute("select salesflow.heartbeat('heir', '{}', 'm')")
        assert [e["attempt"] for e in claim(db, worker="heir")] == [2]
