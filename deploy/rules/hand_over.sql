-- Deploy salesflow:rules/hand_over to pg
-- requires: rules/recommendations
-- requires: rules/run_rules
-- replaceable: what is open goes with the lead to its new rep, at once.

begin;
set local role salesflow_owner;

create or replace function salesflow.hand_over_lead()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_part record;
begin
  for v_part in
    select
      a.effect,
      array_agg((k.rule, k.subject_type, k.subject_id, new.user_id, k.raised_at, k.episode, k.facts ->> 'situation', k.facts,
        jsonb_build_array(jsonb_build_object('table', 'leads', 'id', new.id)), 'leads:' || new.id || ':' || coalesce(new.user_id::text, 'nobody'),
        k.target_id)::salesflow.raising) as open
    from salesflow.rule_episodes as k
    join public.automation_rules as a on a.rule = k.rule
    where k.subject_id = new.id and k.is_open
    group by a.effect
    order by a.effect
  loop
    if not exists (select from public.users as u where u.id = new.user_id and u.active) then
      perform salesflow.withdraw_effects(v_part.effect, v_part.open, 'withdrawn');
    else
      perform salesflow.refresh_effects(v_part.effect, v_part.open, now());
    end if;
  end loop;
  -- what people wrote themselves follows, too
  update public.ai_recommendations as r
  set user_id = new.user_id
  where r.lead_id = new.id and r.status = 'pending' and r.triggered_by = 'manual' and new.user_id is not null;
  return null;
end
$$;
comment on function salesflow.hand_over_lead() is
  'When a lead changes hands, what its rules have open for it is said anew for the new rep; of a lead that nobody active owns any more it is withdrawn.';

-- for each row: it costs nothing where no owner changes, and a statement trigger would cost every activity
create or replace trigger leads_600_hand_over
  after update of user_id on public.leads
  for each row when (old.user_id is distinct from new.user_id)
  execute function salesflow.hand_over_lead();

commit;
