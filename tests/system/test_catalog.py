"""What holds for everything in the database: found in the catalog, so that nothing is left out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.conftest import Database

Row = dict[str, Any]
Db = psycopg.Connection[Row]
ROOT = Path(__file__).parents[2]

OURS = "('public'::regnamespace, 'salesflow'::regnamespace)"
# pg_cron runs a job as whoever schedules it, and shows its entries to him alone.
TOUCH_CRON = {
    "salesflow.cron_entries()",
    "salesflow.sync_schedule()",
    "salesflow.purge_cron_history(timestamp with time zone)",
}
# Procedures that commit cannot have a SET clause.
COMMIT = {"salesflow.run_job(text)"}

FUNCTIONS = f"""
  select
    p.oid, p.oid::regprocedure::text as signature,
    -- regprocedure leaves the schema out where the search path finds it
    format('%I.%I', p.pronamespace::regnamespace::text, p.proname) as name,
    l.lanname as language, p.prokind::text as kind, p.provolatile::text as volatility,
    p.prosecdef as is_definer, p.proconfig as config, p.prosqlbody is not null as is_standard,
    pg_get_userbyid(p.proowner) as owner, obj_description(p.oid, 'pg_proc') as comment,
    p.proacl, p.prorettype = 'trigger'::regtype as is_trigger,
    case when p.prosqlbody is null then p.prosrc else pg_get_function_sqlbody(p.oid) end as source
  from pg_proc as p
  join pg_language as l on l.oid = p.prolang
  where p.pronamespace in {OURS}
    and not exists (
      select from pg_depend as d
      where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  order by 2"""


@pytest.fixture
def functions(db: Db) -> list[Row]:
    found = db.execute(FUNCTIONS).fetchall()
    assert len(found) > 50
    return found


def names(db: Db, query: str) -> list[str]:
    """The first column of all rows: what breaks a rule."""
    return [str(next(iter(row.values()))) for row in db.execute(query)]


# --- Deny by default ---------------------------------------------------------------------


def test_public_may_execute_nothing(db: Db) -> None:
    assert (
        names(
            db,
            f"""
        with ours as ({FUNCTIONS})
        select o.signature from ours as o
        join pg_proc as p on p.oid = o.oid
        where exists (
          select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as a
          where a.grantee = 0)""",
        )
        == []
    )


def test_public_may_touch_no_table(db: Db) -> None:
    assert (
        names(
            db,
            f"""
        select c.oid::regclass from pg_class as c, aclexplode(c.relacl) as a
        where c.relnamespace in {OURS} and a.grantee = 0
        union all
        select a.attrelid::regclass from pg_attribute as a, aclexplode(a.attacl) as x
        where x.grantee = 0
          and a.attrelid in (select oid from pg_class where relnamespace in {OURS})""",
        )
        == []
    )


def test_public_may_neither_create_nor_look_into_the_machinery(db: Db) -> None:
    assert (
        names(
            db,
            f"""
        select n.nspname || ': ' || a.privilege_type
        from pg_namespace as n, aclexplode(n.nspacl) as a
        where n.oid in {OURS} and a.grantee = 0
          and not (n.nspname = 'public' and a.privilege_type = 'USAGE')""",
        )
        == []
    )


def test_the_agent_touches_no_table(db: Db) -> None:
    assert (
        names(
            db,
            f"""
        select c.oid::regclass from pg_class as c
        where c.relnamespace in {OURS} and c.relkind in ('r', 'p', 'v', 'm', 'f')
          and (
            has_table_privilege('salesflow_agent', c.oid,
              'select, insert, update, delete, truncate, references, trigger')
            or has_any_column_privilege('salesflow_agent', c.oid,
              'select, insert, update, references'))
        union all
        select c.oid::regclass from pg_class as c
        where c.relnamespace in {OURS}
          and case when c.relkind = 'S'
            then has_sequence_privilege('salesflow_agent', c.oid, 'usage, select, update') end""",
        )
        == []
    )


def test_reporting_writes_nothing(db: Db) -> None:
    assert (
        names(
            db,
            f"""
        select c.oid::regclass from pg_class as c
        where c.relnamespace in {OURS} and c.relkind in ('r', 'p', 'v', 'm', 'f')
          and (has_table_privilege('salesflow_bi', c.oid, 'insert, update, delete, truncate')
            or has_any_column_privilege('salesflow_bi', c.oid, 'insert, update'))""",
        )
        == []
    )


def test_nobody_but_the_owner_may_change_who_did_what(db: Db) -> None:
    """The audit, the histories and the ledgers are written by the system alone."""
    tables = ["autonomous_actions", "lead_status_history", "settings_history", "job_runs"]
    assert (
        names(
            db,
            f"""
        select r.rolname || ' ' || t.name
        from pg_roles as r, unnest(array{tables}) as t (name)
        where r.rolname like 'salesflow\\_%' and r.rolname not in ('salesflow_owner', 'salesflow_jobs')
          and (has_table_privilege(r.oid, 'public.' || t.name, 'insert, update, delete, truncate')
            or has_any_column_privilege(r.oid, 'public.' || t.name, 'insert, update'))""",  # noqa: E501
        )
        == []
    )


def test_everything_belongs_to_the_owner(db: Db, functions: list[Row]) -> None:
    foreign = {f["signature"] for f in functions if f["owner"] != "salesflow_owner"}
    assert foreign == TOUCH_CRON
    assert {f["owner"] for f in functions} == {"salesflow_owner", "salesflow_jobs"}
    assert (
        names(
            db,
            f"""
        select c.oid::regclass from pg_class as c
        where c.relnamespace in {OURS} and pg_get_userbyid(c.relowner) <> 'salesflow_owner'
          and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
          and not exists (select from pg_depend as d where d.objid = c.oid and d.deptype = 'e')""",
        )
        == []
    )


def test_the_roles_are_ordinary(db: Db) -> None:
    roles = db.execute(
        "select * from pg_roles where rolname like 'salesflow\\_%' and rolname not like '%\\_test'"
    ).fetchall()
    assert len(roles) >= 8
    for role in roles:
        for power in ("rolsuper", "rolcreaterole", "rolcreatedb", "rolbypassrls", "rolreplication"):
            # an administrator sees all rows anyway; this is for COPY
            wanted = (role["rolname"], power) == ("salesflow_admin", "rolbypassrls")
            assert role[power] is wanted, (role["rolname"], power)
    assert {r["rolname"] for r in roles if r["rolcanlogin"]} >= {
        "salesflow_agent",
        "salesflow_jobs",
    }


# --- Functions ---------------------------------------------------------------------------


def test_the_search_path_is_pinned(functions: list[Row]) -> None:
    loose = {
        f["signature"]
        for f in functions
        if not f["is_standard"] and "search_path=pg_catalog, pg_temp" not in (f["config"] or [])
    }
    assert loose == COMMIT


def test_a_definer_is_never_loose(functions: list[Row]) -> None:
    for f in functions:
        if f["is_definer"]:
            assert "search_path=pg_catalog, pg_temp" in f["config"], f["signature"]


def test_volatility_is_sensible(functions: list[Row]) -> None:
    writes = re.compile(r"\b(insert into|update (public|salesflow)\.|delete from|set_config)\b")
    reads = re.compile(r"\b(from|join) (public|salesflow)\.|salesflow\.policy|\bnow\(\)")
    for f in functions:
        source = f["source"].lower()
        if f["volatility"] != "v":
            assert not writes.search(source), f"{f['signature']} writes but is not volatile"
        if f["volatility"] == "i":
            assert not reads.search(source), f"{f['signature']} is immutable but depends on data"


# Functions whose EXECUTE the checker cannot follow, and why no stranger's text is SQL there.
DYNAMIC = {
    "salesflow.subject_name(text,uuid)": "table and column of subject_types, out of the catalog",
    "undo_action(uuid,text)": "by catalog",
    "salesflow.withdraw_effects(text,salesflow.raising[],text)": "by catalog",
    "salesflow.refresh_effects(text,salesflow.raising[],timestamp with time zone)": "by catalog",
    "salesflow.raise_effects(text,salesflow.raising[],timestamp with time zone)": "by catalog",
    "salesflow.find_raisings(text,uuid[],timestamp with time zone,text)": "by catalog",
    "salesflow.protect(text,text,text)": "makes policies of what a deployment says",
    "salesflow.protect_by_user(text,text)": "the same; the column goes in as %I",
    "salesflow.unprotect(text)": "names out of the catalog",
    "salesflow.delete_expired(text[],timestamp with time zone)": "runs the SQL of retention_rules, "
    "which only a deployment can write",
    "suggest_import_map(text[],jsonb,text)": "compiles a map; header and cell go in as %L",
    "salesflow.read_import_map(uuid,jsonb)": "compiles a map; every header and word goes in as %L",
    "salesflow.tell_rows_apart(uuid)": "runs the SQL that read_import_map() has compiled",
    "salesflow.read_import(uuid)": "runs the SQL that read_import_map() has compiled",
    "salesflow.understand_import(uuid,text[],jsonb)": "by catalog",
}


CHECK = f"""
  select p.oid::regprocedure::text as function, t.tgrelid::regclass::text as relation,
    c.lineno, c.level, c.sqlstate, c.message, c.detail
  from pg_proc as p
  join pg_language as l on l.oid = p.prolang and l.lanname = 'plpgsql'
  left join pg_trigger as t on t.tgfoid = p.oid and not t.tgisinternal
  cross join lateral checks.plpgsql_check_function_tb(
    p.oid, coalesce(t.tgrelid, 0),
    -- a function for several triggers asks TG_OP before it reads one of the two
    oldtable => case when t.tgnewtable is not null then 'old_rows' else t.tgoldtable end,
    newtable => case when t.tgoldtable is not null then 'new_rows' else t.tgnewtable end,
    performance_warnings => false, extra_warnings => true, security_warnings => true) as c
  where p.pronamespace in {OURS}
    and (p.prorettype <> 'trigger'::regtype or t.oid is not null)"""


def findings(database: Database) -> list[Row]:
    """What plpgsql_check says of every function, and of every trigger with its table."""
    with database.connect(autocommit=False) as connection:
        connection.execute("create schema checks")
        connection.execute("create extension plpgsql_check schema checks")
        found = connection.execute(CHECK).fetchall()
        connection.rollback()
    # an unused parameter is often a signature that functions share
    return [row for row in found if not row["message"].startswith("unused parameter")]


def test_plpgsql_check_finds_nothing(database: Database) -> None:
    found = [
        row
        for row in findings(database)
        # a temporary table is made by the function itself, when it runs
        if row["function"] not in TOUCH_CRON
        and not re.fullmatch(r'relation "pg_temp\.\w+" does not exist', row["message"])
    ]
    excused = [r for r in found if r["level"] == "security" and r["function"] in DYNAMIC]
    assert [row for row in found if row not in excused] == []
    assert {row["function"] for row in excused} == set(DYNAMIC), "an excuse nobody needs any more"


def test_plpgsql_check_finds_nothing_in_what_touches_pg_cron(cron_database: Database) -> None:
    assert [row for row in findings(cron_database) if row["function"] in TOUCH_CRON] == []


def test_every_trigger_function_is_on_a_table(db: Db, functions: list[Row]) -> None:
    used = set(names(db, "select distinct tgfoid::regprocedure from pg_trigger"))
    assert {f["signature"] for f in functions if f["is_trigger"]} - used == set()


# --- Comments ----------------------------------------------------------------------------


def test_every_function_is_explained(functions: list[Row]) -> None:
    assert [f["signature"] for f in functions if not f["comment"]] == []


def test_every_relation_column_type_schema_and_role_is_explained(db: Db) -> None:
    assert (
        names(
            db,
            f"""
        select c.oid::regclass::text from pg_class as c
        where c.relnamespace in {OURS}
          and (c.relkind in ('r', 'p', 'v', 'm', 'f')
            -- a sequence of its own; those of identity columns belong to their tables
            or c.relkind = 'S' and not exists (
              select from pg_depend as d where d.objid = c.oid and d.deptype in ('i', 'a')))
          and obj_description(c.oid, 'pg_class') is null
        union all
        select format('%s.%s', a.attrelid::regclass, a.attname)
        from pg_attribute as a
        join pg_class as c on c.oid = a.attrelid
        where c.relnamespace in {OURS} and c.relkind in ('r', 'p', 'v', 'm', 'f')
          and a.attnum > 0 and not a.attisdropped
          and col_description(c.oid, a.attnum) is null
        union all
        select t.oid::regtype::text from pg_type as t
        left join pg_class as c on c.oid = t.typrelid
        where t.typnamespace in {OURS} and t.typcategory <> 'A'
          and (t.typtype in ('e', 'd', 'r') or c.relkind = 'c')
          and obj_description(t.oid, 'pg_type') is null
          and obj_description(t.typrelid, 'pg_class') is null
        union all
        select nspname from pg_namespace
        where oid in {OURS} and obj_description(oid, 'pg_namespace') is null
        union all
        select rolname from pg_roles
        where rolname ~ '^salesflow_(owner|agent|jobs|gateway|rep|manager|bi|admin)$'
          and shobj_description(oid, 'pg_authid') is null""",
        )
        == []
    )


# --- Tables ------------------------------------------------------------------------------


def test_every_instant_has_a_time_zone(db: Db) -> None:
    assert (
        names(
            db,
            f"""
        select format('%s.%s', a.attrelid::regclass, a.attname)
        from pg_attribute as a
        join pg_class as c on c.oid = a.attrelid
        where c.relnamespace in {OURS} and a.attnum > 0 and not a.attisdropped
          and a.atttypid in ('timestamp'::regtype, 'timetz'::regtype, 'money'::regtype)""",
        )
        == []
    )


def test_every_table_has_a_primary_key(db: Db) -> None:
    assert (
        names(
            db,
            f"""
        select c.oid::regclass from pg_class as c
        where c.relnamespace in {OURS} and c.relkind in ('r', 'p') and not c.relispartition
          and c.relpersistence <> 'u'
          and not exists (
            select from pg_index as i where i.indrelid = c.oid and i.indisprimary)""",
        )
        == []
    )


# Keys nobody deletes or renames by hand; a search through the table is right the rare time.
UNINDEXED = {
    "leads_status_fkey": "the statuses come with a deployment",
    "leads_preferred_channel_fkey": "the channels come with a deployment",
    "lead_status_transitions_to_status_fkey": "a handful of rows",
    "automation_rules_watch_fkey": "the watches come with a deployment",
    "lead_rankings_user_id_fkey": "users are made inactive, not deleted",
    "lead_situations_min_contacts_policy_fkey": "a handful of rows",
    "lead_situations_min_bant_policy_fkey": "a handful of rows",
    "lead_situations_within_policy_fkey": "a handful of rows",
    "lead_situations_until_policy_fkey": "a handful of rows",
    "lead_situations_after_policy_fkey": "a handful of rows",
    "autonomous_actions_action_type_fkey": "the types come with a deployment",
    "ai_recommendations_playbook_name_fkey": "playbooks are switched off, not deleted",
    "playbook_executions_playbook_name_fkey": "playbooks are switched off, not deleted",
    "autonomous_actions_rule_fkey": "rules come with a deployment",
    # People who leave become inactive: they own history. Deleting one is rare and by hand,
    # and an index for it would cost every insert.
    "activities_user_id_fkey": "users are made inactive, not deleted",
    "bant_assessments_user_id_fkey": "users are made inactive, not deleted",
    "playbook_executions_user_id_fkey": "users are made inactive, not deleted",
    "lead_status_history_changed_by_fkey": "users are made inactive, not deleted",
    "autonomous_actions_undone_by_fkey": "users are made inactive, not deleted",
    "ai_recommendations_user_id_fkey": "users are made inactive, not deleted",
    "imports_retry_of_fkey": "a handful of rows",
    "imports_imported_by_fkey": "users are made inactive, not deleted",
    "notifications_user_id_fkey": "users are made inactive, not deleted",
}


def test_every_foreign_key_has_an_index_or_a_reason(db: Db) -> None:
    found = set(
        names(
            db,
            f"""
        select k.conname from pg_constraint as k
        where k.contype = 'f' and k.connamespace in {OURS}
          and not exists (
            select from pg_index as i
            where i.indrelid = k.conrelid
              -- all rows, or all that have the key
              and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$')
              and (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey)""",  # noqa: E501
        )
    )
    assert found - set(UNINDEXED) == set(), "no index"
    assert set(UNINDEXED) - found == set(), "an excuse nobody needs any more"


def test_no_index_is_there_twice(db: Db) -> None:
    assert (
        names(
            db,
            f"""
        select a.indexrelid::regclass from pg_index as a
        join pg_index as b
          on b.indrelid = a.indrelid and b.indexrelid < a.indexrelid
          and b.indkey::text = a.indkey::text and b.indclass::text = a.indclass::text
          and b.indoption::text = a.indoption::text
          and b.indpred is not distinct from a.indpred
          and b.indexprs is not distinct from a.indexprs
        join pg_class as c on c.oid = a.indrelid and c.relnamespace in {OURS}""",
        )
        == []
    )


def test_a_view_for_people_runs_with_their_rights(db: Db) -> None:
    assert (
        names(
            db,
            """
        select c.oid::regclass from pg_class as c
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'v'
          and not coalesce('security_invoker=true' = any (c.reloptions), false)""",
        )
        == []
    )


# --- Rows that code refers to ------------------------------------------------------------


@pytest.fixture
def code(db: Db, functions: list[Row]) -> str:
    """All SQL that is in the database, and all Python beside it."""
    rows = db.execute(f"""
        select pg_get_viewdef(oid) as text from pg_class
        where relnamespace in {OURS} and relkind in ('v', 'm')
        union all select pg_get_expr(adbin, adrelid) from pg_attrdef
        union all select pg_get_constraintdef(oid) from pg_constraint where connamespace in {OURS}
        union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
        union all select format('%L', keep_policy) || condition from retention_rules""").fetchall()
    python = [path.read_text() for path in (ROOT / "agent").rglob("*.py")]
    return "\n".join([*(f["source"] for f in functions), *(r["text"] for r in rows), *python])


def test_every_policy_that_is_asked_for_exists(db: Db, code: str) -> None:
    asked = set(re.findall(r"""\bpolicy(?:_\w+)?\('([a-z_]+(?:\.[a-z_]+)+)'""", code))
    assert len(asked) > 20
    assert asked - set(names(db, "select key from policies")) == set()


def test_every_policy_is_used(db: Db, code: str) -> None:
    def is_used(key: str) -> bool:
        # by name, or as one of a family: 'win.prior.' || status
        return f"'{key}'" in code or f"'{key.rpartition('.')[0]}.'" in code

    # or a registry names it
    query = """
      select key from policies
      except select keep_policy from retention_rules
      except select threshold_policy from health_checks
      except select after_policy from automation_rules
      except
        select unnest(array[
          after_policy, until_policy, within_policy, min_bant_policy, min_contacts_policy])
        from lead_situations
      order by key"""
    assert [key for key in names(db, query) if not is_used(key)] == []


def test_every_rule_obeys_policies_that_exist(db: Db) -> None:
    assert (
        names(
            db,
            """
        select r.rule || ': ' || k from automation_rules as r, unnest(r.policy_keys) as k
        where not exists (select from policies as p where p.key = k)""",
        )
        == []
    )


def test_every_rule_acts(db: Db, code: str) -> None:
    """Through the engine, or through code that acts in its name."""
    query = "select rule from automation_rules where effect is null"
    assert [rule for rule in names(db, query) if f"'{rule}'" not in code] == []


def test_every_recommending_rule_has_its_words(db: Db) -> None:
    query = """
      select key || ' ' || locale
      from (
        select replace(r.text_key, '{situation}', s.situation) || part as key, locale
        from automation_rules as r
        left join lead_situations as s on r.text_key like '%{situation}%'
          -- rules alone ask for this one: it is never the most urgent
          and s.situation <> 'profile_missing'
        cross join unnest(array['.title', '.reasoning']) as part
        cross join unnest(array['de', 'en']) as locale
        where r.effect = 'recommendation'
      ) as wanted
      where not exists (
        select from text_templates as t where t.key = wanted.key and t.locale = wanted.locale)
        and key not like '{%'"""
    assert names(db, query.replace("s.situation) ||", "coalesce(s.situation, '')) ||")) == []


def test_every_action_type_has_its_words(db: Db) -> None:
    query = """
      select action_type from action_types as a
      where (select count(*) from text_templates as t where t.key = 'action.' || a.action_type)
        < 2"""
    assert names(db, query) == []


def test_every_text_is_there_in_both_languages_with_the_same_placeholders(db: Db) -> None:
    rows = db.execute("select key, locale, body from text_templates").fetchall()
    said: dict[str, dict[str, set[str]]] = {}
    for row in rows:
        # a value may be told in another form in each language, and a status has a name in each
        body = re.sub(r"\|\w+", "", row["body"]).replace("{status_de}", "{status_en}")
        said.setdefault(row["key"], {})[row["locale"]] = set(re.findall(r"\{[\w.]+\}", body))
    assert said
    for key, by_locale in said.items():
        assert set(by_locale) == {"de", "en"}, key
        assert by_locale["de"] == by_locale["en"], key


def test_every_text_that_is_asked_for_exists(db: Db, code: str) -> None:
    asked = set(re.findall(r"""\bsay\('([a-z_]+(?:\.[a-z_0-9]+)+)'""", code))
    assert asked
    assert asked - set(names(db, "select key from text_templates")) == set()


def test_german_and_english_descriptions_are_two(db: Db) -> None:
    for table in names(
        db,
        f"""
        select distinct a.attrelid::regclass from pg_attribute as a
        join pg_class as c on c.oid = a.attrelid and c.relkind = 'r'
        where c.relnamespace in {OURS} and a.attname = 'description_de'""",
    ):
        same = db.execute(
            f"select * from {table} where description_de = description_en or description_de = ''"
        ).fetchall()
        assert same == []
