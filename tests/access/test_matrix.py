"""The access matrix (matrix.csv) is what holds: every case of the catalog, tried as its role.

A line is an object, a verb, the columns it is for (none: all of it) and the roles that may.
`rows` says which rows of a table people see: those of the users they see (user), of their leads
(lead), of their leads and where there is none of the users (subject), of their plans (plan), of the
settings they may read (setting), of their squad (squad), or none (nobody).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.access.world import (
    COLUMNS,
    GROUPS,
    OURS,
    PROTECTED,
    Right,
    World,
    make,
    mark,
    matrix,
    sees,
    world,
)
from tests.cluster import Cluster
from tests.conftest import clone
from tests.people import Connection, rows, value

RIGHTS = matrix()
TABLES = sorted({r.object for r in RIGHTS if r.verb == "select"})
KIND = {r.object: r.rows for r in RIGHTS if r.rows}
FUNCTIONS = [(role, r.object) for r in RIGHTS if r.verb == "execute" for role in r.roles]
DENIED = psycopg.errors.InsufficientPrivilege
PEOPLE = ("rep", "manager", "gateway")

GRANTS = f"""
  with grants as (
    select format('%I.%I', n.nspname, c.relname) as object, a.privilege_type, null as column,
      a.grantee
    from pg_class as c join pg_namespace as n on n.oid = c.relnamespace, aclexplode(c.relacl) as a
    where n.oid in {OURS}
    union all
    select format('%I.%I', n.nspname, c.relname), a.privilege_type, f.attname, a.grantee
    from pg_attribute as f join pg_class as c on c.oid = f.attrelid
      join pg_namespace as n on n.oid = c.relnamespace, aclexplode(f.attacl) as a
    where n.oid in {OURS}
    union all
    select format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)),
      a.privilege_type, null, a.grantee
    from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace,
      aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
    where n.oid in {OURS}
      and not exists (
        select from pg_depend as d
        where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  )
  select object, lower(privilege_type) as verb, "column",
    case grantee when 0 then 'public' else grantee::regrole::text end as role
  from grants
  -- the owner may do all, and the jobs are its members
  where grantee = 0
    or pg_get_userbyid(grantee) not in ('salesflow_owner', 'salesflow_jobs', 'postgres')"""


@pytest.fixture(scope="module")
def it(cluster: Cluster, template: str) -> Iterator[World]:
    with clone(cluster, template) as database, world(database) as made:
        yield made


@pytest.fixture(scope="module")
def owner(it: World) -> Iterator[Connection]:
    with it.database.connect() as connection:
        yield connection


def attempt(session: Connection, statement: sql.Composed | str, *values: Any) -> Any:
    """What came of a statement, undone: its rows, how many it changed, or its error."""
    query = statement.encode() if isinstance(statement, str) else statement
    try:
        with session.transaction(force_rollback=True):
            done = session.execute(query, values or None)
            return done.fetchall() if done.description else done.rowcount
    except psycopg.Error as error:
        return error


# --- The matrix and the catalog say the same ---------------------------------------------


def test_nothing_is_granted_that_is_not_in_the_matrix_and_the_other_way_round(
    owner: Connection,
) -> None:
    wanted = {
        (r.object, r.verb, column, f"salesflow_{role}")
        for r in RIGHTS
        for column in (r.columns or (None,))
        for role in r.roles
    }
    found = {(g["object"], g["verb"], g["column"], g["role"]) for g in rows(owner, GRANTS)}
    assert sorted(map(str, found - wanted)) == [], "granted, but not in tests/access/matrix.csv"
    assert sorted(map(str, wanted - found)) == [], "in tests/access/matrix.csv, but not granted"


def test_every_table_with_rows_of_somebody_is_protected(owner: Connection) -> None:
    """Also a table whose key is a lead or a user, and the machinery's."""
    somebody = f"""
      select distinct format('%I.%I', n.nspname, c.relname) as name,
        c.relrowsecurity and c.relforcerowsecurity as is_protected,
        exists (select from pg_policy as p where p.polrelid = c.oid and p.polname = 'owner')
          as has_policies
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
      where n.oid in {OURS} and c.relkind in ('r', 'p')
        and (c.oid in ('public.leads'::regclass, 'public.users'::regclass)
          or exists (select from pg_attribute as a where a.attrelid = c.oid and a.attnum > 0
            and a.attname in ('lead_id', 'user_id'))
          or exists (select from pg_constraint as k where k.conrelid = c.oid and k.contype = 'f'
            and k.confrelid in ('public.leads'::regclass, 'public.users'::regclass)))"""
    found = rows(owner, somebody)
    assert len(found) > 10
    assert [r["name"] for r in found if not r["is_protected"]] == []
    assert [r["name"] for r in found if not r["has_policies"]] == []
    # and whose its rows are is in the matrix, wherever anybody may read it
    readable = {r.object for r in RIGHTS if r.verb == "select"}
    assert {r["name"] for r in rows(owner, PROTECTED)} & readable == set(KIND) & readable


