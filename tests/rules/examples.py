"""Rules as a room would add them: a row, a query, and the words."""

from __future__ import annotations

from typing import Any

from tests.people import Connection, insert

BIG_DEAL = """
    create function salesflow.find_big_deals(p_subject_ids uuid[], p_as_of timestamptz)
      returns setof salesflow.finding
      language sql
      stable
      set search_path = pg_catalog, pg_temp
    begin atomic
      select
        'lead', l.lead_id, l.user_id, l.status_since, salesflow.episode_of(l.status_since), null,
        jsonb_build_object('status', l.status, 'value', d.deal_value, 'currency', d.currency),
        jsonb_build_array(jsonb_build_object('table', 'leads', 'id', l.lead_id))
      from salesflow.leads_at(p_subject_ids, null, p_as_of) as l
      join public.leads as d on d.id = l.lead_id
      where d.deal_value >= 50000;
    end;

    insert into automation_rules
      (rule, watch, effect, finder, type, priority, confidence, after_policy, lead_statuses,
        description_en, description_de)
    values
      ('example.big_deal', 'clock', 'recommendation', 'salesflow.find_big_deals', 'followup',
        'high', 0.9, 'lifecycle.proposal_patience', '{qualified,proposal_sent}',
        'A big deal that rests.', 'Ein großes Geschäft, das ruht.');

    insert into text_templates (key, locale, body)
    values
      ('example.big_deal.title', 'en', 'Visit {lead_name}'),
      ('example.big_deal.title', 'de', '{lead_name} besuchen'),
      ('example.big_deal.reasoning', 'en', 'Worth {value|money}, and nothing moves'),
      ('example.big_deal.reasoning', 'de', '{value|money} wert, und nichts bewegt sich'),
      ('example.big_deal.script', 'en', 'Hi {lead_name|first_name}, may I come by?'),
      ('example.big_deal.script', 'de', 'Guten Tag {lead_name}, darf ich vorbeikommen?');
"""


def add_big_deal(db: Connection) -> None:
    """The worked example, and no other rule beside it."""
    db.execute("update automation_rules set is_enabled = false")
    db.execute(BIG_DEAL)


def add_rule(db: Connection, subject_type: str, query: str, **columns: Any) -> str:
    """A rule example.<subject_type> of watch clock with texts; `query` yields id, rep, episode."""
    rule = f"example.{subject_type}"
    db.execute(
        f"""
        create function salesflow.find_{subject_type}_example(
            p_subject_ids uuid[], p_as_of timestamptz)
          returns setof salesflow.finding language sql stable set search_path = pg_catalog, pg_temp
        as $f$
          select
            '{subject_type}', f.id, f.user_id, p_as_of - interval '1 hour', f.episode, null,
            jsonb_build_object('n', f.episode),
            jsonb_build_array(jsonb_build_object('table', 'leads', 'id', f.id))
          from ({query}) as f (id, user_id, episode)
          where p_subject_ids is null or f.id = any (p_subject_ids)
        $f$;
        insert into text_templates (key, locale, body)
        select '{rule}.' || part, locale, 'Example {{n}}'
        from unnest(array['title', 'reasoning']) as part, unnest(array['de', 'en']) as locale;
        """.encode()
    )
    given = {
        "watch": "clock",
        "effect": "recommendation",
        "type": "followup",
        "priority": "high",
        "description_en": "An example.",
        "description_de": "Ein Beispiel.",
    }
    insert_rule(db, rule=rule, finder=f"salesflow.find_{subject_type}_example", **(given | columns))
    return rule


def insert_rule(db: Connection, **columns: Any) -> None:
    insert(db, "automation_rules", **columns)
