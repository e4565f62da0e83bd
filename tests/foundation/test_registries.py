"""What rooms register: jobs, health checks, channels. A bad row does not get in."""

from __future__ import annotations

from typing import Any

import pytest

from tests.people import Connection, insert, refused, rows, value


def job(db: Connection, **columns: Any) -> None:
    given = {
        "name": "test_job",
        "schedule": "0 * * * *",
        "body": "salesflow.test_job",
        "description_en": "Test",
        "description_de": "Test",
        "timeout": "1 minute",
        "overdue_after": "1 hour",
    } | columns
    db.execute(
        f"insert into jobs ({', '.join(given)}) values ({', '.join(['%s'] * len(given))})".encode(),
        list(given.values()),
    )


@pytest.mark.parametrize(
    "bad",
    [
        {"schedule": "* * * * * *"},
        {"schedule": "61 * * * *"},
        {"body": "drop table leads"},
        {"timeout": "0"},
        {"timeout": "-1 hour"},
        {"overdue_after": "1000 years"},
        {"name": "Test Job"},
    ],
)
def test_a_job_that_could_not_run_is_refused(db: Connection, bad: dict[str, Any]) -> None:
    with refused(db, "23514"):
        job(db, **bad)


def test_a_job_is_a_row(db: Connection) -> None:
    job(db)
    assert value(db, "select is_enabled from jobs where name = 'test_job'")


CHECK = {
    "check_name": "test_check",
    "position": 99,
    "measure": "salesflow.measure_test",
    "unit": "events",
    "limit_is": "maximum",
    "threshold": 5,
    "severity": "warning",
}


def check(db: Connection, **columns: Any) -> None:
    given = CHECK | columns
    db.execute(
        f"insert into health_checks ({', '.join(given)})"
        f" values ({', '.join(['%s'] * len(given))})".encode(),
        list(given.values()),
    )


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        ({"limit_is": "about"}, "23514"),
        ({"severity": "ok"}, "23514"),
        ({"measure": "salesflow.f(); drop table leads"}, "23514"),
        ({"threshold_policy": "bant.green"}, "23514"),
        ({"threshold": None, "threshold_policy": "no.such_policy"}, "23503"),
    ],
)
def test_a_check_that_could_not_judge_is_refused(
    db: Connection, bad: dict[str, Any], code: str
) -> None:
    with refused(db, code):
        check(db, **bad)


def test_a_check_is_a_row_and_a_function(db: Connection) -> None:
    """The shape that system_health calls."""
    check(db)
    db.execute(
        "create function salesflow.measure_test() returns salesflow.measurement language sql"
        " return row(7, null, null)::salesflow.measurement"
    )
    measure = value(db, "select measure from health_checks where check_name = 'test_check'")
    assert rows(db, f"select * from {measure}()") == [
        {"value": 7, "threshold": None, "severity": None}
    ]


@pytest.mark.parametrize(
    ("channel", "locale", "said"),
    [
        ("call", "de-AT", "Telefon"),
        ("sms", "en", "text message"),
        (None, "en", "whatever way you find"),
        ("pigeon", "de", "einem Weg, den Sie erst finden müssen,"),
    ],
)
def test_a_channel_is_said_in_both_languages(
    db: Connection, channel: str | None, locale: str, said: str
) -> None:
    assert value(db, "select salesflow.say_channel(%s, %s)", channel, locale) == said


def test_every_channel_is_a_type_of_activity_and_may_be_wished_for(db: Connection) -> None:
    for found in rows(db, "select channel from contact_channels"):
        key = insert(db, "leads", name="Anna", preferred_channel=found["channel"])
        insert(db, "activities", lead_id=key, type=found["channel"])
