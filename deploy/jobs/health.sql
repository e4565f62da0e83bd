-- Deploy salesflow:jobs/health to pg
-- requires: foundation/say
-- requires: crm/notifications
-- requires: events/queue
-- requires: jobs/housekeeping
-- Is everything well? What is measured, when it is not, and who hears of it.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('health.connections', '90', '%', 'Share of max_connections in use above which the database is in danger.', 1, 100),
  ('health.queue_depth', '1000', 'events', 'Waiting events above which the queue is too long.', 0, null),
  ('health.queue_age', '"15 minutes"', 'interval', 'Wait of the oldest due event above which the queue is too slow.', null, null),
  ('health.job_success_rate', '99', '%', 'Share of job runs that should succeed.', 0, 100),
  ('health.job_window', '"7 days"', 'interval', 'Time over which the success of jobs is judged.', null, null);

insert into public.text_templates (key, locale, body)
values
  ('health.database.hint', 'en', 'Close idle clients, put a pooler in front, or raise max_connections.'),
  ('health.database.hint', 'de', 'Untätige Verbindungen schließen, einen Pooler vorschalten oder max_connections erhöhen.'),
  ('health.agent.hint', 'en', 'Start the daemon: salesflow agent run.'),
  ('health.agent.hint', 'de', 'Den Daemon starten: salesflow agent run.'),
  ('health.queue_depth.hint', 'en', 'Start more daemons, or see which kind piles up: select kind, count(*) from salesflow.events group by kind.'),
  ('health.queue_depth.hint', 'de', 'Mehr Daemons starten, oder nachsehen, welche Art sich staut: select kind, count(*) from salesflow.events group by kind.'),
  ('health.queue_age.hint', 'en', 'See what holds the oldest back: select * from salesflow.events order by run_at limit 10.'),
  ('health.queue_age.hint', 'de', 'Nachsehen, was die ältesten aufhält: select * from salesflow.events order by run_at limit 10.'),
  ('health.dead_letters.hint', 'en', 'Read salesflow.dead_events, mend the cause, then retry or delete them.'),
  ('health.dead_letters.hint', 'de', 'salesflow.dead_events lesen, die Ursache beheben, dann wiederholen oder löschen.'),
  ('health.job_success.hint', 'en', 'See why: select * from job_runs where status in (''failed'', ''partial'') order by started_at desc.'),
  ('health.job_success.hint', 'de', 'Nachsehen, warum: select * from job_runs where status in (''failed'', ''partial'') order by started_at desc.'),
  ('health.overdue_jobs.hint', 'en', 'See which: select * from job_status where is_overdue. Then check that pg_cron runs.'),
  ('health.overdue_jobs.hint', 'de', 'Nachsehen, welche: select * from job_status where is_overdue. Dann prüfen, ob pg_cron läuft.'),
  ('health.scheduler.hint', 'en', 'No job runs by itself: select start_jobs().'),
  ('health.scheduler.hint', 'de', 'Kein Job läuft von selbst: select start_jobs().'),
  ('health.notification.title', 'en', 'System health: {check_name} is {status}'),
  ('health.notification.title', 'de', 'Systemzustand: {check_name} ist {status}'),
  ('health.notification.body', 'en', 'Before: {previous_status}. Measured {value} {unit}, limit {threshold}. {hint}'),
  ('health.notification.body', 'de', 'Vorher: {previous_status}. Gemessen {value} {unit}, Grenze {threshold}. {hint}');

create view public.system_health with (security_invoker = true) as
with queue as materialized (
  select
    count(*) as depth,
    coalesce(extract(epoch from now() - min(e.run_at)), 0) as oldest_s
  from salesflow.events as e
  where e.lease is null and e.run_at <= now()
),
jobs as materialized (
  select
    count(*) filter (where s.is_enabled) as enabled,
    count(*) filter (where s.is_scheduled) as scheduled,
    count(*) filter (where s.is_overdue) as overdue
  from public.job_status as s
),
measured (position, check_name, value, unit, threshold, bad) as (
  select 1, 'database', round(100.0 * sum(d.numbackends) / current_setting('max_connections')::integer, 1), '%',
    salesflow.policy_number('health.connections'), 'critical'
  from pg_catalog.pg_stat_database as d
  union all
  -- nobody to do the work: harmless only while there is none
  select 2, 'agent', count(*), 'daemons', 1, case when (select depth from queue) > 0 then 'critical' else 'warning' end
  from salesflow.workers as w
  where w.stopped_at is null and w.alive_until > now()
  union all
  select 3, 'queue_depth', depth, 'events', salesflow.policy_number('health.queue_depth'), 'critical' from queue
  union all
  select 4, 'queue_age', round(oldest_s), 's', extract(epoch from salesflow.policy_interval('health.queue_age')), 'critical' from queue
  union all
  select 5, 'dead_letters', count(*), 'events', 0, 'warning' from salesflow.dead_events
  union all
  select 6, 'job_success', round(100.0 * count(*) filter (where r.status = 'succeeded') / nullif(count(*), 0), 2), '%',
    salesflow.policy_number('health.job_success_rate'), 'warning'
  from public.job_runs as r
  join public.jobs as j on j.name = r.job_name and j.is_enabled
  where r.status in ('succeeded', 'partial', 'failed')
    and r.started_at > now() - salesflow.policy_interval('health.job_window')
  union all
  select 7, 'overdue_jobs', overdue, 'jobs', 0, 'critical' from jobs
  union all
  select 8, 'scheduler', scheduled, 'jobs', enabled, 'warning' from jobs
)
select
  m.check_name,
  case
    when m.check_name in ('agent', 'job_success', 'scheduler') and m.value < m.threshold then m.bad
    when m.check_name not in ('agent', 'job_success', 'scheduler') and m.value > m.threshold then m.bad
    else 'ok'
  end as status,
  m.value,
  m.threshold,
  m.unit,
  salesflow.say('health.' || m.check_name || '.hint', 'en') as hint_en,
  salesflow.say('health.' || m.check_name || '.hint', 'de') as hint_de
