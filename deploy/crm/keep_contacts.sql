-- Deploy salesflow:crm/keep_contacts to pg
-- requires: crm/activities
-- requires: crm/lead_summaries
-- replaceable: When we last spoke to a lead, who began, how often: kept while activities come, change and go.

begin;
set local role salesflow_owner;

create or replace function salesflow.add_contacts()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
begin
  if (select count(*) from (select from new_rows limit 2) as few) > 1 then
    -- all leads, in key order: two bulk loads of the same leads queue instead of deadlocking
    perform from public.leads as l where l.id in (select n.lead_id from new_rows as n) order by l.id for no key update;
  end if;
  -- New contacts only add to what is known, so an insert never reads the history of a lead.
  update public.leads as l
  set
    total_interactions = l.total_interactions + c.contacts,
    inbound_interactions = l.inbound_interactions + c.inbound,
    first_contact_at = least(l.first_contact_at, c.first_at),
    last_contact_at = greatest(l.last_contact_at, c.last_at),
    last_inbound_at = greatest(l.last_inbound_at, c.last_inbound_at)
  from (
    select
      n.lead_id,
      count(*) as contacts,
      count(*) filter (where n.direction = 'inbound') as inbound,
      min(n.occurred_at) as first_at,
      max(n.occurred_at) as last_at,
      max(n.occurred_at) filter (where n.direction = 'inbound') as last_inbound_at
    from new_rows as n
    where n.status = 'completed'
      and (select p.value from public.policies as p where p.key = 'crm.contact_types') ? n.type
    group by n.lead_id
  ) as c
  where l.id = c.lead_id;
  return null;
end
$$;
comment on function salesflow.add_contacts() is 'Adds new activities to the contact facts of their leads.';

create or replace function salesflow.recount_contacts()
  returns trigger
  language plpgsql
  security definer
  set search_path = pg_catalog, pg_temp
as $$
declare
  v_lead_ids uuid[];
begin
  -- a changed or deleted activity can take something away, so its leads are counted anew
  if tg_op = 'DELETE' then
    v_lead_ids := array(select distinct o.lead_id from old_rows as o);
  else
    -- rows that are in one table and not in the other, by hashing: linear for any number of rows
    v_lead_ids := array(
      select changed.lead_id
      from (
        (select id, lead_id, type, status, direction, occurred_at from old_rows
         except all
         select id, lead_id, type, status, direction, occurred_at from new_rows)
        union all
        (select id, lead_id, type, status, direction, occurred_at from new_rows
         except all
         select id, lead_id, type, status, direction, occurred_at from old_rows)
      ) as changed
      group by changed.lead_id);
  end if;
  -- a statement of its own: the count must see what was committed while we waited for the lock
  perform from public.leads as l where l.id = any (v_lead_ids) order by l.id for no key update;

  update public.leads as l
  set
    total_interactions = c.contacts,
    inbound_interactions = c.inbound,
    first_contact_at = c.first_at,
    last_contact_at = c.last_at,
    last_inbound_at = c.last_inbound_at
  from (
    select
      given.lead_id,
      count(a.id) as contacts,
      count(*) filter (where a.direction = 'inbound') as inbound,
      min(a.occurred_at) as first_at,
      max(a.occurred_at) as last_at,
      max(a.occurred_at) filter (where a.direction = 'inbound') as last_inbound_at
    from unnest(v_lead_ids) as given (lead_id)
    left join public.activities as a
      on a.lead_id = given.lead_id
      and a.status = 'completed'
      and (select p.value from public.policies as p where p.key = 'crm.contact_types') ? a.type
    group by given.lead_id
  ) as c
  where l.id = c.lead_id
    and (l.total_interactions, l.inbound_interactions, l.first_contact_at, l.last_contact_at, l.last_inbound_at)
      is distinct from (c.contacts, c.inbound, c.first_at, c.last_at, c.last_inbound_at);
  return null;
end
$$;
comment on function salesflow.recount_contacts() is 'Counts the contacts of leads anew whose activities changed or went.';

create or replace trigger activities_500_add_contacts
  after insert on public.activities
  referencing new table as new_rows
  for each statement execute function salesflow.add_contacts();

create or replace trigger activities_500_recount_updated
  after update on public.activities
  referencing old table as old_rows new table as new_rows
  for each statement execute function salesflow.recount_contacts();

create or replace trigger activities_500_recount_deleted
  after delete on public.activities
  referencing old table as old_rows
  for each statement execute function salesflow.recount_contacts();

create or replace view public.lead_context_summaries with (security_invoker = true) as
select
  l.id as lead_id,
  s.short_summary,
  s.detailed_summary,
  coalesce(s.key_facts, '[]') as key_facts,
  coalesce(s.pain_points, '[]') as pain_points,
  coalesce(s.objections_raised, '[]') as objections_raised,
  l.total_interactions,
  l.inbound_interactions,
  l.first_contact_at as first_interaction_at,
  l.last_contact_at as last_interaction_at,
  l.last_inbound_at,
  s.updated_at
from public.leads as l
left join public.lead_summaries as s on s.lead_id = l.id;
comment on view public.lead_context_summaries is 'What is known of each lead at a glance: summary and facts (lead_summaries), and counts of contacts (leads).';
comment on column public.lead_context_summaries.lead_id is 'The lead.';
comment on column public.lead_context_summaries.short_summary is 'One or two sentences.';
comment on column public.lead_context_summaries.detailed_summary is 'The whole story.';
comment on column public.lead_context_summaries.key_facts is 'Facts worth remembering, an array of texts.';
comment on column public.lead_context_summaries.pain_points is 'Problems the lead named, an array of texts.';
comment on column public.lead_context_summaries.objections_raised is 'Objections so far, an array of texts.';
comment on column public.lead_context_summaries.total_interactions is 'Completed contacts in either direction.';
comment on column public.lead_context_summaries.inbound_interactions is 'Completed contacts that came from the lead.';
comment on column public.lead_context_summaries.first_interaction_at is 'First contact.';
comment on column public.lead_context_summaries.last_interaction_at is 'Last contact, the same as leads.last_contact_at.';
comment on column public.lead_context_summaries.last_inbound_at is 'Last time the lead itself reached out.';
comment on column public.lead_context_summaries.updated_at is 'When the words last changed; null without any.';

grant select on public.lead_context_summaries to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi, salesflow_admin;

commit;
