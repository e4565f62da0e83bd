-- Deploy salesflow:review/win_probability to pg
-- requires: crm/bant_assessments
-- requires: review/win_prior
-- replaceable: how likely a lead is won: a documented prior from status and BANT, until the learned model replaces the body.

begin;
set local role salesflow_owner;

create or replace function salesflow.win_probabilities(p_lead_ids uuid[])
  returns table (lead_id uuid, win_probability double precision)
  language plpgsql
  stable
  set search_path = pg_catalog, pg_temp
  set plan_cache_mode = force_custom_plan
as $$
begin
  return query
  with prior as materialized (
    select s.status, ln(p.share / (1 - p.share)) as log_odds
    from public.lead_statuses as s
    cross join lateral (
      -- a prior of exactly 0 or 1 has no log odds
      select least(0.999, greatest(0.001, salesflow.policy_number('win.prior.' || s.status)))::double precision as share
    ) as p
    where s.is_active and s.status in (select substring(key from 'win\.prior\.(.*)') from public.policies)
  ),
  weight as materialized (
    select (salesflow.policy_number('win.bant_weight') / 50)::double precision as per_point
  )
  select
    l.id,
    (case
      when s.is_active then 1 / (1 + exp(-(
        -- a status that has no prior is no better than the worst
        coalesce(prior.log_odds, (select min(p.log_odds) from prior as p))
        + (select weight.per_point from weight) * coalesce(b.total_score - 50, 0))))
      when s.is_won then 1
      else 0
    end)::double precision
  from public.leads as l
  join public.lead_statuses as s on s.status = l.status
  left join prior on prior.status = l.status
  left join (
    select distinct on (a.lead_id) a.lead_id, a.total_score
    from unnest(p_lead_ids) as g (id)
    join public.bant_assessments as a on a.lead_id = g.id
    order by a.lead_id, a.assessed_at desc, a.position desc
  ) as b on b.lead_id = l.id
  where l.id = any (p_lead_ids);
end
$$;
comment on function salesflow.win_probabilities(uuid[]) is
  'Probability 0–1 that each lead is won. Log odds of the status''s prior (policies win.prior.…) plus win.bant_weight × (BANT − 50) / 50; unknown BANT changes nothing. Rises with rank of the status and with BANT. Final statuses: 1 or 0.';

create or replace function public.win_probability(p_lead_id uuid)
  returns numeric
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$ select round(w.win_probability::numeric, 4) from salesflow.win_probabilities(array[p_lead_id]) as w $$;
comment on function public.win_probability(uuid) is 'Probability 0–1 that the lead is won, from its status and current BANT; null for an unknown lead.';

grant execute on function public.win_probability(uuid), salesflow.win_probabilities(uuid[]) to salesflow_bi, salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

commit;
