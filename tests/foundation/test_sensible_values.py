"""A value that later computations cannot bear is refused where it is entered."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import psycopg
import pytest

from tests.people import Connection, activity, bant, insert, lead, refused, rows, user, value

# Values that a type takes and that would break a rule, a view or a plan for everybody else.
SENSELESS = {
    "timestamp with time zone": [
        "infinity",
        "-infinity",
        "1900-01-01",
        "1969-12-31 23:59:59+00",
        "2200-01-01 00:00+00",
        "294276-01-01",
    ],
    "numeric": ["NaN", "Infinity", "-0.01", "1e15"],
    "interval": ["-1 day", "999 years", "-1 mon 29 days"],
    "time without time zone": ["24:00", "23:50"],
}
# Every column of such a type that a person may write.
WRITABLE = """
    select distinct format('%%s.%%s', a.attrelid::regclass, a.attname) as column,
      a.attrelid::regclass::text as table, a.attname as name,
      format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as type
    from pg_attribute as a
    join pg_class as c on c.oid = a.attrelid and c.relkind = 'r'
    join pg_type as t on t.oid = a.atttypid
    cross join unnest(array['admin', 'manager', 'rep', 'gateway', 'bi']) as role
    where c.relnamespace in ('public'::regnamespace, 'salesflow'::regnamespace)
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      and format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) = any (%s)
      and has_column_privilege('salesflow_' || role, c.oid, a.attnum, 'insert, update')
    order by 1"""


@pytest.fixture
def full(db: Connection) -> Connection:
    """A database with a row in every table that people write."""
    squad = insert(db, "squads", name="North")
    rita = user(db, squad_id=squad)
    key = lead(db, rita)
    activity(db, key)
    bant(db, key, 80)
    insert(
        db,
        "personality_profiles",
        lead_id=key,
        dominance_score=1,
        influence_score=2,
        steadiness_score=3,
        conscientiousness_score=4,
    )
    insert(db, "playbook_executions", lead_id=key, playbook_name="DEAL-MEDIC")
    insert(db, "notifications", user_id=rita, kind="test", title="Test")
    company = insert(db, "companies", name="Acme")
    insert(db, "contacts", name="Max Mustermann", company_id=company)
    db.execute("insert into competitors (name) values ('Rival')")
    return db


def test_no_column_that_people_write_takes_what_breaks_others(full: Connection) -> None:
    columns = rows(full, WRITABLE, [*SENSELESS, "date", "double precision", "real"])
    assert len(columns) > 20
    taken = []
    for column in columns:
        assert value(full, f"select count(*) > 0 from {column['table']}"), column["table"]
        for bad in SENSELESS[column["type"]]:
            statement = f"update {column['table']} set {column['name']} = %s"
            try:
                with full.transaction(force_rollback=True):
                    full.execute(statement.encode(), (bad,))
            except psycopg.errors.IntegrityError:
                continue
            except psycopg.errors.NumericValueOutOfRange:
                continue
            taken.append(f"{column['column']}: {bad}")
    assert taken == []


@pytest.mark.parametrize("at", ["1970-01-01 00:00+00", "2199-12-31 23:59:59+00"])
def test_an_instant_from_1970_to_2199_is_taken(db: Connection, at: str) -> None:
    key = lead(db, created_at=at)
    activity(db, key, occurred_at=at)
    assert value(db, "select created_at = last_contact_at from leads where id = %s", key)


@pytest.mark.parametrize("amount", ["0", "0.01", "999999999999.99"])
def test_an_amount_of_money_is_taken(db: Connection, amount: str) -> None:
    key = lead(db, deal_value=amount)
    assert value(db, "select deal_value from leads where id = %s", key) == Decimal(amount)


def test_a_senseless_value_says_which_rule_it_breaks(db: Connection) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as caught, db.transaction():
        lead(db, created_at="1900-01-01")
    assert caught.value.diag.constraint_name == "sensible_instant"
    with pytest.raises(psycopg.errors.CheckViolation) as caught, db.transaction():
        lead(db, deal_value="NaN")
    assert caught.value.diag.constraint_name == "sensible_amount"


@pytest.mark.parametrize("time", ["00:00", "08:30", "23:45"])
def test_a_day_may_be_planned_until_its_last_tick(db: Connection, time: str) -> None:
    key = user(db, review_time=time)
    assert value(db, "select review_time::text from users where id = %s", key) == f"{time}:00"


@pytest.mark.parametrize("channel", ["telepathy", "phone", ""])
def test_a_lead_is_reached_by_known_ways_only(db: Connection, channel: str) -> None:
    with refused(db, "23503"):
        lead(db, preferred_channel=channel)


def copied(db: Connection, *lines: tuple[Any, ...]) -> None:
    with db.cursor().copy("copy leads (name, created_at) from stdin") as copy:
        for line in lines:
            copy.write_row(line)


def test_a_copy_names_the_line_that_makes_no_sense(db: Connection) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as caught, db.transaction():
        copied(db, ("Anna", "2026-01-01"), ("Tom", "1900-01-01"))
    assert "line 2" in str(caught.value.diag.context)
