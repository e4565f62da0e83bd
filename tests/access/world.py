"""Two squads with data in every protected table, and a login of every role: made from the catalog.

Mia leads Rita and Rolf; Tom is of the other squad, Ada administers. Whatever a row says of somebody
carries that somebody's mark, so that a leak shows wherever it comes out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from tests.conftest import Database
from tests.people import Connection, insert, lead, login_role, rows, user

MATRIX = Path(__file__).parent / "matrix.csv"
OURS = "('public'::regnamespace, 'salesflow'::regnamespace)"
GROUPS = ("rep", "manager", "gateway", "bi", "admin", "agent")
OWNERS = ("Rita", "Rolf", "Mia", "Tom", None)
_numbers = count(1)


class Right(NamedTuple):
    """One line of the matrix: who may do what, and to whose rows."""

    object: str
    verb: str
    columns: tuple[str, ...]
    roles: tuple[str, ...]
    rows: str


def matrix() -> list[Right]:
    with MATRIX.open(newline="") as file:
        return [
            Right(
                r["object"],
                r["verb"],
                tuple(r["columns"].split()),
                tuple(r["roles"].split()),
                r["rows"],
            )
            for r in csv.DictReader(file)
        ]


def mark(owner: str | None) -> str:
    return f"mark of {owner or 'nobody'}"


PROTECTED = f"""
  select format('%I.%I', n.nspname, c.relname) as name
  from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
  where n.oid in {OURS} and c.relkind in ('r', 'p') and c.relrowsecurity
  order by 1"""

# --- Rows for any table ------------------------------------------------------------------

COLUMNS = """
  select a.attname as name, a.attnotnull or t.typnotnull as is_required,
    d.oid is not null as has_default,
    coalesce(b.typname, t.typname) as type, t.typname as domain,
    (select array_agg(m[1]) from pg_constraint as k,
        regexp_matches(pg_get_constraintdef(k.oid), '''([^'']+)''', 'g') as m
      where k.contype = 'c'
        and (k.conrelid = a.attrelid and k.conkey = array[a.attnum] or k.contypid = t.oid)
        and pg_get_constraintdef(k.oid) ~ 'ANY|= ') as choices,
    (select format('select %%I as key from %%s limit 1', r.attname, k.confrelid::regclass)
      from pg_constraint as k
      join pg_attribute as r on r.attrelid = k.confrelid and r.attnum = k.confkey[1]
      where k.contype = 'f' and k.conrelid = a.attrelid and k.conkey = array[a.attnum]
      limit 1) as refers_to
  from pg_attribute as a
  join pg_type as t on t.oid = a.atttypid
  left join pg_type as b on b.oid = t.typbasetype
  left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attrelid = %s::regclass and a.attnum > 0 and not a.attisdropped
    and a.attgenerated = '' and a.attidentity = ''
  order by a.attnum"""
DOMAINS = {"currency": "EUR", "locale": "de", "time_zone": "UTC", "priority": "high"}
OTHER: dict[str, list[Any]] = {
    "numeric": ["0.5"], "float8": [0.5], "float4": [0.5], "bool": [True],
    "timestamptz": ["now"], "date": ["today"], "time": ["10:00"], "interval": ["1 day"],
    "jsonb": ["{}", "[]", '"x"'], "name": ["nobody_at_all"], "bytea": [b"x"],
    "_text": ["{}"], "_uuid": ["{}"], "_int2": ["{}"], "_int4": ["{}"], "_numeric": ["{}"],
}  # fmt: skip


def candidates(column: dict[str, Any], owner: str | None) -> list[Any]:
    if column["type"] == "uuid":
        return [uuid4()]
    if column["domain"] in DOMAINS:
        return [DOMAINS[column["domain"]]]
    if column["type"] in ("text", "varchar"):
        # whatever the checks of a column may ask for
        return [
            *([] if column["choices"] else [mark(owner)]),
            *(column["choices"] or []),
            f"x_{next(_numbers)}", f"x.y{next(_numbers)}", "x.y", "salesflow.x", "public.leads",
            "Europe/Berlin", "de", "EUR", "0 * * * *", "a@example.org",
        ]  # fmt: skip
    if column["type"] in ("int2", "int4", "int8"):
        # a key where there is one, else as small as a score
        return [next(_numbers), 1]
    return list(OTHER.get(column["type"], ["{}"]))


def make(
    db: Connection,
    table: str,
    owner: str | None,
    only: tuple[str, ...] = (),
    columns: list[dict[str, Any]] | None = None,
    returning: str = " returning ctid::text",
    **given: Any,
) -> str:
    """Insert a row that is valid in itself, with the mark of its owner; its ctid.

    `only` these columns, if there are any; what is known of them from a session that may ask.
    """
    described = columns if columns is not None else rows(db, COLUMNS, table)
    known = {c["name"]: c for c in described}
    wanted: dict[str, list[Any]] = {}
    for name, column in known.items():
        if name in given:
            wanted[name] = [given[name]]
        elif only and name not in only:
            continue
        elif column["refers_to"] and (column["is_required"] and not column["has_default"]):
            wanted[name] = [r["key"] for r in rows(db, column["refers_to"])]
        elif column["refers_to"] or (column["has_default"] and column["type"] != "text"):
            continue
        elif (column["is_required"] and not column["has_default"]) or (
            column["type"] == "text" and not column["choices"] and not column["has_default"]
        ):
            wanted[name] = candidates(column, owner)
    last: psycopg.Error | None = None
    for _ in range(100):
        statement = sql.SQL("insert into {} ({}) values ({}){}").format(
            sql.SQL(table),
            sql.SQL(", ").join(map(sql.Identifier, wanted)),
            sql.SQL(", ").join(sql.Placeholder() * len(wanted)),
            sql.SQL(returning),
        )
        try:
            with db.transaction():
                done = db.execute(statement, [values[0] for values in wanted.values()])
                return str(done.fetchall()[0]["ctid"]) if returning else ""
        except (psycopg.errors.CheckViolation, psycopg.errors.InvalidTextRepresentation) as error:
            # other words for what the constraint speaks of, or any of the type
            last, domain = error, error.diag.datatype_name
            free = [name for name, values in wanted.items() if len(values) > 1]
            named = [] if domain else constraint(db, table, error)
            blamed = [n for n in free if known[n]["domain"] == domain or n in named] or free
            if not blamed:
                raise
            for name in blamed:
                wanted[name] = [*wanted[name][1:], wanted[name][0]]
    assert last is not None
    raise last


def constraint(db: Connection, table: str, error: psycopg.Error) -> list[str]:
    """The columns that a violated constraint names."""
    return [
        r["attname"]
        for r in rows(
            db,
            "select a.attname from pg_constraint as k join pg_attribute as a"
            " on a.attrelid = k.conrelid and a.attnum = any (k.conkey)"
            " where k.conrelid = %s::regclass and k.conname = %s",
            table,
            error.diag.constraint_name,
        )
    ]


# --- The world ---------------------------------------------------------------------------


@dataclass
class World:
    """Who is there, and whose each row is: {table: {ctid: (owner of its lead, its user)}}."""

    database: Database
    users: dict[str | None, UUID | None]
    leads: dict[str | None, UUID]
    logins: dict[str, str]
    rows: dict[str, dict[str, tuple[str | None, str | None]]] = field(default_factory=dict)

    @contextmanager
    def session(self, role: str, acting_for: str | None = None) -> Iterator[Connection]:
        """A login of a role in a transaction whose work is undone; a gateway acts for Rita."""
        with self.database.connect(user=self.logins[role], autocommit=False) as session:
            session.execute("set local lock_timeout = '5s'")
            if role == "gateway" and acting_for is None:
                acting_for = "Rita"
            if role == "gateway" and acting_for:
                session.execute("select public.act_as(%s)", (self.users[acting_for],))
            yield session
            session.rollback()

    def keys(self, table: str, name: str | None) -> dict[str, Any]:
        """What says that a row of a table is somebody's."""
        with self.database.connect() as admin:
            has = {c["name"] for c in rows(admin, COLUMNS, table)}
        found: dict[str, Any] = {}
        if "lead_id" in has:
            found["lead_id"] = self.leads[name]
        if "user_id" in has:
            found["user_id"] = self.users[name]
        return found

    def fill(self) -> None:
        """Rows of everybody in every table whose rows are somebody's."""
        with self.database.connect() as admin:
            admin.execute("set session_replication_role = replica")
            for table in (r["name"] for r in rows(admin, PROTECTED)):
                self.rows[table] = {}
                if table in ("public.leads", "public.users", "public.squads"):
                    continue
                has = {c["name"]: c for c in rows(admin, COLUMNS, table)}
                if not has.keys() & {"lead_id", "user_id", "plan_id"}:
                    continue
                for of, by in [
                    *((o, o) for o in OWNERS),
                    *(("Rita", "Tom"), ("Tom", "Rita"), ("no lead", "Rita"), ("no lead", "Tom")),
                ]:
                    given: dict[str, Any] = {}
                    if "lead_id" in has:
                        given["lead_id"] = self.leads.get(of)
                    if "user_id" in has:
                        given["user_id"] = self.users[by]
                    if "plan_id" in has:
                        plan = rows(
                            admin,
                            "select id from daily_action_plans where user_id = %s",
                            self.users[by],
                        )
                        if not plan:
                            continue
                        given["plan_id"] = plan[0]["id"]
                    if any(given[c] is None and has[c]["is_required"] for c in given):
                        continue
                    if of == "no lead" and "lead_id" not in has:
                        continue
                    try:
                        ctid = make(
                            admin,
                            table,
                            of if "lead_id" in has and of != "no lead" else by,
                            **given,
                        )
                    except psycopg.errors.UniqueViolation:
                        continue
                    self.rows[table][ctid] = (of, by)
            for table, column in (("public.leads", "user_id"), ("public.users", "id")):
                names = {key: name for name, key in self.users.items()}
                self.rows[table] = {
                    r["ctid"]: (names[r["key"]], names[r["key"]])
                    for r in rows(admin, f"select ctid::text, {column} as key from {table}")
                }


