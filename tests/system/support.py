"""Sqitch, and everything that a catalog holds."""

from __future__ import annotations

import os
import subprocess
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict

from db import plan, server

ROOT = plan.ROOT
PLAN = list(plan.read_plan((ROOT / "sqitch.plan").read_text()))

# Everything one can find in a catalog, Sqitch's registry and the roles of the cluster aside.
CATALOG = """
  select kind, name, definition
  from (
    select 'schema', nspname::text, concat_ws(' ', pg_get_userbyid(nspowner), nspacl,
        obj_description(oid, 'pg_namespace')), nspname
      from pg_namespace
    union all
    select 'relation ' || c.relkind::text, c.oid::regclass::text, concat_ws(' ', pg_get_userbyid(c.relowner), c.relacl,
        c.reloptions, c.relrowsecurity, c.relforcerowsecurity, obj_description(c.oid, 'pg_class')), n.nspname
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
    union all
    select 'column', format('%s.%s', a.attrelid::regclass, a.attname),
        concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
          a.attacl, pg_get_expr(d.adbin, d.adrelid), col_description(a.attrelid, a.attnum)), n.nspname
      from pg_attribute as a join pg_class as c on c.oid = a.attrelid
      join pg_namespace as n on n.oid = c.relnamespace
      left join pg_attrdef as d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attnum > 0 and not a.attisdropped
    union all
    select 'constraint', concat_ws(' ', k.conrelid::regclass, k.conname), pg_get_constraintdef(k.oid), n.nspname
      from pg_constraint as k join pg_namespace as n on n.oid = k.connamespace
    union all
    select 'index', i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), n.nspname
      from pg_index as i join pg_class as c on c.oid = i.indexrelid join pg_namespace as n on n.oid = c.relnamespace
    union all
    select 'view', c.oid::regclass::text, pg_get_viewdef(c.oid), n.nspname
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace where c.relkind in ('v', 'm')
    union all
    select 'function', p.oid::regprocedure::text,
        concat_ws(' ', pg_get_userbyid(p.proowner), p.proacl, obj_description(p.oid, 'pg_proc'),
          case when p.prokind in ('f', 'p') then pg_get_functiondef(p.oid) end), n.nspname
      from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
    union all
    select 'trigger', concat_ws(' ', t.tgrelid::regclass, t.tgname), pg_get_triggerdef(t.oid), n.nspname
      from pg_trigger as t join pg_class as c on c.oid = t.tgrelid join pg_namespace as n on n.oid = c.relnamespace
      where not t.tgisinternal
    union all
    select 'type', t.oid::regtype::text, concat_ws(' ', pg_get_userbyid(t.typowner), t.typacl,
        obj_description(t.oid, 'pg_type')), n.nspname
      from pg_type as t join pg_namespace as n on n.oid = t.typnamespace
    union all
    select 'extension', extname::text, null, '' from pg_extension
    union all
    select 'language', lanname::text, lanacl::text, '' from pg_language
    union all
    select 'default', concat_ws(' ', defaclrole::regrole, defaclnamespace::regnamespace, defaclobjtype),
      defaclacl::text, '' from pg_default_acl
    union all
    select 'policy', concat_ws(' ', polrelid::regclass, polname), concat_ws(' ', polcmd, polpermissive,
        polroles::regrole[], pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)), ''
      from pg_policy
  ) as everything (kind, name, definition, nspname)
  where nspname not in ('pg_catalog', 'information_schema', 'sqitch')
    and nspname not like 'pg\\_toast%' and nspname not like 'pg\\_temp%'
  order by kind, name, definition"""  # noqa: E501


def catalog(url: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(CATALOG).fetchall()


def sqitch(url: str, *arguments: str) -> str:
    settings = conninfo_to_dict(url)
    done = subprocess.run(
        ["sqitch", *arguments, "db:pg:"],
        cwd=ROOT,
        env=os.environ
        | {
            "PATH": f"{server.binaries()}:{os.environ['PATH']}",  # as db/deploy.sh does
            "PGHOST": str(settings["host"]),
            "PGUSER": str(settings["user"]),
            "PGDATABASE": str(settings["dbname"]),
            "PGOPTIONS": "-c client_min_messages=warning",
            "SQITCH_FULLNAME": "Test",
            "SQITCH_EMAIL": "test@example.org",
        },
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout
