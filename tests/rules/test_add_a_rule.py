"""The worked example: a rule is one row, one query and its words, and has all that rules have."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.people import Connection, lead, move, row, rows, run_rules, set_policy, user, value
from tests.rules.examples import BIG_DEAL, add_big_deal

T = datetime(2026, 3, 3, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def db(db: Connection) -> Connection:
    add_big_deal(db)
    return db


def deal(db: Connection, rita: UUID, name: str = "Anna Schmidt", **columns: Any) -> UUID:
    given = {"status": "qualified", "created_at": T, "deal_value": 60000}
    return lead(db, rita, name, **(given | columns))


def check(db: Connection, as_of: datetime | None = None) -> int:
    return run_rules(db, "clock", as_of)


def done(db: Connection) -> list[str]:
    """What was done, in order of its steps; all of it is the rule's."""
    steps = ("created", "refreshed", "reassigned", "withdrawn", "expired")
    found = rows(db, "select rule, action_type from autonomous_actions")
    assert {f["rule"] for f in found} <= {"example.big_deal"}
    kinds = [f["action_type"].removeprefix("recommendation_") for f in found]
    return sorted(kinds, key=lambda k: steps.index(k) if k in steps else 9)


SAID = {
    "de": ("Anna Schmidt besuchen", "60.000 EUR wert, und nichts bewegt sich"),
    "en": ("Visit Anna Schmidt", "Worth 60,000 EUR, and nothing moves"),
}


@pytest.mark.parametrize("locale", ["de", "en"])
def test_it_is_raised_once_and_explained(db: Connection, locale: str) -> None:
    rita = user(db, locale=locale)
    key = deal(db, rita)
    assert check(db) == 1
    assert check(db) == 0
    found = row(db, "select * from ai_recommendations")
    title, reasoning = SAID[locale]
    assert (found["title"], found["reasoning"]) == (title, reasoning)
    assert (found["lead_id"], found["user_id"], found["priority"]) == (key, rita, "high")
    greeting = {"de": "Guten Tag Anna Schmidt,", "en": "Hi Anna,"}[locale]
    assert found["suggested_action"]["script"].startswith(greeting)
    action = row(db, "select * from autonomous_actions")
    assert (action["subject_type"], action["subject_id"]) == ("lead", key)
    assert action["cause"].startswith("clock:2")
    for asked, (what, why) in SAID.items():
        said = value(db, "select explain_action(%s, %s)", action["id"], asked)
        assert what in said
        assert why in said
        assert (
            "Ein großes Geschäft, das ruht." if asked == "de" else "A big deal that rests."
        ) in said


def test_it_waits_for_its_policy_and_asks_for_its_statuses(db: Connection) -> None:
    rita = user(db)
    now = value(db, "select now()")
    deal(db, rita, created_at=now)
    deal(db, rita, status="contacted")
    deal(db, rita, deal_value=49999)
    assert check(db, now + 3 * DAY - timedelta(microseconds=1)) == 0
    assert check(db, now + 3 * DAY) == 1


def test_other_facts_are_said_anew(db: Connection) -> None:
    deal(db, user(db, locale="en"))
    check(db)
    db.execute("update leads set deal_value = 75000")
    assert check(db) == 1
    assert value(db, "select reasoning from ai_recommendations").startswith("Worth 75,000 EUR")
    assert done(db) == ["created", "refreshed"]


def test_what_no_longer_holds_is_withdrawn_and_may_come_again(db: Connection) -> None:
    key = deal(db, user(db))
    check(db)
    db.execute("update leads set deal_value = 1")
    assert check(db) == 1
    found = row(db, "select status, ended_how from ai_recommendations")
    assert found == {"status": "dismissed", "ended_how": "withdrawn"}
    assert done(db) == ["created", "withdrawn"]
    db.execute("update leads set deal_value = 60000")
    assert check(db, value(db, "select now() + interval '1 hour'")) == 1
    assert value(db, "select count(*) from ai_recommendations where status = 'pending'") == 1
    move(db, key, "won")
    assert check(db, value(db, "select now() + interval '2 hours'")) == 1
    assert done(db) == ["created", "created", "withdrawn", "withdrawn"]


