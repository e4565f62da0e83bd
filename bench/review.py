"""Time of the daily review by rules: 1,000 users × 100 leads, and how it grows with the leads."""

from __future__ import annotations

import psycopg

from bench.common import database, durable_server, seconds, table

USERS = 1_000
SIZES = (1, 10, 100)  # leads a user
ACTIVITIES = 10  # a lead

# Loaded past the triggers, which bench/activities.py measures: here only the review counts.
LOAD = """
set session_replication_role = replica;
insert into users (name, locale, external_id)
select 'User ' || i, (array['de', 'en'])[1 + i % 2], i from generate_series(1, {users}) as i;
insert into leads
  (name, company, user_id, deal_value, phone, status, created_at, status_since, currency)
select 'Lead ' || i, 'Company ' || i % 999, u.id, 500 + i % 20000, '+49 30 ' || i,
  (array['new', 'contacted', 'qualified', 'meeting_scheduled', 'proposal_sent', 'negotiation'])
    [1 + i % 6],
  now() - interval '90 days', now() - i % 20 * interval '1 day', 'EUR'
from generate_series(1, {users} * {leads}) as i
join users as u on u.external_id = (1 + i % {users})::text;
insert into activities (lead_id, user_id, type, direction, status, occurred_at)
select
  l.id, l.user_id, (array['call', 'email', 'whatsapp'])[1 + i % 3],
  (array['inbound', 'outbound'])[1 + i % 2], 'completed', now() - random() * interval '60 days'
from leads as l, generate_series(1, {activities}) as i;
insert into bant_assessments
  (lead_id, budget_score, authority_score, need_score, timeline_score, traffic_light)
select
  id, n % 101, n * 7 % 101, n * 13 % 101, n * 29 % 101,
  (array['green', 'yellow', 'red'])[1 + n % 3]
from (select id, row_number() over () as n from leads) as l where n % 5 > 0;
update leads as l
set
  total_interactions = a.contacts, inbound_interactions = a.inbound,
  first_contact_at = a.first_at, last_contact_at = a.last_at, last_inbound_at = a.last_inbound_at
from (
  select
    lead_id, count(*) as contacts, count(*) filter (where direction = 'inbound') as inbound,
    min(occurred_at) as first_at, max(occurred_at) as last_at,
    max(occurred_at) filter (where direction = 'inbound') as last_inbound_at
  from activities group by lead_id
) as a
where a.lead_id = l.id;
set session_replication_role = origin;
"""


def measure(url: str, leads: int) -> tuple[object, ...]:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in LOAD.format(users=USERS, leads=leads, activities=ACTIVITIES).split(";\n"):
            if statement.strip():
                connection.execute(statement)
        connection.execute("vacuum analyze")
        took = seconds(lambda: connection.execute("select trigger_job('daily_review')"))
        row = connection.execute(
            "select count(*), sum(actions_total) from daily_action_plans"
        ).fetchone()
    assert row is not None
    assert row[0] == USERS
    total = USERS * leads
    return (
        f"{USERS:,} × {leads}",
        f"{total:,}",
        f"{total * ACTIVITIES:,}",
        f"{row[0]:,}",
        f"{row[1]:,}",
        f"{took:.2f} s",
        f"{took / total * 1e6:,.0f} µs",
    )


def main() -> None:
    with durable_server() as cluster:
        rows = []
        for leads in SIZES:
            with database(cluster) as url:
                rows.append(measure(url, leads))
    table(
        "Daily review by rules",
        ("users × leads", "leads", "activities", "plans", "priorities", "time", "per lead"),
        rows,
        "Target: 1,000 × 100 under 5 s. A plan for every user is what the small sizes pay for.",
    )


if __name__ == "__main__":
    main()