def test_views_for_people_ask_as_who_reads_them(owner: Connection) -> None:
    loose = rows(
        owner,
        f"select c.oid::regclass::text as name from pg_class as c where c.relnamespace in {OURS}"
        " and (c.relkind = 'm' or c.relkind = 'v' and not coalesce("
        "   'security_invoker=true' = any (c.reloptions), false))"
        " and exists (select from aclexplode(c.relacl) as a"
        "   where a.grantee = any ("
        "     array['salesflow_rep', 'salesflow_manager', 'salesflow_gateway']::regrole[]))",
    )
    assert loose == []


# --- Rows --------------------------------------------------------------------------------


COUNTED = sorted(t for t, kind in KIND.items() if kind not in ("setting", "squad"))


@pytest.mark.parametrize("table", COUNTED)
def test_each_role_sees_exactly_the_rows_that_concern_it(it: World, table: str) -> None:
    made = it.rows[table]
    if KIND[table] == "nobody" and not made:
        pytest.skip("its rows name nobody by lead_id or user_id")
    assert {by for _, by in made.values()} >= {"Rita", "Rolf", "Tom"}, (
        f"no rows of {table} to judge by"
    )
    sessions = [
        ("rep", None, "Rita"),
        ("manager", None, "manager"),
        ("gateway", "Rita", "Rita"),
        ("gateway", "Mia", "manager"),
        ("gateway", "Ada", "Ada"),
        ("gateway", "", "nobody"),
        ("bi", None, "bi"),
        ("admin", None, "admin"),
        ("jobs", None, "jobs"),
    ]
    readers = {role for r in RIGHTS if r.object == table and r.verb == "select" for role in r.roles}
    for role, acting_for, who in sessions:
        if role not in readers | {"jobs"}:
            continue
        with it.session(role, acting_for) as session:
            seen = {
                r["ctid"] for r in rows(session, f"select ctid::text from {table}")
            } & made.keys()
        expected = {c for c, (of, by) in made.items() if sees(KIND[table], who, of, by)}
        assert seen == expected, (role, acting_for, {made[c] for c in seen ^ expected})


@pytest.mark.parametrize("table", TABLES)
def test_a_rep_reads_nothing_that_is_marked_as_another_s(it: World, table: str) -> None:
    with it.session("rep") as session:
        found = attempt(session, f"select * from {table}")
    readers = {role for r in RIGHTS if r.object == table and r.verb == "select" for role in r.roles}
    if "rep" not in readers:
        assert isinstance(found, DENIED)
        return
    assert not isinstance(found, psycopg.Error), found
    # a table about users and leads may say of a lead what another user did with it
    if KIND.get(table) not in ("lead", "subject", "user", "plan"):
        assert mark("Tom") not in str(found)
    assert mark(None) not in str(found)


@pytest.mark.parametrize("role", [*GROUPS, "stranger"])
def test_each_role_reads_what_the_matrix_says_and_nothing_else(it: World, role: str) -> None:
    with it.session(role) as session:
        with it.database.connect() as owner:
            everything = rows(
                owner,
                f"select format('%I.%I', n.nspname, c.relname) as name from pg_class as c"
                f" join pg_namespace as n on n.oid = c.relnamespace where n.oid in {OURS}"
                " and c.relkind in ('r', 'p', 'v', 'm')",
            )
        for name in (r["name"] for r in everything):
            may = any(r.object == name and r.verb == "select" and role in r.roles for r in RIGHTS)
            found = attempt(session, f"select * from {name} limit 5")
            if may:
                assert not isinstance(found, psycopg.Error), (name, found)
            else:
                assert isinstance(found, DENIED), (name, found)


# --- Writing -----------------------------------------------------------------------------


def rights(table: str, role: str, verb: str) -> tuple[str, ...] | None:
    """Columns that a role may write; none of them named: all; null: it may not at all."""
    lines = [r for r in RIGHTS if r.object == table and r.verb == verb and role in r.roles]
    if not lines:
        return None
    if any(not r.columns for r in lines):
        return ()
    return tuple(column for r in lines for column in r.columns)


