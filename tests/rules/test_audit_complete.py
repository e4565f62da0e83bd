"""An audit without holes: whatever is done to whomever leaves one row that explains itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.people import (
    Connection,
    acting,
    bant,
    in_background,
    insert,
    lead,
    row,
    rows,
    run_rules,
    user,
    value,
    wait_for_locked,
)
from tests.rules.examples import add_big_deal, add_rule

T = datetime(2026, 3, 3, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def change(db: Connection, **columns: Any) -> None:
    for name, new in columns.items():
        db.execute(f"update leads set {name} = %s".encode(), (new,))


def created(db: Connection, key: UUID) -> None:
    run_rules(db, "clock")


def refreshed(db: Connection, key: UUID) -> None:
    run_rules(db, "clock")
    change(db, deal_value=80000)
    run_rules(db, "clock")


def withdrawn(db: Connection, key: UUID) -> None:
    run_rules(db, "clock")
    change(db, deal_value=1)
    run_rules(db, "clock")


def reassigned(db: Connection, key: UUID) -> None:
    run_rules(db, "clock")
    change(db, user_id=user(db, "Tom"))


def expired(db: Connection, key: UUID) -> None:
    run_rules(db, "clock")
    db.execute("select salesflow.expire_recommendations(now() + interval '8 days')")


def superseded(db: Connection, key: UUID) -> None:
    run_rules(db, "clock")
    db.execute("update policies set value = '\"1 minute\"' where key = 'lifecycle.bant_after'")
    db.execute(
        "update automation_rules set after_policy = 'lifecycle.bant_after'"
        " where rule = 'example.big_deal'"
    )
    change(db, status="proposal_sent")  # the next episode
    run_rules(db, "clock", value(db, "select now() + interval '1 hour'"))


def undone(db: Connection, key: UUID) -> None:
    run_rules(db, "clock")
    db.execute("select undo_action(id) from autonomous_actions")


@pytest.mark.parametrize(
    "happens", [created, refreshed, withdrawn, reassigned, expired, superseded, undone]
)
def test_each_leaves_one_row_and_explains_itself(db: Connection, happens: Any) -> None:
    add_big_deal(db)
    db.execute(
        "update automation_rules set is_enabled = true where rule = 'recommendations.expire'"
    )
    rita = user(db)
    key = lead(db, rita, "Anna Schmidt", status="qualified", created_at=T, deal_value=60000)
    happens(db, key)
    kind = "action_undone" if happens is undone else f"recommendation_{happens.__name__}"
    found = row(db, "select * from autonomous_actions where action_type = %s", kind)
    assert (found["subject_type"], found["subject_id"], found["lead_id"]) == ("lead", key, key)
    assert ":" in found["cause"]
    assert found["episode"]
    assert found["evidence"]
    for locale in ("de", "en"):
        said = value(db, "select explain_action(%s, %s)", found["id"], locale)
        assert "Anna Schmidt" in said
        assert "{" not in said
        assert kind not in said.replace("recommendation_created", "")
    open_ = value(db, "select count(*) from ai_recommendations where status = 'pending'")
    assert open_ == (1 if happens in (created, refreshed, reassigned, superseded) else 0)


def test_the_same_cause_does_nothing_twice(db: Connection) -> None:
    add_big_deal(db)
    key = lead(db, user(db), status="qualified", created_at=T, deal_value=60000)
    now = value(db, "select now()")
    assert [run_rules(db, "clock", now) for _ in range(3)] == [1, 0, 0]
    # even if the engine forgot, the audit says no
    db.execute("delete from salesflow.rule_episodes")
    run_rules(db, "clock", now)
    assert value(db, "select count(*) from autonomous_actions where subject_id = %s", key) == 1


def test_two_runs_at_once_raise_once(database: Database) -> None:
    with database.connect() as one:
        add_big_deal(one)
        rita = user(one)
        for n in range(3):
            lead(one, rita, f"Lead {n}", status="qualified", created_at=T, deal_value=60000)
        with one.transaction():
            mine = run_rules(one, "clock")
            other = in_background(database, "select salesflow.run_rules('clock')")
            wait_for_locked(database)
        other.result(timeout=20)
        assert mine == 3
        for table in ("ai_recommendations", "autonomous_actions"):
            assert value(one, f"select count(*) from {table}") == 3


def test_a_user_and_a_squad_are_subjects_too(db: Connection) -> None:
    db.execute("update automation_rules set is_enabled = false")
    squad = insert(db, "squads", name="North")
    boss = user(db, "Mona Manager", role="manager", squad_id=squad)
    rep = user(db, "Rita Rep", squad_id=squad)
    add_rule(db, "user", "select id, id, 'week 9' from public.users where role = 'rep'")
    add_rule(
        db,
        "squad",
        "select s.id, u.id, 'week 9' from public.squads as s"
        " join public.users as u on u.squad_id = s.id and u.role = 'manager'",
    )
    for _ in range(2):
        run_rules(db, "clock")
    made = rows(db, "select user_id, lead_id, triggered_by from ai_recommendations order by 3")
    assert [tuple(m.values()) for m in made] == [
        (boss, None, "example.squad"),
        (rep, None, "example.user"),
    ]
    found = rows(db, "select * from autonomous_actions order by subject_type")
    assert [(f["subject_type"], f["subject_id"], f["user_id"]) for f in found] == [
        ("squad", squad, boss),
        ("user", rep, rep),
    ]
    said = [value(db, "select explain_action(%s, 'en')", f["id"]) for f in found]
    assert "North" in said[0]
    assert "Rita Rep" in said[1]
    # and what they have open is taken back like a lead's
    db.execute("update users set role = 'admin'")
    assert run_rules(db, "clock", value(db, "select now() + interval '1 hour'")) == 2
    taken = rows(
        db,
        "select subject_id from autonomous_actions where action_type = 'recommendation_withdrawn'"
        " order by subject_type",
    )
    assert [t["subject_id"] for t in taken] == [squad, rep]
    assert value(db, "select count(*) from ai_recommendations where status = 'pending'") == 0


def test_a_new_recommendation_of_the_same_episode_is_audited_each_time(db: Connection) -> None:
    add_big_deal(db)
    lead(db, user(db), status="qualified", created_at=T, deal_value=60000)
    now = value(db, "select now()")
    for n in range(4):
        change(db, deal_value=60000 if n % 2 == 0 else 1)
        assert run_rules(db, "clock", now + n * timedelta(hours=1)) == 1
    assert value(db, "select count(*) from autonomous_actions") == 4


def test_two_assessments_of_one_lead_in_one_transaction(db: Connection) -> None:
    key = lead(db, user(db))
    for score in (60, 80, 30, 65):
        bant(db, key, score)
    found = rows(db, "select triggered_by, ended_how from ai_recommendations order by status")
    assert sorted(f["triggered_by"] for f in found if f["ended_how"] is None) == [
        "lifecycle.bant_yellow"
    ]
    acted = "select count(*) from autonomous_actions where action_type = 'recommendation_created'"
    assert value(db, acted) == value(db, "select count(*) from ai_recommendations")


NOTE = """
    create table public.notes (
      id uuid primary key, subject_id uuid not null, rule text not null, episode text not null,
      body text not null, is_gone boolean not null default false);

    create function salesflow.raise_notes(p_raisings salesflow.raising[], p_as_of timestamptz)
      returns setof salesflow.deed language sql set search_path = pg_catalog, pg_temp
    as $$
      with made as (
        insert into public.notes (id, subject_id, rule, episode, body)
        select r.target_id, r.subject_id, r.rule, r.episode, r.facts ->> 'n'
        from unnest(p_raisings) as r
        returning *)
      select m.rule, m.subject_id, m.episode, 'note_written', m.id,
        jsonb_build_object('body', m.body), null::jsonb, to_jsonb(m)
      from made as m
    $$;
    create function salesflow.refresh_notes(p_raisings salesflow.raising[], p_as_of timestamptz)
      returns setof salesflow.deed language sql set search_path = pg_catalog, pg_temp
    as $$
      with said as (
        update public.notes as n set body = r.facts ->> 'n'
        from unnest(p_raisings) as r where n.id = r.target_id
        returning n.*)
      select m.rule, m.subject_id, m.episode, 'note_rewritten', m.id,
        jsonb_build_object('body', m.body), null::jsonb, to_jsonb(m)
      from said as m
    $$;
    create function salesflow.withdraw_notes(p_ids uuid[], p_how text)
      returns setof salesflow.deed language sql set search_path = pg_catalog, pg_temp
    as $$
      with gone as (
        update public.notes as n set is_gone = true where n.id = any (p_ids) returning n.*)
      select m.rule, m.subject_id, m.episode, 'note_removed', m.id,
        '{}'::jsonb, null::jsonb, null::jsonb
      from gone as m
    $$;
    create function salesflow.undo_note(p_action public.autonomous_actions, p_reason text)
      returns void language sql set search_path = pg_catalog, pg_temp
    as $$
      update public.notes set is_gone = true where id = (p_action.after ->> 'id')::uuid
    $$;

    insert into rule_effects
      (effect, raise_fn, refresh_fn, withdraw_fn, description_en, description_de)
    values
      ('note', 'salesflow.raise_notes', 'salesflow.refresh_notes', 'salesflow.withdraw_notes',
        'A note.', 'Eine Notiz.');
    insert into action_types (action_type, undo_fn)
    values
      ('note_written', 'salesflow.undo_note'), ('note_rewritten', null), ('note_removed', null);
    insert into text_templates (key, locale, body)
    select 'action.' || kind, locale, kind || ' for {subject_name}'
    from unnest(array['note_written', 'note_rewritten', 'note_removed']) as kind,
      unnest(array['de', 'en']) as locale;
