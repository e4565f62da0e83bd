"""A small sales team, made by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg

Row = dict[str, Any]
Db = psycopg.Connection[Row]


def one(db: Db, statement: str, *parameters: object) -> Row:
    row = db.execute(statement, parameters).fetchone()
    assert row is not None
    return row


def add_user(db: Db, name: str = "Rosa Rep") -> UUID:
    key: UUID = one(db, "insert into users (name) values (%s) returning id", name)["id"]
    return key


def add_lead(db: Db, user: UUID | None = None, age: str = "100 days", **columns: object) -> UUID:
    values = {"name": "Max Mustermann", "user_id": user} | columns
    names = ", ".join(values)
    marks = ", ".join(["%s"] * len(values))
    key: UUID = one(
        db,
        f"insert into leads ({names}, created_at) values ({marks}, now() - %s::interval)"
        " returning id",
        *values.values(),
        age,
    )["id"]
    return key


def add_contact(db: Db, lead: UUID, age: str, kind: str = "call") -> None:
    db.execute(
        "insert into activities (lead_id, type, occurred_at) values (%s, %s, now() - %s::interval)",
        [lead, kind, age],
    )


def add_bant(db: Db, lead: UUID, score: int | None, age: str = "1 day") -> None:
    db.execute(
        "insert into bant_assessments (lead_id, budget_score, authority_score, need_score,"
        " timeline_score, assessed_at)"
        " values (%(lead)s, %(s)s, %(s)s, %(s)s, %(s)s, now() - %(age)s::interval)",
        {"lead": lead, "s": score, "age": age},
    )


def add_profile(db: Db, lead: UUID, d: int, i: int, s: int, c: int, sure: float = 0.8) -> None:
    db.execute(
        "insert into personality_profiles (lead_id, dominance_score, influence_score,"
        " steadiness_score, conscientiousness_score, confidence) values (%s, %s, %s, %s, %s, %s)",
        [lead, d, i, s, c, sure],
    )


def decide(db: Db, lead: UUID, status: str, age: str = "0") -> None:
    """A person decides; the history is then dated back, as an import would have it."""
    db.execute("update leads set status = %s where id = %s", [status, lead])
    db.execute(
        "update lead_status_history set created_at = now() - %s::interval"
        " where lead_id = %s and to_status = %s",
        [age, lead, status],
    )
