-- Deploy salesflow:crm/lead_summaries to pg
-- requires: crm/leads
-- stateful: What is known of a lead, in words.

begin;
set local role salesflow_owner;

create table public.lead_summaries (
  lead_id           uuid primary key references public.leads on delete cascade,
  short_summary     text,
  detailed_summary  text,
  key_facts         salesflow.json_array not null default '[]',
  pain_points       salesflow.json_array not null default '[]',
  objections_raised salesflow.json_array not null default '[]',
  updated_at        timestamptz not null default now()
);
comment on table public.lead_summaries is 'What is known of a lead, in words. lead_context_summaries shows it beside the counts of contacts.';
comment on column public.lead_summaries.lead_id is 'The lead.';
comment on column public.lead_summaries.short_summary is 'One or two sentences.';
comment on column public.lead_summaries.detailed_summary is 'The whole story.';
comment on column public.lead_summaries.key_facts is 'Facts worth remembering, an array of texts.';
comment on column public.lead_summaries.pain_points is 'Problems the lead named, an array of texts.';
comment on column public.lead_summaries.objections_raised is 'Objections so far, an array of texts.';
comment on column public.lead_summaries.updated_at is 'When the words last changed.';

alter table public.lead_summaries enable row level security;
alter table public.lead_summaries force row level security;

grant select on public.lead_summaries to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi;
grant
  select,
  insert (lead_id, short_summary, detailed_summary, key_facts, pain_points, objections_raised),
  update (short_summary, detailed_summary, key_facts, pain_points, objections_raised)
  on public.lead_summaries to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_admin;

commit;
