"""Whom and what a session may see: real logins, two squads, and the ways around that stay shut."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from tests.conftest import Database
from tests.people import Connection, insert, lead, login_role, refused, row, rows, user, value

DENIED = "42501"
SEEN_USERS = "select name from users order by name"
SEEN_LEADS = "select name from leads order by name"
EVERYBODY = ["Ada", "Mia", "Rita", "Rolf", "Tom"]
ALL_LEADS = ["of Mia", "of Rita", "of Rolf", "of Tom", "of nobody"]


@dataclass
class Team:
    """Two squads: Mia leads Rita and Rolf; Tom is of the other. Ada administers."""

    database: Database
    admin: Connection
    users: dict[str, UUID]
    leads: dict[str, UUID]
    logins: dict[str, str]

    def session(self, who: str) -> Connection:
        return self.database.connect(user=self.logins[who])


@pytest.fixture
def team(database: Database) -> Iterator[Team]:
    with ExitStack() as stack:
        admin = stack.enter_context(database.connect())
        logins = {
            who: stack.enter_context(login_role(database, f"salesflow_{group}"))
            for who, group in {
                "Rita": "rep",
                "Rolf": "rep",
                "Tom": "rep",
                "Mia": "manager",
                "admin": "admin",
                "bi": "bi",
                "gateway": "gateway",
                "stranger": "rep",
            }.items()
        }
        north, south = (insert(admin, "squads", name=name) for name in ("North", "South"))
        users = {
            name: user(admin, name, squad_id=squad, role=role, db_role=logins.get(name))
            for name, squad, role in (
                ("Rita", north, "rep"),
                ("Rolf", north, "rep"),
                ("Mia", north, "manager"),
                ("Tom", south, "rep"),
                ("Ada", None, "admin"),
            )
        }
        leads = {
            name: lead(admin, users.get(name), f"of {name}")
            for name in ("Rita", "Rolf", "Mia", "Tom", "nobody")
        }
        yield Team(database, admin, users, leads, logins)


def seen(session: Connection) -> tuple[list[str], list[str]]:
    return (
        [r["name"] for r in rows(session, SEEN_USERS)],
        [r["name"] for r in rows(session, SEEN_LEADS)],
    )


SEES = {
    "Rita": (["Rita"], ["of Rita"]),
    "Tom": (["Tom"], ["of Tom"]),
    "Mia": (["Mia", "Rita", "Rolf"], ["of Mia", "of Rita", "of Rolf"]),
    "admin": (EVERYBODY, ALL_LEADS),
    "bi": (EVERYBODY, ALL_LEADS),
    "gateway": ([], []),
    "stranger": ([], []),
}


@pytest.mark.parametrize("who", SEES)
def test_each_session_sees_its_own(team: Team, who: str) -> None:
    with team.session(who) as session:
        assert seen(session) == SEES[who]
        # the predicates of the façades say the same
        for name, key in team.users.items():
            assert value(session, "select salesflow.may_see_user(%s)", key) is (
                name in SEES[who][0]
            )
        for name, key in team.leads.items():
            assert value(session, "select salesflow.may_see_lead(%s)", key) is (
                f"of {name}" in SEES[who][1]
            )
        everything = who in {"admin", "bi"}
        assert value(session, "select salesflow.may_see_user(null)") is everything
        assert value(session, "select salesflow.may_see_lead(%s)", uuid4()) is everything


@pytest.mark.parametrize("who", ["Rita", "Mia", "Ada"])
def test_a_gateway_sees_as_the_user_it_acts_for_while_its_transaction_lasts(
    team: Team, who: str
) -> None:
    expected = SEES.get(who, (EVERYBODY, ALL_LEADS))
    with team.session("gateway") as session:
        with session.transaction():
            session.execute("select act_as(%s)", (team.users[who],))
            assert seen(session) == expected
        assert seen(session) == ([], [])


def test_a_gateway_forgets_whom_it_acted_for(team: Team) -> None:
    """Even if it kept the setting for the session, by mistake or not."""
    with team.session("gateway") as session:
        with session.transaction():
            session.execute("select act_as(%s)", (team.users["Rita"],))
            session.execute(
                "select set_config('salesflow.acting_user',"
                " current_setting('salesflow.acting_user'), false)"
            )
        assert seen(session) == ([], [])
        session.execute(
            "select set_config('salesflow.acting_user', %s, false)", (str(team.users["Rita"]),)
        )
        assert seen(session) == ([], [])


def test_who_left_sees_nothing_by_any_way(team: Team) -> None:
    with team.session("gateway") as gateway, team.session("Rita") as rita:
        with gateway.transaction():
            gateway.execute("select act_as(%s)", (team.users["Rita"],))
            assert seen(gateway)[1] == ["of Rita"]
            team.admin.execute("update users set active = false where name = 'Rita'")
            assert seen(gateway) == ([], [])
        assert seen(rita) == ([], [])
    # but the manager still sees what was left behind
    with team.session("Mia") as mia:
        assert seen(mia) == SEES["Mia"]


def test_the_setting_of_a_gateway_opens_nothing_for_a_rep(team: Team) -> None:
    with team.session("Rita") as rita, rita.transaction():
        rita.execute(
            "select set_config('salesflow.acting_user',"
            " %s || ' ' || extract(epoch from transaction_timestamp()), true)",
            (str(team.users["Ada"]),),
        )
        assert seen(rita) == SEES["Rita"]


def test_an_administrator_who_drops_the_right_sees_no_more(team: Team) -> None:
    name = team.logins["admin"]
    team.admin.execute(f"grant salesflow_rep to {name}")
    with team.session("admin") as session:
        assert seen(session) == (EVERYBODY, ALL_LEADS)
        session.execute("set role salesflow_rep")
        assert seen(session) == ([], [])
        assert value(session, "select salesflow.sees_all()") is False
        assert value(session, "select salesflow.may_see_user(%s)", team.users["Rita"]) is False


def test_a_rep_neither_gives_away_nor_takes_a_lead(team: Team) -> None:
    with team.session("Rita") as rita:
        for change in (
            "update leads set user_id = %s",
            "insert into leads (name, user_id) values ('New', %s)",
        ):
            with refused(rita, DENIED):
                rita.execute(change.encode(), (team.users["Rolf"],))
        with refused(rita, DENIED):
            rita.execute("insert into leads (name) values ('Nobody''s')")
        rita.execute("insert into leads (name, user_id) values ('New', %s)", (team.users["Rita"],))
        changed = rita.execute("update leads set priority = 'high'")
        assert changed.rowcount == 2
        with refused(rita, DENIED):
            rita.execute("delete from leads")
    assert rows(team.admin, "select name from leads where priority = 'high' order by name") == [
        {"name": "New"},
        {"name": "of Rita"},
    ]


def test_a_manager_hands_leads_over_within_the_squad_only(team: Team) -> None:
    with team.session("Mia") as mia:
        key = team.leads["Rita"]
        mia.execute("update leads set user_id = %s where id = %s", (team.users["Rolf"], key))
        for outside in (team.users["Tom"], None):
            with refused(mia, DENIED):
                mia.execute("update leads set user_id = %s where id = %s", (outside, key))
        for hidden in (team.leads["Tom"], team.leads["nobody"]):
            assert (
                mia.execute(
                    "update leads set user_id = %s where id = %s", (team.users["Mia"], hidden)
                ).rowcount
                == 0
            )
    assert row(team.admin, "select user_id from leads where id = %s", key) == {
        "user_id": team.users["Rolf"]
    }


def test_a_gateway_hands_over_what_its_user_may(team: Team) -> None:
    hand_over = "update leads set user_id = %s where name = 'of Rita'"
    with team.session("gateway") as session:
        with refused(session, DENIED):
            session.execute("select act_as(%s)", (team.users["Rita"],))
            session.execute(hand_over.encode(), (team.users["Rolf"],))
        with session.transaction():
            session.execute("select act_as(%s)", (team.users["Mia"],))
            assert session.execute(hand_over.encode(), (team.users["Rolf"],)).rowcount == 1


def test_what_happened_is_entered_for_own_leads_and_in_one_s_own_name(team: Team) -> None:
    note = "insert into activities (lead_id, user_id, type) values (%s, %s, 'call')"
    score = (
        "insert into bant_assessments (lead_id, user_id, budget_score, authority_score,"
        " need_score, timeline_score) values (%s, %s, 80, 80, 80, 80)"
    )
    with team.session("Rita") as rita:
        for statement in (note, score):
            rita.execute(statement.encode(), (team.leads["Rita"], team.users["Rita"]))
            for of, by in (("Rolf", "Rita"), ("nobody", "Rita"), ("Rita", "Rolf")):
                with refused(rita, DENIED):
                    rita.execute(statement.encode(), (team.leads[of], team.users[by]))
        # rules work along: the call made contact, the score qualified
        assert value(rita, "select status from leads") == "qualified"
        assert value(rita, "select total_interactions from lead_context_summaries") == 1
    with team.session("Tom") as tom:
        for table in ("activities", "bant_assessments", "lead_summaries", "current_bant"):
            assert not rows(tom, f"select from {table}")
    with team.session("Mia") as mia:
        assert value(mia, "select count(*) from activities") == 1


def test_a_function_of_one_s_own_does_not_see_what_the_policy_hides(team: Team) -> None:
    """The condition of the policy comes before any condition that could tell."""
    with team.session("Rita") as rita:
        rita.execute(
            "create function pg_temp.tell(text) returns boolean language plpgsql cost 0.0001 as"
            " $$begin raise notice '%', $1; return true; end$$"
        )
        told: list[str] = []
        rita.add_notice_handler(lambda diagnostic: told.append(diagnostic.message_primary or ""))
        rows(rita, "select from leads where pg_temp.tell(name)")
    assert told == ["of Rita"]


def test_the_look_up_runs_once_and_leaves_the_index_usable(team: Team) -> None:
    team.admin.execute(
        "insert into leads (name, user_id)"
        " select 'x' || n, u.id from users as u, generate_series(1, 2000) as n"
        " where u.name <> 'Rita'"
    )
    team.admin.execute("analyze leads")
    with team.session("Rita") as rita:
        plan = "\n".join(r["QUERY PLAN"] for r in rows(rita, "explain select * from leads"))
    assert "InitPlan" in plan
    assert "Index Cond: (user_id = ANY ($0))" in plan