"""


def test_a_room_adds_an_effect_of_its_own_without_touching_the_engine(db: Connection) -> None:
    db.execute("update automation_rules set is_enabled = false")
    with acting(db, "salesflow_owner"):  # as a room is deployed
        db.execute(NOTE)
    rita = user(db)
    key = lead(db, rita, "Anna Schmidt", company="first")
    query = "select id, user_id, 'e' from public.leads where company is not null"
    add_rule(db, "lead", query, effect="note", type=None, priority=None)
    assert run_rules(db, "clock") == 1
    assert row(db, "select subject_id, body from notes") == {"subject_id": key, "body": "e"}
    db.execute(
        "create or replace function salesflow.find_lead_example(p_subject_ids uuid[],"
        " p_as_of timestamptz) returns setof salesflow.finding language sql stable"
        " set search_path = pg_catalog, pg_temp"
        " as $$ select 'lead', id, user_id, p_as_of, 'e', null, jsonb_build_object('n', company),"
        " '[]'::jsonb"
        " from public.leads where company is not null $$"
    )
    assert run_rules(db, "clock") == 1
    assert value(db, "select body from notes") == "first"
    written = row(db, "select * from autonomous_actions where action_type = 'note_written'")
    assert "note_written for Anna Schmidt" in value(
        db, "select explain_action(%s, 'de')", written["id"]
    )
    db.execute("select undo_action(%s)", (written["id"],))
    assert value(db, "select is_gone from notes")
    change(db, company=None)
    assert run_rules(db, "clock") == 1
    kinds = rows(db, "select action_type from autonomous_actions where subject_id = %s", key)
    assert sorted(k["action_type"] for k in kinds) == [
        "action_undone",
        "note_removed",
        "note_rewritten",
        "note_written",
    ]