@pytest.mark.parametrize("role", [*GROUPS, "stranger"])
def test_each_role_changes_the_columns_it_may_of_the_rows_it_may(it: World, role: str) -> None:
    """Every column of every table: as it is, so that only the right to it is at stake."""
    tried = 0
    with it.database.connect() as owner, it.session(role) as session:
        for name in (t["name"] for t in rows(owner, ALL_TABLES)):
            may = rights(name, role, "update")
            writable = [c["name"] for c in rows(owner, COLUMNS, name)]
            made = it.rows.get(name, {})
            for column in writable:
                change = sql.SQL("update {} set {} = {} ").format(
                    sql.SQL(name),
                    sql.Identifier(column),
                    sql.Identifier(column),
                )
                if may is None or (may and column not in may):
                    assert isinstance(attempt(session, change), DENIED), (name, column)
                    continue
                tried += 1
                if name not in KIND or KIND[name] in ("squad", "setting"):
                    found = attempt(session, change)
                    assert not isinstance(found, DENIED), (name, column, found)
                    continue
                who = {"rep": "Rita", "gateway": "Rita"}.get(role, role)
                for ctid, (of, by) in made.items():
                    found = attempt(session, change + sql.SQL("where ctid = %s::tid"), ctid)
                    expected = int(sees(KIND[name], who, of, by))
                    assert found == expected, (name, column, of, by, found)
    assert bool(tried) is (role in {*PEOPLE, "admin"})


ALL_TABLES = f"""
  select format('%I.%I', n.nspname, c.relname) as name
  from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
  where n.oid in {OURS} and c.relkind in ('r', 'p')
  order by 1"""


@pytest.mark.parametrize("role", [*GROUPS, "stranger"])
def test_each_role_adds_and_deletes_what_it_may(it: World, role: str) -> None:
    with it.database.connect() as owner:
        tables = [t["name"] for t in rows(owner, ALL_TABLES)]
    with it.database.connect() as owner, it.session(role) as session:
        for name in tables:
            may = rights(name, role, "insert")
            if may is None:
                found = attempt(session, f"insert into {name} default values")
                # a column that is always generated is refused before anybody asks who wants it
                assert isinstance(found, DENIED), (name, found)
            else:
                add(it, owner, session, role, name, may)
            found = attempt(session, f"delete from {name}")
            if rights(name, role, "delete") is None:
                assert isinstance(found, DENIED), (name, found)
            else:
                assert not isinstance(found, DENIED), (name, found)


def add(
    it: World, owner: Connection, session: Connection, role: str, table: str, may: tuple[str, ...]
) -> None:
    """A role adds rows of its own, and none of others."""
    who = {"rep": "Rita", "gateway": "Rita", "manager": "Mia"}.get(role)
    if table in KIND and who:
        cases = [(who, True), ("Tom", False), (None, False)]
        if role != "manager":
            cases.append(("Rolf", False))
    else:
        cases = [("Rita", True)]
    given_all = [(somebody, allowed, it.keys(table, somebody)) for somebody, allowed in cases]
    if table in KIND and who:
        # one's own name to somebody else's lead, and the other way round
        crossed = (
            it.keys(table, who) | {"lead_id": it.leads["Tom"]},
            it.keys(table, who) | {"user_id": it.users["Tom"]},
        )
        if len(it.keys(table, who)) == 2:
            given_all += [(who, False, keys) for keys in crossed]
    for somebody, allowed, given in given_all:
        values = {name: given[name] for name in given if not may or name in may}
        described = describe(owner, table)
        problem = None
        try:
            with session.transaction(force_rollback=True):
                make(session, table, somebody, may, columns=described, returning="", **values)
        except psycopg.Error as error:
            problem = error
        if allowed:
            # what makes sense as a setting is not ours to guess
            assert not isinstance(problem, DENIED), (table, problem)
            # a row of that key may be there already: everything before that was allowed
            if table in KIND:
                unique = isinstance(problem, psycopg.errors.UniqueViolation)
                assert problem is None or unique, (table, problem)
        else:
            assert isinstance(problem, DENIED), (table, somebody, problem)


def describe(owner: Connection, table: str) -> list[dict[str, Any]]:
    return rows(owner, COLUMNS, table)


# --- Functions ---------------------------------------------------------------------------

ARGUMENTS = """
  select t.name, t.type::regtype::text as type
  from pg_proc as p
  cross join unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid[]) as t (name, type)
  where p.oid = %s::regprocedure and t.name is not null"""
SOME = {
    "text": "'x'", "text[]": "'{x}'", "jsonb": "'{}'", "integer": "1", "bigint": "1",
    "numeric": "1", "boolean": "true", "timestamp with time zone": "now()", "date": "current_date",
    "double precision": "1", "interval": "'1 minute'", "regclass": "'public.squads'",
    "double precision[]": "'{0.5}'", "jsonb[]": "'{}'",
    "uuid[]": "array[{id}]::uuid[]", "uuid": "{id}::uuid", "policies": "null",
}  # fmt: skip
# What a function must be asked for to go all its way.
KNOWN = {
    "p_job_name": "'health_check'",
    "p_key": "'bant.green'",
    "p_locale": "'de'",
    "p_zone": "'UTC'",
}


