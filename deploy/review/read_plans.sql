-- Deploy salesflow:review/read_plans to pg
-- requires: review/write_plans
-- requires: review/say_plan
-- replaceable: a plan as a client shows it: one call, one document.

begin;
set local role salesflow_owner;

create or replace function salesflow.check_may_read_user(p_user_id uuid)
  returns void
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  -- guard: oneself, one's squad, or everybody
  if not salesflow.may_see_user(p_user_id) then
    raise exception 'role % may not see the plans of user %', session_user, p_user_id
      using errcode = 'SF003', hint = 'A login role sees its own plan once users.db_role names it.';
  end if;
end
$$;
comment on function salesflow.check_may_read_user(uuid) is 'Raises SF003 unless the session may see this user.';

create or replace function public.find_users(p_search text default null)
  returns table (user_id uuid, name text, email text, squad text, role text, has_plan_today boolean)
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select
    u.id, u.name::text, u.email, s.name::text, u.role,
    exists (
      select from public.daily_action_plans as p
      where p.user_id = u.id and p.plan_date = (now() at time zone u.time_zone)::date)
  from public.users as u
  left join public.squads as s on s.id = u.squad_id
  where u.active
    and u.id = any ((select salesflow.visible_user_ids())::uuid[])
    and case
      when p_search is null then true
      when p_search ~* '^[0-9a-f]{8}-' then u.id::text = lower(p_search)
      else strpos(lower(u.name), lower(p_search)) > 0 or lower(u.email) = lower(p_search)
    end
  order by lower(u.name) = lower(p_search) desc, u.name, u.id;
end
$$;
comment on function public.find_users(text) is
  'Active users by key, e-mail address or part of the name (null: all); a session finds those whom it may see.';

create or replace function public.get_daily_plan(p_user_id uuid, p_plan_date date default null)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_user public.users;
  v_date date;
  v_plan jsonb;
begin
  perform salesflow.check_may_read_user(p_user_id);
  select * into v_user from public.users where id = p_user_id;
  if not found then
    raise exception 'there is no user %', p_user_id using errcode = 'SF004';
  end if;
  v_date := coalesce(p_plan_date, (now() at time zone v_user.time_zone)::date);
  select jsonb_build_object(
    'plan_id', p.id,
    'plan_date', p.plan_date,
    'user_id', v_user.id,
    'user_name', v_user.name,
    'locale', v_user.locale,
    'time_zone', v_user.time_zone,
    'top_3_priorities', (
      select coalesce(jsonb_agg(
        salesflow.priority_json(i, r, l.name) || jsonb_build_object('company', l.company, 'status', r.status) order by i.position), '[]')
      from public.daily_plan_priorities as i
      join public.leads as l on l.id = i.lead_id
      join public.ai_recommendations as r on r.id = i.recommendation_id
      where i.plan_id = p.id),
    'strategic_insights', p.strategic_insights,
    'risks', p.risks,
    'quick_wins', p.quick_wins,
    'goal_progress', p.goal_progress,
    'completion_status', p.completion_status,
    'actions_completed', p.actions_completed,
    'actions_total', p.actions_total,
    'source', p.source,
    'generated_at', p.generated_at)
  into v_plan
  from public.daily_action_plans as p
  where p.user_id = p_user_id and p.plan_date = v_date;
  if v_plan is null then
    raise exception 'user % has no plan for %', v_user.name, v_date
      using errcode = 'SF301', hint = 'select create_daily_plan(user_id) makes today''s; job daily_review makes it every morning.';
  end if;
  return salesflow.say_plan(v_plan);
end
$$;
comment on function public.get_daily_plan(uuid, date) is
  'The plan of a user for a day (default: today by the user''s clock) as one document, its numbers also said in the user''s language (…_text, see say_plan). Raises SF003 (another user''s plan), SF004 (unknown user), SF301 (no plan for that day).';

create or replace function public.create_daily_plan(p_user_id uuid)
  returns jsonb
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform salesflow.check_may_read_user(p_user_id);
  perform salesflow.run_rules('review', array[p_user_id]);
  return public.get_daily_plan(p_user_id);
end
$$;
comment on function public.create_daily_plan(uuid) is
  'Makes today''s plan of a user now, unless there is one, and returns it. Raises SF003 (another user''s plan), SF004 (unknown user).';

grant execute on function public.find_users(text), public.get_daily_plan(uuid, date)
  to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;
grant execute on function public.create_daily_plan(uuid) to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

commit;
