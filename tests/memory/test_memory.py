"""What the agent remembers: each cause once, what matters now first, nobody else's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tests.conftest import Database
from tests.people import (
    Connection,
    in_background,
    lead,
    login_role,
    refused,
    row,
    rows,
    user,
    value,
)

T = datetime(2026, 3, 3, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def remember(db: Connection, user_id: UUID | None, content: str, **more: Any) -> Any:
    columns = {"importance": 0.5, "lead_id": None, "cause": None} | more
    key = value(
        db,
        "select salesflow.remember(%s, %s, 'insight', %s, %s::numeric, p_cause => %s)",
        user_id,
        columns["lead_id"],
        content,
        columns["importance"],
        columns["cause"],
    )
    db.execute("update agent_memory set created_at = %s where id = %s", (columns.get("at", T), key))
    return key


def recall(db: Connection, user_id: UUID | None, **more: Any) -> list[str]:
    options = {"lead_id": None, "query": None, "limit": 10, "as_of": T} | more
    found = rows(
        db, "select content from recall_memories(%s, %s, %s, %s, %s)", user_id, *options.values()
    )
    return [f["content"] for f in found]


def test_the_same_cause_is_remembered_once(db: Connection) -> None:
    rita = user(db)
    first = remember(db, rita, "likes numbers", cause="event:1")
    assert remember(db, rita, "said it again", cause="event:1") == first
    remember(db, rita, "likes brevity", cause="event:2")
    remember(db, rita, "no cause")
    remember(db, rita, "no cause")
    assert sorted(recall(db, rita)) == ["likes brevity", "likes numbers", "no cause", "no cause"]


def test_the_important_comes_before_the_rest(db: Connection) -> None:
    rita = user(db)
    for importance in (0.2, 0.9, 0.5):
        remember(db, rita, f"worth {importance}", importance=importance)
    assert recall(db, rita, limit=2) == ["worth 0.9", "worth 0.5"]


def test_a_memory_fades_by_half_in_its_half_life(db: Connection) -> None:
    rita = user(db)
    remember(db, rita, "old", importance=0.8, at=T - 30 * DAY)
    found = row(db, "select relevance from recall_memories(%s, p_as_of => %s)", rita, T)
    assert float(found["relevance"]) == 0.4


def test_the_fresh_comes_before_the_faded(db: Connection) -> None:
    rita = user(db)
    remember(db, rita, "old but important", importance=0.8, at=T - 60 * DAY)
    remember(db, rita, "fresh", importance=0.3)
    assert recall(db, rita) == ["fresh", "old but important"]


def test_recalling_counts_as_use_and_keeps_a_memory_alive(db: Connection) -> None:
    rita = user(db)
    used = remember(db, rita, "used", at=T - 60 * DAY)
    unused = remember(db, rita, "unused", at=T - 60 * DAY)
    db.execute("update agent_memory set content = 'not this one' where id = %s", (unused,))
    assert recall(db, rita, query="used") == ["used"]
    found = row(db, "select access_count, last_accessed_at from agent_memory where id = %s", used)
    assert found == {"access_count": 1, "last_accessed_at": T}
    assert value(db, "select access_count from agent_memory where id = %s", unused) == 0
    assert recall(db, rita) == ["used", "not this one"]


def test_what_is_used_often_weighs_more(db: Connection) -> None:
    rita = user(db)
    remember(db, rita, "often used")
    remember(db, rita, "never needed", importance=0.6)
    for _ in range(3):
        recall(db, rita, query="often")
    assert recall(db, rita) == ["often used", "never needed"]


def test_the_lead_in_question_comes_first_and_other_leads_not_at_all(db: Connection) -> None:
    rita = user(db)
    anna, tom = lead(db, rita, "Anna"), lead(db, rita, "Tom")
    remember(db, rita, "in general", importance=0.6)
    remember(db, rita, "of Anna", lead_id=anna)
    remember(db, rita, "of Tom", lead_id=tom, importance=1)
    assert recall(db, rita, lead_id=anna) == ["of Anna", "in general"]


def test_a_query_finds_its_words_only(db: Connection) -> None:
    rita = user(db)
    remember(db, rita, "Budget wird im Mai entschieden")
    remember(db, rita, "prefers a call in the morning")
    assert recall(db, rita, query="budget") == ["Budget wird im Mai entschieden"]
    assert recall(db, rita, query="' | & ! <->") == []


def test_what_is_said_of_everybody_is_recalled_for_everybody(db: Connection) -> None:
    remember(db, None, "closed on public holidays")
    remember(db, user(db, "Other"), "somebody else's")
    assert recall(db, user(db)) == ["closed on public holidays"]


def test_nobody_recalls_another_s_memories(database: Database) -> None:
    with login_role(database, "salesflow_rep") as role, database.connect() as admin:
        rita, other = user(admin, db_role=role), user(admin, "Other")
        remember(admin, rita, "mine")
        remember(admin, other, "not mine")
        with database.connect(user=role) as session:
            assert recall(session, rita) == ["mine"]
            with refused(session, "SF003"):
                recall(session, other)
            with refused(session, "SF003"):
                recall(session, None)


def test_an_administrator_recalls_anybody_s(database: Database) -> None:
    with login_role(database, "salesflow_admin") as role, database.connect() as admin:
        other = user(admin, "Other")
        remember(admin, other, "of another")
        with database.connect(user=role) as session:
            assert recall(session, other) == ["of another"]


def test_two_sessions_that_recall_the_same_do_not_wait_for_each_other(database: Database) -> None:
    with database.connect() as one:
        rita = user(one)
        remember(one, rita, "shared")
        with one.transaction():
            assert recall(one, rita) == ["shared"]
            other = in_background(database, "select from recall_memories(%s)", rita)
            other.result(timeout=20)


def test_an_instant_far_off_harms_nobody(db: Connection) -> None:
    rita, tom = user(db), user(db, "Tom")
    for who in (rita, None, tom):
        remember(db, who, "shared" if who is None else "own")
    assert sorted(recall(db, rita, as_of="294276-12-31 23:59 UTC")) == ["own", "shared"]
    for as_of, code in (("infinity", "22008"), ("-infinity", "22008"), ("0044-03-15 BC", "23514")):
        with refused(db, code):
            recall(db, rita, as_of=as_of)
    assert sorted(recall(db, tom)) == ["own", "shared"]
    assert value(db, "select max(last_accessed_at) <= now() from agent_memory")


def test_memories_go_with_their_lead(db: Connection) -> None:
    rita = user(db)
    key = lead(db, rita)
    remember(db, rita, "of the lead", lead_id=key)
    db.execute("delete from leads where id = %s", (key,))
    assert recall(db, rita) == []
