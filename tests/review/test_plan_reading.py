"""Plans are read and made by the user they are for, and by those who may see everybody's."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from tests.conftest import Database
from tests.people import Connection, lead, login_role, refused, rows, user, value

MAKE = "select create_daily_plan(%s)"
READ = "select get_daily_plan(%s)"


def test_a_rep_makes_and_reads_the_own_plan_and_no_other(database: Database) -> None:
    with login_role(database, "salesflow_rep") as role, database.connect() as admin:
        rita, other = user(admin, db_role=role), user(admin, "Other")
        lead(admin, rita)
        with database.connect(user=role) as session:
            with refused(session, "SF301"):
                value(session, READ, rita)
            made = value(session, MAKE, rita)
            assert len(made["top_3_priorities"]) == 1
            assert value(session, READ, rita) == made == value(session, MAKE, rita)
            for what in (MAKE, READ):
                with refused(session, "SF003"):
                    session.execute(what.encode(), (other,))
                with refused(session, "SF003"):
                    session.execute(what.encode(), (uuid4(),))
            found = rows(session, "select name, has_plan_today from find_users()")
            assert found == [{"name": "Rita Rep", "has_plan_today": True}]
            assert rows(session, "select from find_users('Other')") == []


def test_a_gateway_reads_for_the_user_it_acts_for(database: Database) -> None:
    with (
        login_role(database, "salesflow_gateway", "salesflow_rep") as role,
        database.connect() as admin,
    ):
        rita, other = user(admin), user(admin, "Other")
        with database.connect(user=role) as session, session.transaction():
            session.execute("select act_as(%s)", (rita,))
            assert value(session, MAKE, rita)["user_id"] == str(rita)
            with refused(session, "SF003"):
                value(session, READ, other)


def test_an_administrator_sees_everybody(database: Database) -> None:
    with login_role(database, "salesflow_admin") as role, database.connect() as admin:
        rita = user(admin, email="rita@x.de")
        user(admin, "Tom")
        user(admin, "Gone", active=False)
        with database.connect(user=role) as session:
            assert value(session, MAKE, rita)["user_name"] == "Rita Rep"
            with refused(session, "SF004"):
                value(session, READ, uuid4())
            for search in ("rita", "RITA@X.DE", str(rita), "it"):
                found = rows(session, "select user_id from find_users(%s)", search)
                assert found == [{"user_id": rita}]
            names = [f["name"] for f in rows(session, "select name from find_users()")]
            assert names == ["Rita Rep", "Tom"]
            assert rows(session, "select from find_users('%')") == []


def test_a_day_without_plan_is_an_error(db: Connection) -> None:
    rita = user(db)
    value(db, MAKE, rita)
    with refused(db, "SF301"):
        value(db, "select get_daily_plan(%s, %s)", rita, date(2020, 1, 1))


def test_nobody_plans_for_who_has_left(db: Connection) -> None:
    gone = user(db, "Gone", active=False)
    with refused(db, "SF301"):
        value(db, MAKE, gone)


@pytest.mark.parametrize("role", ["salesflow_bi", "salesflow_agent"])
def test_reporting_and_the_agent_make_no_plans(database: Database, role: str) -> None:
    with (
        login_role(database, role) as name,
        database.connect(user=name) as session,
        refused(session, "42501"),
    ):
        session.execute(MAKE.encode(), (uuid4(),))
