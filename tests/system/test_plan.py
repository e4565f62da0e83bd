"""Plan, headers and kinds of the changes say what the names in them say (db/plan.py)."""

from __future__ import annotations

from pathlib import Path

import pytest

from db import plan

CHANGES = plan.read()


def test_nothing_is_used_before_it_is_created() -> None:
    assert list(plan.wrong_order(CHANGES)) == []


def test_plan_and_headers_require_what_is_used() -> None:
    """`python -m db.plan --write` mends it."""
    said = plan.read_plan((plan.ROOT / "sqitch.plan").read_text())
    assert list(plan.wrong_requires(CHANGES, said)) == []


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: one.name)
def test_a_change_holds_what_its_kind_may_hold(change: plan.Change) -> None:
    assert list(plan.wrong_kind(change)) == []


# --- The tool itself, on small trees ----------------------------------------------------------

TREE = {
    "base/schema": "create schema salesflow authorization salesflow_owner;",
    "base/people": """
        create table public.people (name text);
        insert into public.people (name) values ('people.first'), ('people.second');
        create type salesflow.colour as enum ('red');""",
    "base/greet": """
        create or replace function salesflow.greet() returns text language plpgsql as $$
        begin
          -- salesflow.later() is only mentioned
          return (select name || 'it''s; --' from public.people);
        end $$;
        comment on function salesflow.greet() is 'Unlike salesflow.later().';""",
    "room/jobs": """
        create table public.jobs (body text);
        insert into public.jobs values ('salesflow.greet');""",
    "room/first": "select current_setting('salesflow.greet'), 'people.first';",
    "room/paint": """
        create view public.painted as select 'red'::salesflow.colour;
        create or replace trigger jobs_300_guard before insert on public.jobs
          for each statement execute function salesflow.greet();""",
}
REQUIRED = {
    "base/schema": (),
    "base/people": ("base/schema",),
    "base/greet": ("base/people",),
    "room/jobs": ("base/greet",),
    "room/first": ("base/people",),
    "room/paint": ("room/jobs",),
}


def changes(**scripts: str) -> list[plan.Change]:
    tree = TREE | {name.replace("_", "/", 1): script for name, script in scripts.items()}
    return [plan.change(name, script) for name, script in tree.items()]


def test_requires_follow_from_names_and_are_the_least() -> None:
    assert plan.derive(changes()) == REQUIRED
    assert list(plan.wrong_order(changes())) == []


def test_a_name_that_comes_later_or_never_is_found() -> None:
    found = changes(
        base_schema=TREE["base/schema"] + "do $$ begin perform salesflow.greet(); end $$;",
        room_last="select salesflow.gone(), 'salesflow.only_a_text';",
    )
    assert list(plan.wrong_order(found)) == [
        "base/schema uses salesflow.greet, which base/greet creates only later",
        "room/last uses salesflow.gone, which no change creates",
    ]
    assert plan.derive(found)["base/schema"] == ()


@pytest.mark.parametrize(
    ("script", "wrong"),
    [
        ("-- stateful: A table.\ncreate table public.t (i integer);", 0),
        ("-- stateful: A view.\ncreate materialized view public.m as select 1;", 0),
        ("-- stateful: No.\ncreate view public.v as select 1;", 1),
        ("-- stateful: No.\ncreate or replace function public.f() returns void;", 1),
        ("-- stateful: No.\ncreate trigger t after insert on public.t;", 1),
        (
            "-- replaceable: All it may.\nbegin;\nset local role salesflow_owner;\n"
            "create or replace function public.f() returns text language sql begin atomic\n"
            "  select ';';\nend;\n"
            "comment on function public.f() is 'A; create table.';\n"
            "grant execute on function public.f() to salesflow_bi;\n"
            "call salesflow.protect_by_lead('public.t');\n"
            "call salesflow.keep_history('public.t');\n"
            "reset role;\nalter function public.f() owner to salesflow_jobs;\n"
            "do $$ begin execute 'grant select on v to salesflow_bi'; end $$;\ncommit;",
            0,
        ),
        ("-- replaceable: No.\ncreate function public.f() returns void;", 1),
        ("-- replaceable: No.\ninsert into public.t values (1);", 1),
        ("-- replaceable: No.\ndo $$ begin insert into public.t values (1); end $$;", 1),
        ("-- replaceable: No.\nalter function public.f() set work_mem = 1;", 1),
        ("create table public.t (i integer);", 1),
    ],
)
def test_kinds(script: str, wrong: int) -> None:
    assert len(list(plan.wrong_kind(plan.change("a/b", script)))) == wrong


def test_write_mends_plan_and_headers_and_touches_nothing_else(tmp_path: Path) -> None:
    line = "{name}{list} 2026-01-01T00:00:00Z A <a@example.org> # On [{name}]\n"
    head = "%syntax-version=1.0.0\n%project=salesflow\n\n"
    wrong = head + "".join(line.format(name=name, list=" [x y]") for name in TREE)
    (tmp_path / "sqitch.plan").write_text(wrong)
    for name, script in TREE.items():
        (tmp_path / "deploy" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "deploy" / f"{name}.sql").write_text(
            f"-- Deploy salesflow:{name} to pg\n-- requires: x\n-- requires: y\n"
            f"-- stateful: It.\n{script}\n"
        )
    assert sum("requires" in problem for problem in plan.problems(tmp_path)) == 2 * len(TREE)
    plan.write(tmp_path)
    assert not any("requires" in problem for problem in plan.problems(tmp_path))
    assert (tmp_path / "sqitch.plan").read_text() == head + "".join(
        line.format(name=name, list=f" [{' '.join(needed)}]" if needed else "")
        for name, needed in REQUIRED.items()
    )
    script = (tmp_path / "deploy" / "room/paint.sql").read_text()
    assert script == (
        "-- Deploy salesflow:room/paint to pg\n-- requires: room/jobs\n"
        f"-- stateful: It.\n{TREE['room/paint']}\n"
    )