from measured as m
order by m.position;
comment on view public.system_health is 'Is everything well? One row a check, measured now. Job health_check keeps the changes in health_log.';
comment on column public.system_health.check_name is 'database (connections), agent (daemons alive), queue_depth, queue_age, dead_letters, job_success, overdue_jobs, scheduler (jobs pg_cron has).';
comment on column public.system_health.status is 'ok, warning or critical.';
comment on column public.system_health.value is 'What was measured, in unit; null when there is nothing to measure yet.';
comment on column public.system_health.threshold is 'Limit: the least for agent, job_success and scheduler, the most for all others.';
comment on column public.system_health.unit is '%, daemons, events, s or jobs.';
comment on column public.system_health.hint_en is 'What to do when it is not ok, in English.';
comment on column public.system_health.hint_de is 'What to do when it is not ok, in German.';

create table public.health_log (
  id              bigint generated always as identity primary key,
  check_name      text not null,
  status          text not null check (status in ('ok', 'warning', 'critical')),
  previous_status text not null check (previous_status in ('ok', 'warning', 'critical')),
  value           numeric,
  threshold       numeric,
  changed_at      timestamptz not null
);
comment on table public.health_log is 'Every change of the state of a check, as job health_check saw it.';
comment on column public.health_log.id is 'Key.';
comment on column public.health_log.check_name is 'The check (system_health).';
comment on column public.health_log.status is 'State from then on.';
comment on column public.health_log.previous_status is 'State before; ok where nothing was known.';
comment on column public.health_log.value is 'What was measured.';
comment on column public.health_log.threshold is 'The limit then.';
comment on column public.health_log.changed_at is 'When the job saw it.';

create index health_log_check on public.health_log (check_name, id desc);

insert into public.retention_rules (rule, table_name, clock, keep_policy, condition, description)
values
  ('health.log', 'public.health_log', 'changed_at', 'jobs.keep_runs',
    'exists (select from public.health_log as later where later.check_name = health_log.check_name and later.id > health_log.id)',
    'Changes of health; the last of each check stays.');

create function salesflow.check_health(p_as_of timestamptz default now())
  returns jsonb
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  with health as materialized (
    select * from public.system_health
  ),
  changed as (
    insert into public.health_log (check_name, status, previous_status, value, threshold, changed_at)
    select h.check_name, h.status, coalesce(last.status, 'ok'), h.value, h.threshold, p_as_of
    from health as h
    left join lateral (
      select l.status from public.health_log as l where l.check_name = h.check_name order by l.id desc limit 1
    ) as last on true
    where h.status <> coalesce(last.status, 'ok')
    returning *
  ),
  told as (
    insert into public.notifications (user_id, kind, title, body, data, dedupe_key)
    select
      u.id, 'system_health',
      salesflow.say('health.notification.title', u.locale, to_jsonb(c)),
      salesflow.say('health.notification.body', u.locale, to_jsonb(c) || jsonb_build_object(
        'unit', h.unit, 'hint', case salesflow.language(u.locale) when 'de' then h.hint_de else h.hint_en end)),
      to_jsonb(c), format('health:%s:%s', c.id, u.id)
    from changed as c
    join health as h on h.check_name = c.check_name
    cross join public.users as u
    where u.role = 'admin' and u.active
    on conflict (dedupe_key) do nothing
  )
  select jsonb_build_object(
    'rows', (select count(*) from changed),
    'details', (select jsonb_object_agg(h.check_name, h.status) from health as h))
$$;
comment on function salesflow.check_health(timestamptz) is
  'Job health_check: looks at system_health, writes changes of state to health_log and tells every administrator. Returns {"rows": changes, "details": {check: status}}.';

grant select on public.system_health, public.health_log to salesflow_bi, salesflow_admin;

commit;
