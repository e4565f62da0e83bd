-- Deploy salesflow:jobs/check_health to pg
-- requires: foundation/say
-- requires: foundation/health_checks
-- requires: crm/notifications
-- requires: jobs/schedule
-- requires: jobs/health_log
-- replaceable: Is everything well? What is measured, when it is not, and who hears of it.

begin;
set local role salesflow_owner;

create or replace function salesflow.measure_connections()
  returns salesflow.measurement
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select row(
    round(100.0 * sum(d.numbackends) / current_setting('max_connections')::integer, 1), null, null)::salesflow.measurement
  from pg_stat_database as d
$$;
comment on function salesflow.measure_connections() is 'Health check database: percent of max_connections in use.';

create or replace function salesflow.measure_daemons()
  returns salesflow.measurement
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  -- nobody to do the work: harmless only while there is none
  select row(
    count(*), null,
    case when exists (select from salesflow.events as e where e.lease is null and e.run_at <= now()) then 'critical' end
  )::salesflow.measurement
  from salesflow.workers as w
  where w.stopped_at is null and w.alive_until > now()
$$;
comment on function salesflow.measure_daemons() is 'Health check agent: daemons alive. Without one it is critical as soon as an event waits.';

create or replace function salesflow.measure_queue_depth()
  returns salesflow.measurement
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select row(count(*), null, null)::salesflow.measurement
  from salesflow.events as e
  where e.lease is null and e.run_at <= now()
$$;
comment on function salesflow.measure_queue_depth() is 'Health check queue_depth: due events that nobody has taken.';

create or replace function salesflow.measure_queue_age()
  returns salesflow.measurement
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  -- seconds, not an interval: they may be infinite
  select row(
    coalesce(round(extract(epoch from now()) - extract(epoch from min(e.run_at))), 0), null, null)::salesflow.measurement
  from salesflow.events as e
  where e.lease is null and e.run_at <= now()
$$;
comment on function salesflow.measure_queue_age() is 'Health check queue_age: seconds that the oldest due event has waited.';

create or replace function salesflow.measure_dead_events()
  returns salesflow.measurement
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select row(count(*), null, null)::salesflow.measurement
  from salesflow.dead_events
$$;
comment on function salesflow.measure_dead_events() is 'Health check dead_events: events whose attempts are used up.';

create or replace function salesflow.measure_job_success()
  returns salesflow.measurement
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select row(
    round(100.0 * count(*) filter (where r.status = 'succeeded') / nullif(count(*), 0), 2), null, null)::salesflow.measurement
  from public.job_runs as r
  join public.jobs as j on j.name = r.job_name and j.is_enabled
  where r.status in ('succeeded', 'partial', 'failed')
    and r.started_at > now() - salesflow.policy_interval('health.job_window')
$$;
comment on function salesflow.measure_job_success() is 'Health check job_success: percent of the runs of enabled jobs that succeeded.';

create or replace function salesflow.measure_overdue_jobs()
  returns salesflow.measurement
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select row(count(*) filter (where s.is_overdue), null, null)::salesflow.measurement
  from public.job_status as s
$$;
comment on function salesflow.measure_overdue_jobs() is 'Health check overdue_jobs: jobs without success for too long.';

create or replace function salesflow.measure_scheduled_jobs()
  returns salesflow.measurement
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select row(
    count(*) filter (where s.is_scheduled), count(*) filter (where s.is_enabled), null)::salesflow.measurement
  from public.job_status as s
$$;
comment on function salesflow.measure_scheduled_jobs() is 'Health check scheduler: jobs that pg_cron has; as many as are enabled are wanted.';

create or replace function salesflow.measure_health()
  returns table (
    "position" smallint, check_name text, status text, value numeric, threshold numeric, unit text,
    hint_en text, hint_de text, problem text)
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_check public.health_checks;
  v_answer jsonb;
  v_found salesflow.measurement;
  v_problem text;
begin
  for v_check in select * from public.health_checks as c order by c.position loop
    v_problem := null;
    -- one check that cannot measure is bad news itself, and stops no other
    begin
      execute format('select to_jsonb(%s())', to_regprocedure(v_check.measure || '()')::regproc) into v_answer;
      v_found := jsonb_populate_record(null::salesflow.measurement, v_answer);
      if v_check.threshold_policy is not null then
        v_found.threshold := coalesce(v_found.threshold, (
          select case p.unit
            when 'interval' then extract(epoch from (p.value #>> '{}')::interval)
            else (p.value #>> '{}')::numeric
          end
          from public.policies as p
          where p.key = v_check.threshold_policy));
      end if;
    exception
      when others then
        v_found := null;
        v_problem := format('%s: %s', sqlstate, sqlerrm);
    end;
    "position" := v_check.position;
    check_name := v_check.check_name;
    value := v_found.value;
    threshold := coalesce(v_found.threshold, v_check.threshold);
    unit := v_check.unit;
    status := case
      when v_problem is not null then 'critical'
      when v_check.limit_is = 'minimum' and value < threshold or v_check.limit_is = 'maximum' and value > threshold
        then coalesce(v_found.severity, v_check.severity)
      else 'ok'
    end;
    hint_en := salesflow.say(format('health.%s.hint', check_name), 'en');
    hint_de := salesflow.say(format('health.%s.hint', check_name), 'de');
    problem := v_problem;
    return next;
  end loop;
end
$$;
comment on function salesflow.measure_health() is
  'All health checks, measured now, one after another: what one of them meets stops no other. Behind system_health.';

create or replace view public.system_health with (security_invoker = true) as
select h.check_name, h.status, h.value, h.threshold, h.unit, h.hint_en, h.hint_de, h.problem
from salesflow.measure_health() as h
order by h.position;
comment on view public.system_health is 'Is everything well? One row a check (health_checks), measured now. Job health_check keeps the changes in health_log.';
comment on column public.system_health.check_name is 'database (connections), agent (daemons alive), queue_depth, queue_age, dead_events, job_success, overdue_jobs, scheduler (jobs pg_cron has), and what other rooms check.';
comment on column public.system_health.status is 'ok, warning or critical.';
comment on column public.system_health.value is 'What was measured, in unit; null when there is nothing to measure yet.';
comment on column public.system_health.threshold is 'Limit: the least or the most, as health_checks.limit_is says.';
comment on column public.system_health.unit is '%, daemons, events, s or jobs.';
comment on column public.system_health.hint_en is 'What to do when it is not ok, in English.';
comment on column public.system_health.hint_de is 'What to do when it is not ok, in German.';
comment on column public.system_health.problem is 'What kept the check from measuring (SQLSTATE and message); it is critical then.';

create or replace function salesflow.check_health(p_as_of timestamptz default now())
  returns jsonb
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  with health as materialized (
    select * from public.system_health
  ),
  changed as (
    insert into public.health_log (check_name, status, previous_status, value, threshold, problem, changed_at)
    select h.check_name, h.status, coalesce(last.status, 'ok'), h.value, h.threshold, h.problem, p_as_of
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
        'unit', h.unit, 'value', coalesce(h.value::text, h.problem, '–'), 'hint', case salesflow.language(u.locale) when 'de' then h.hint_de else h.hint_en end)),
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

grant execute on function salesflow.measure_health() to salesflow_bi, salesflow_admin;
grant select on public.system_health to salesflow_bi, salesflow_admin;

commit;
