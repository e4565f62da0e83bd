"""Every threshold is a row: guarded, versioned, in force at once."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from tests.people import Connection, bant, lead, refused, row, rows, set_policy, value


@pytest.mark.parametrize(
    ("key", "bad"),
    [
        ("bant.green", "75"),  # a string is not a number
        ("bant.green", True),
        ("bant.green", 101),
        ("bant.green", -1),
        ("lifecycle.inactive_warning", 7),
        ("lifecycle.inactive_warning", "a week or so"),
        ("lifecycle.inactive_warning", "-7 days"),
        ("lifecycle.inactive_warning", "99999999999999 days"),
        ("review.local_time", "8 o'clock"),
        ("review.local_time", "25:00"),
        ("review.weekdays", "1"),
        ("crm.contact_types", {"call": True}),
        # a rate of decay of nothing would divide by zero in every ranking
        ("review.decay_half_life", "0"),
        ("memory.half_life", "0 days"),
        # what runs by it would stop, or run for ever
        ("jobs.keep_runs", "0 days"),
        ("jobs.keep_runs", "101 years"),
        ("jobs.keep_runs", "infinity"),
        ("jobs.cleanup_rows", 0),
        ("jobs.cleanup_rows", -1),
        ("health.queue_depth", 1e12),
        ("review.default_deal_value", -1),
        ("review.decay_floor", 1e-320),  # no number any more, once it is multiplied
        ("review.local_time", "24:00"),  # a time that no clock shows
        ("review.local_time", "23:50"),  # after the last tick of the day
        ("imports.time_zone", "Mars/Phobos"),
        ("crm.currency", "€"),
        ("crm.contact_types", []),
        ("crm.contact_types", ["call", "telepathy"]),
        ("crm.contact_types", ["call", None]),
        ("crm.contact_types", ["call", 7]),
        ("review.weekdays", []),
        ("review.weekdays", ["0"]),
        ("review.weekdays", ["Monday"]),
        ("review.weekdays", [1]),
        ("analytics.engagement_days", [3, 7, 14]),
        ("analytics.engagement_days", [3, 7, 14, 30, 60]),
        ("analytics.engagement_days", [3, 7, "14", 30]),
        ("analytics.engagement_days", [3, 14, 7, 30]),
        ("analytics.engagement_days", [-3, 7, 14, 30]),
        ("analytics.engagement_points", [100, 85, 65, 40, 101]),
        ("analytics.health_weights", [0.4, 0.3]),
        ("analytics.health_weights", [0.4, 0.3, 0.4]),
    ],
)
def test_a_value_that_means_nothing_is_refused(db: Connection, key: str, bad: Any) -> None:
    before = value(db, "select value from policies where key = %s", key)
    with refused(db, "SF002"):
        set_policy(db, key, bad)
    assert value(db, "select value from policies where key = %s", key) == before


def test_a_refusal_says_what_is_wrong_and_what_it_is_now(db: Connection) -> None:
    with pytest.raises(psycopg.Error) as caught:
        set_policy(db, "lifecycle.inactive_warning", "-7 days")
    said = caught.value.diag
    assert said.message_primary == (
        "policy lifecycle.inactive_warning must last from 00:00:01 to 36525 days"
    )
    assert said.message_detail == 'Given: "-7 days" interval'
    assert said.message_hint
    assert said.message_hint.startswith('It is "7 days" now.')


@pytest.mark.parametrize(
    ("key", "good"),
    [
        ("bant.green", 0),
        ("bant.green", 100),
        ("bant.green", 72.5),
        ("lifecycle.inactive_warning", "36 hours"),
        ("review.local_time", "06:30"),
        ("review.weekdays", ["1", "5"]),
        ("review.contact_pause", "0"),
        ("jobs.keep_runs", "2 years"),
        ("review.local_time", "23:45"),
        ("crm.contact_types", ["call", "meeting"]),
        ("analytics.engagement_days", [1, 2, 3, 4.5]),
        ("analytics.followup_weights", [0, 0.5, 0.5]),
    ],
)
def test_a_good_value_is_in_force_at_once(db: Connection, key: str, good: Any) -> None:
    set_policy(db, key, good)
    assert value(db, "select salesflow.policy(%s)", key) == good


@pytest.mark.parametrize("how", ["select salesflow.policy(%s)", "select set_policy(%s, '1')"])
def test_an_unknown_key_is_an_error_and_never_null(db: Connection, how: str) -> None:
    with refused(db, "SF001"):
        db.execute(how.encode(), ("no.such_policy",))


def test_each_change_is_a_row_of_history_with_the_next_version(db: Connection) -> None:
    before = value(db, "select salesflow.policy_version()")
    set_policy(db, "bant.green", 80)
    db.execute("update policies set value = '82' where key = 'bant.green'")
    db.execute("update policies set value = '82' where key = 'bant.green'")  # changes nothing
    changes = rows(
        db,
        "select key, old_value, new_value, changed_by from policy_history where version > %s"
        " order by version",
        before,
    )
    assert changes == [
        {"key": "bant.green", "old_value": 75, "new_value": 80, "changed_by": "postgres"},
        {"key": "bant.green", "old_value": 80, "new_value": 82, "changed_by": "postgres"},
    ]
    assert value(db, "select salesflow.policy_version()") > before


def test_traffic_lights_are_repainted_when_their_threshold_moves(db: Connection) -> None:
    key = lead(db)
    bant(db, key, 78)
    light = "select traffic_light from current_bant where lead_id = %s"
    assert value(db, light, key) == "green"
    set_policy(db, "bant.green", 80)
    assert value(db, light, key) == "yellow"
    set_policy(db, "bant.yellow", 79)
    assert value(db, light, key) == "red"


def test_every_policy_a_rule_names_exists(db: Connection) -> None:
    assert not rows(
        db,
        "select r.rule, k from automation_rules as r, unnest(r.policy_keys) as k"
        " where k not in (select key from policies)",
    )


def test_every_policy_has_a_first_version(db: Connection) -> None:
    found = row(
        db,
        "select count(*) as policies, count(h.key) as recorded from policies as p left join"
        " (select distinct key from policy_history) as h using (key)",
    )
    assert found["policies"] == found["recorded"] > 40
