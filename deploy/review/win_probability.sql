-- Deploy salesflow:review/win_probability to pg
-- requires: memory/agent_memory
-- How likely a lead is won: a documented prior from status and BANT, until the learned model replaces the body.

begin;
set local role salesflow_owner;

insert into public.policies (key, value, unit, description, minimum, maximum)
values
  ('win.prior.new', '0.05', 'probability', 'Share of new leads that are won in the end.', 0, 1),
  ('win.prior.nurture', '0.06', 'probability', 'Share of nurtured leads that are won.', 0, 1),
  ('win.prior.contacted', '0.10', 'probability', 'Share of contacted leads that are won.', 0, 1),
  ('win.prior.qualified', '0.25', 'probability', 'Share of qualified leads that are won.', 0, 1),
  ('win.prior.meeting_scheduled', '0.35', 'probability', 'Share of leads with a planned meeting that are won.', 0, 1),
  ('win.prior.proposal_sent', '0.50', 'probability', 'Share of leads with a proposal that are won.', 0, 1),
  ('win.prior.negotiation', '0.65', 'probability', 'Share of leads in negotiation that are won.', 0, 1),
  ('win.bant_weight', '1.5', 'log odds', 'What a BANT total of 100 adds to the log odds, and one of 0 takes away; 50 changes nothing.', 0, 5);

create function salesflow.win_probabilities(p_lead_ids uuid[])
  returns table (lead_id uuid, win_probability double precision)
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$
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
    case
      when l.status = 'won' then 1
      when l.status in ('lost', 'unqualified') then 0
      else 1 / (1 + exp(-(prior.log_odds + (select weight.per_point from weight) * coalesce(b.total_score - 50, 0))))
    end
  from public.leads as l
  left join prior on prior.status = l.status
  left join lateral (
    select a.total_score
    from public.bant_assessments as a
    where a.lead_id = l.id
    order by a.assessed_at desc, a.position desc
    limit 1
  ) as b on true
  where l.id = any (p_lead_ids)
$$;
comment on function salesflow.win_probabilities(uuid[]) is
  'Probability 0–1 that each lead is won. Log odds of the status''s prior (policies win.prior.…) plus win.bant_weight × (BANT − 50) / 50; unknown BANT changes nothing. Rises with rank of the status and with BANT. Final statuses: 1 or 0.';

create function public.win_probability(p_lead_id uuid)
  returns numeric
  language sql
  stable
  set search_path = pg_catalog, pg_temp
as $$ select round(w.win_probability::numeric, 4) from salesflow.win_probabilities(array[p_lead_id]) as w $$;
comment on function public.win_probability(uuid) is 'Probability 0–1 that the lead is won, from its status and current BANT; null for an unknown lead.';

grant execute on function public.win_probability(uuid), salesflow.win_probabilities(uuid[]) to salesflow_bi, salesflow_admin;

commit;