SPEAKS_OF = {
    "p_user_id": "users",
    "p_user_ids": "users",
    "p_lead_id": "leads",
    "p_lead_ids": "leads",
    "p_action_id": "autonomous_actions",
    "p_id": "ai_recommendations",
}


def ids(it: World, of: str, name: str) -> str:
    """The id of what a parameter speaks of, of somebody."""
    table = SPEAKS_OF.get(name)
    if table is None:
        return "gen_random_uuid()"
    ctids = [c for c, (lead, by) in it.rows[f"public.{table}"].items() if lead == by == of]
    with it.database.connect() as owner:
        return f"'{value(owner, f'select id from public.{table} where ctid = %s::tid', ctids[0])}'"


def call(it: World, owner: Connection, signature: str, of: str) -> str:
    oid = value(
        owner,
        "select p.oid::regprocedure::text from pg_proc as p"
        f" join pg_namespace as n on n.oid = p.pronamespace where n.oid in {OURS}"
        " and format('%%I.%%I(%%s)', n.nspname, p.proname,"
        "   pg_get_function_identity_arguments(p.oid)) = %s",
        signature,
    )
    arguments = [
        KNOWN.get(a["name"], SOME[a["type"]]).replace("{id}", ids(it, of, a["name"]))
        for a in rows(owner, ARGUMENTS, oid)
    ]
    return (
        f"select f::text as answer from {signature.partition('(')[0]}({', '.join(arguments)}) as f"
    )


@pytest.mark.parametrize(("role", "signature"), FUNCTIONS)
def test_each_function_runs_as_the_role_that_was_granted_it(
    it: World, owner: Connection, role: str, signature: str
) -> None:
    """It may find nothing or refuse what it was asked; it never lacks a right on its way."""
    with it.session(role) as session:
        found = attempt(session, call(it, owner, signature, "Rita"))
    if isinstance(found, psycopg.Error):
        assert not isinstance(found, DENIED), found
        # said by us, or by a check of what is nonsense here
        assert (found.sqlstate or "")[:2] in {"SF", "22", "23"}, (found.sqlstate, found)


@pytest.mark.parametrize(("role", "signature"), [f for f in FUNCTIONS if f[0] in PEOPLE])
def test_no_function_tells_people_of_others(
    it: World, owner: Connection, role: str, signature: str
) -> None:
    with it.session(role) as session:
        found = str(attempt(session, call(it, owner, signature, "Tom")))
        everything = str(
            attempt(session, f"select f::text from {signature.partition('(')[0]}(null) as f")
        )
    for other in ("Tom", None):
        assert mark(other) not in found
        assert mark(other) not in everything


@pytest.mark.parametrize("role", [*GROUPS, "stranger"])
def test_no_other_function_can_be_called(it: World, owner: Connection, role: str) -> None:
    may = {r.object for r in RIGHTS if r.verb == "execute" and role in r.roles}
    others = rows(
        owner,
        "select format('%I.%I(%s)', n.nspname, p.proname,"
        "   pg_get_function_identity_arguments(p.oid)) as name,"
        " p.prokind::text as kind, n.nspname || '.' || p.proname as bare,"
        " array(select format_type(t, null) from unnest(p.proargtypes::oid[]) as t) as types"
        " from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace"
        f" where n.oid in {OURS}"
        " and p.prorettype not in ('trigger'::regtype, 'event_trigger'::regtype)"
        " and pg_get_userbyid(p.proowner) in ('salesflow_owner', 'salesflow_jobs')",
    )
    with it.session(role) as session:
        for function in others:
            if function["name"] in may:
                continue
            # not null: a strict function of nothing but nulls is never called
            nulls = ", ".join(
                f"({SOME.get(t, 'null').replace('{id}', 'gen_random_uuid()')})::{t}"
                for t in function["types"]
                if not t.startswith("any")
            )
            if any(t.startswith("any") for t in function["types"]):
                nulls = "'x', array['x'], now()"
            verb = "call" if function["kind"] == "p" else "select"
            found = attempt(session, f"{verb} {function['bare']}({nulls})")
            assert isinstance(found, DENIED), (function["name"], found)


def test_a_right_is_a_line_of_its_own() -> None:
    """So that a difference is seen in a review."""
    keys = [(r.object, r.verb, r.columns, r.roles) for r in RIGHTS]
    assert len(keys) == len(set(keys))
    assert all(isinstance(r, Right) and set(r.roles) <= set(GROUPS) for r in RIGHTS)
