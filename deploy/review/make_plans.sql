-- Deploy salesflow:review/make_plans to pg
-- requires: foundation/run_isolated
-- requires: crm/notifications
-- requires: review/word_plans
-- replaceable: the effect plan: the morning of each user who has none for the day.

begin;
set local role salesflow_owner;

create or replace function salesflow.find_plan_due(p_subject_ids uuid[], p_as_of timestamptz)
  returns setof salesflow.finding
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
  select
    'user', u.id, u.id, p_as_of, day.plan_date::text, null,
    jsonb_build_object('plan_date', day.plan_date, 'as_of', p_as_of),
    jsonb_build_array(jsonb_build_object('table', 'users', 'id', u.id))
  from public.users as u
  cross join lateral (select p_as_of at time zone u.time_zone as at) as local
  cross join lateral (
    select coalesce(u.review_time, salesflow.policy_text('review.local_time')::time) as at
  ) as due
  cross join lateral (
    -- a plan that came due last thing before midnight is still made shortly after it, and is yesterday's
    select local.at::date - (
      local.at < local.at::date + salesflow.policy_interval('review.catch_up')
      and local.at - salesflow.policy_interval('review.catch_up') < local.at::date - 1 + due.at
      and not exists (
        select from public.daily_action_plans as p where p.user_id = u.id and p.plan_date = local.at::date - 1))::integer as plan_date
  ) as day
  where u.active
    and (p_subject_ids is null or u.id = any (p_subject_ids))
    and not exists (select from public.daily_action_plans as p where p.user_id = u.id and p.plan_date = day.plan_date)
$$;
comment on function salesflow.find_plan_due(uuid[], timestamptz) is
  'Finder: active users without a plan for their local day; whether their hour has come is the job''s question. episode is the day.';

create or replace function salesflow.make_plans(p_raisings salesflow.raising[], p_as_of timestamptz)
  returns setof salesflow.deed
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set work_mem = '64MB'  -- one session, once a morning: sorts stay in memory
as $$
declare
  v_plans uuid[];
begin
  -- whoever inserts the plan of a day makes it: a concurrent run finds it there and leaves it
  with made as (
    insert into public.daily_action_plans (id, user_id, plan_date, generated_at)
    select r.target_id, r.subject_id, r.episode::date, p_as_of
    from unnest(p_raisings) as r
    order by r.subject_id
    on conflict (user_id, plan_date) do nothing
    returning id
  )
  select array_agg(id) into v_plans from made;
  if v_plans is null then
    return;
  end if;
  perform salesflow.log_rankings(v_plans);
  perform salesflow.choose_priorities(v_plans);
  perform salesflow.describe_plans(v_plans);
  perform salesflow.sum_up_plans(v_plans);
  perform salesflow.write_priorities(v_plans);
  perform salesflow.tell_of_plans(v_plans);
  perform salesflow.request_plan_wording(v_plans);
  return query
    select
      r.rule, r.subject_id, r.episode, 'plan_created', p.id,
      jsonb_build_object('plan_id', p.id, 'plan_date', p.plan_date, 'priorities', p.actions_total),
      null::jsonb, jsonb_build_object('top_priorities', p.top_priorities)
    from unnest(p_raisings) as r
    join public.daily_action_plans as p on p.id = r.target_id
    where p.id = any (v_plans);
end
$$;
comment on function salesflow.make_plans(salesflow.raising[], timestamptz) is
  'Effect plan: the plan of the day for each user: ranking, priorities with their recommendations, risks, quick wins, insights, goals, memory, notification, and the request for better words.';

create or replace function salesflow.forget_plan()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- security definer: who may delete a user or plan may not touch the engine's memory of it
  delete from salesflow.rule_episodes as k where k.subject_id = old.user_id and k.target_id = old.id;
  return null;
end
$$;
comment on function salesflow.forget_plan() is 'A plan that was removed can be made again: its episode goes with it.';

create or replace trigger daily_action_plans_500_forget
  after delete on public.daily_action_plans
  for each row execute function salesflow.forget_plan();

create or replace function salesflow.tell_of_plans(p_plan_ids uuid[])
  returns void
  language sql
  set search_path = pg_catalog, pg_temp
as $$
  with plan as materialized (
    select
      p.id, p.user_id, p.actions_total, u.locale, u.time_zone,
      jsonb_build_object(
        'plan_at', p.generated_at, 'insight', p.strategic_insights,
        'actions', (select string_agg(e ->> 'action', '; ') from jsonb_array_elements(p.top_priorities) as e),
        'first_action', coalesce(p.top_priorities -> 0 ->> 'action', salesflow.say('review.notification.none', u.locale))) as facts
    from public.daily_action_plans as p
    join public.users as u on u.id = p.user_id
    where p.id = any (p_plan_ids)
  ),
  remembered as (
    insert into public.agent_memory (user_id, memory_type, content, importance_score, context, cause)
    select
      p.user_id, 'insight', salesflow.say_facts('review.memory', p.facts, p.locale, p.time_zone),
      (select salesflow.policy_number('memory.plan_importance')), jsonb_build_object('plan_id', p.id), 'daily_action_plans:' || p.id
    from plan as p
    where p.actions_total > 0
    on conflict (cause) do nothing
  )
  insert into public.notifications (user_id, kind, title, body, data, dedupe_key)
  select
    p.user_id, 'daily_plan', salesflow.say_facts('review.notification.title', p.facts, p.locale, p.time_zone),
    salesflow.say_facts('review.notification.body', p.facts, p.locale, p.time_zone), jsonb_build_object('plan_id', p.id),
    'daily_action_plans:' || p.id
  from plan as p
  on conflict (dedupe_key) do nothing
$$;
comment on function salesflow.tell_of_plans(uuid[]) is 'Remembers the given plans, and notifies their users.';

create or replace function salesflow.run_review_rules(p_user_ids uuid[], p_as_of timestamptz)
  returns bigint
  language sql
  set search_path = pg_catalog, pg_temp
as $$ select salesflow.run_rules('review', p_user_ids, p_as_of) $$;
comment on function salesflow.run_review_rules(uuid[], timestamptz) is 'run_rules() of watch review, in the form that run_isolated() calls.';

create or replace function salesflow.run_daily_review(p_as_of timestamptz default now())
  returns jsonb
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- a person who asks for the review now need not wait for the hour, only the schedule does
  return salesflow.run_isolated('salesflow.run_review_rules', array(
    select f.subject_id
    from salesflow.find_plan_due(null, p_as_of) as f
    join public.users as u on u.id = f.subject_id
    cross join lateral (select p_as_of at time zone u.time_zone as at) as local
    where (u.role = 'rep' or exists (
        select from public.leads as l where l.user_id = u.id and l.status = any ((select salesflow.active_statuses())::text[])))
      and (
        current_setting('salesflow.triggered_by', true) = 'manual'
        or local.at >= f.episode::date + coalesce(u.review_time, (select salesflow.policy_text('review.local_time'))::time)
          and extract(isodow from f.episode::date)::text = any ((select salesflow.policy_list('review.weekdays'))::text[]))
    order by f.subject_id), p_as_of);
end
$$;
comment on function salesflow.run_daily_review(timestamptz) is
  'Job daily_review: plans for all active users whose local clock has passed their hour and who have none for that day.';

commit;