@contextmanager
def world(database: Database) -> Iterator[World]:
    with ExitStack() as stack:
        admin = stack.enter_context(database.connect())
        logins = {
            group: stack.enter_context(login_role(database, f"salesflow_{group}"))
            for group in GROUPS
            if group != "agent"
        }
        logins |= {"agent": "salesflow_agent", "jobs": "salesflow_jobs"}
        logins["stranger"] = stack.enter_context(login_role(database))
        squads = [insert(admin, "squads", name=name) for name in ("North", "South")]
        users: dict[str | None, UUID | None] = {
            name: user(
                admin,
                mark(name),
                squad_id=squad,
                role=role,
                db_role=logins.get(login),
                time_zone="UTC",
            )
            for name, squad, role, login in (
                ("Rita", squads[0], "rep", "rep"),
                ("Rolf", squads[0], "rep", ""),
                ("Mia", squads[0], "manager", "manager"),
                ("Tom", squads[1], "rep", ""),
                ("Ada", None, "admin", ""),
            )
        } | {None: None}
        leads = {
            name: lead(admin, users[name], mark(name), company=mark(name), deal_value=1000)
            for name in OWNERS
        }
        made = World(database, users, leads, logins)
        made.fill()
        yield made


def sees(kind: str, who: str, of: str | None, by: str | None) -> bool:
    """Whether somebody sees a row, by what the matrix says of the table."""
    if who in ("bi", "admin", "jobs", "Ada"):
        return True
    mine = {"Rita": {"Rita"}, "manager": {"Rita", "Rolf", "Mia"}, "nobody": set()}[who]
    return {
        "user": by in mine,
        "lead": of in mine,
        "subject": (by if of == "no lead" else of) in mine,
        "plan": by in mine,
        "nobody": False,
    }[kind]