def test_what_a_rep_answered_does_not_come_again(db: Connection) -> None:
    deal(db, user(db))
    check(db)
    db.execute("update ai_recommendations set status = 'dismissed'")
    assert check(db) == 0
    db.execute("update leads set deal_value = 75000")
    check(db)
    assert done(db) == ["created"]
    would = row(db, "select would from preview_rules('clock', now(), 'example.big_deal')")
    assert would == {"would": "nothing"}


def test_it_goes_with_the_lead_in_the_language_of_the_new_rep(db: Connection) -> None:
    deal(db, user(db, locale="de"))
    check(db)
    tom = user(db, "Tom", locale="en")
    db.execute("update leads set user_id = %s", (tom,))
    found = row(db, "select user_id, title from ai_recommendations where status = 'pending'")
    assert found == {"user_id": tom, "title": "Visit Anna Schmidt"}
    assert done(db) == ["created", "reassigned"]
    db.execute("update leads set user_id = null")
    assert value(db, "select ended_how from ai_recommendations") == "withdrawn"


def test_it_is_undone_and_stays_undone(db: Connection) -> None:
    deal(db, user(db))
    check(db)
    db.execute("select undo_action(id, 'not now') from autonomous_actions")
    found = row(db, "select status, ended_how, dismissed_reason from ai_recommendations")
    assert tuple(found.values()) == ("dismissed", "undone", "not now")
    assert check(db) == 0
    db.execute("update leads set deal_value = 75000")
    check(db)
    assert value(db, "select count(*) from ai_recommendations") == 1


def test_it_is_previewed_while_it_is_off(db: Connection) -> None:
    db.execute("update automation_rules set is_enabled = false")
    rita = user(db)
    key = deal(db, rita)
    assert check(db) == 0
    assert not rows(db, "select from preview_rules('clock')")
    found = row(db, "select * from preview_rules('clock', now(), 'example.big_deal')")
    assert (found["would"], found["subject_id"], found["user_id"]) == ("raise", key, rita)
    assert found["subject_name"] == "Anna Schmidt"
    assert not rows(db, "select from autonomous_actions")


def test_the_cool_down_holds_it_back_and_says_so(db: Connection) -> None:
    db.execute("update automation_rules set cool_down = '2 days' where rule = 'example.big_deal'")
    key = deal(db, user(db, locale="en"))
    now = value(db, "select now()")
    check(db, now)
    db.execute("update ai_recommendations set status = 'completed'")
    move(db, key, "proposal_sent")  # another episode
    set_policy(db, "lifecycle.proposal_patience", "1 hour")
    for _ in range(2):
        check(db, now + DAY)
    assert done(db) == ["created", "action_held_back"]
    held = row(db, "select * from autonomous_actions where action_type = 'action_held_back'")
    assert (held["success"], held["error_message"]) == (False, "cool_down")
    assert "the rule acted on it a short while ago" in value(
        db, "select explain_action(%s)", held["id"]
    )
    would = row(db, "select would, until from preview_rules('clock', %s)", now + DAY)
    assert would == {"would": "hold back", "until": now + 2 * DAY}
    check(db, now + 2 * DAY)
    assert done(db) == ["created", "created", "action_held_back"]


def test_the_daily_cap_counts_for_each_rep_and_local_day(db: Connection) -> None:
    db.execute("update automation_rules set daily_cap = 2 where rule = 'example.big_deal'")
    rita, tom = user(db), user(db, "Tom")
    for n in range(4):
        deal(db, rita, f"Lead {n}")
    deal(db, tom)
    now = value(db, "select now()")
    check(db, now)
    made = rows(db, "select user_id, count(*) as n from ai_recommendations group by 1")
    assert {m["user_id"]: m["n"] for m in made} == {rita: 2, tom: 1}
    held = rows(db, "select error_message from autonomous_actions where not success")
    assert [h["error_message"] for h in held] == ["daily_cap"] * 2
    check(db, now)
    assert value(db, "select count(*) from ai_recommendations") == 3
    check(db, now + DAY)
    assert value(db, "select count(*) from ai_recommendations") == 5


def test_a_finder_or_effect_that_is_not_there_is_refused(db: Connection) -> None:
    broken = BIG_DEAL[BIG_DEAL.index("insert into automation_rules") :]
    broken = broken.replace("find_big_deals", "find_nothing").replace("big_deal", "other")
    with pytest.raises(Exception, match="find_nothing"), db.transaction():
        db.execute(broken)
