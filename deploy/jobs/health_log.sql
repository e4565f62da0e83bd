-- Deploy salesflow:jobs/health_log to pg
-- requires: foundation/texts
-- requires: events/queue
-- requires: jobs/policies
-- stateful: Every change of health, the limits of what is healthy, and what to do.

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
  ('health.dead_events.hint', 'en', 'Read salesflow.dead_events, mend the cause, then retry or delete them.'),
  ('health.dead_events.hint', 'de', 'salesflow.dead_events lesen, die Ursache beheben, dann wiederholen oder löschen.'),
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

create table public.health_log (
  id              bigint generated always as identity primary key,
  check_name      text not null,
  status          text not null check (status in ('ok', 'warning', 'critical')),
  previous_status text not null check (previous_status in ('ok', 'warning', 'critical')),
  value           numeric,
  threshold       numeric,
  problem         text,
  changed_at      timestamptz not null
);
comment on table public.health_log is 'Every change of the state of a check, as job health_check saw it.';
comment on column public.health_log.id is 'Key.';
comment on column public.health_log.check_name is 'The check (system_health).';
comment on column public.health_log.status is 'State from then on.';
comment on column public.health_log.previous_status is 'State before; ok where nothing was known.';
comment on column public.health_log.value is 'What was measured.';
comment on column public.health_log.threshold is 'The limit then.';
comment on column public.health_log.problem is 'What kept the check from measuring.';
comment on column public.health_log.changed_at is 'When the job saw it.';

create index health_log_check on public.health_log (check_name, id desc);

insert into public.retention_rules (rule, table_name, clock, keep_policy, condition, description)
values
  ('health.log', 'public.health_log', 'changed_at', 'jobs.keep_runs',
    'exists (select from public.health_log as later where later.check_name = health_log.check_name and later.id > health_log.id)',
    'Changes of health; the last of each check stays.');

grant select on public.health_log to salesflow_bi, salesflow_admin;

commit;
