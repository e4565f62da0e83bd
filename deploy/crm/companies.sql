-- Deploy salesflow:crm/companies to pg
-- requires: crm/leads
-- stateful: The companies and persons behind leads. A lead is linked to them, so that one person with three deals is one person.

begin;
set local role salesflow_owner;

create table public.companies (
  id          uuid primary key default gen_random_uuid(),
  name        salesflow.label not null,
  domain      text check (domain = lower(domain)),
  phone       text,
  industry    text,
  city        text,
  region      text,
  country     text,
  user_id     uuid references public.users on delete set null,
  attributes  salesflow.json_object not null default '{}',
  created_at  salesflow.instant not null default now(),
  updated_at  salesflow.instant not null default now()
);
comment on table public.companies is 'Companies that leads and contacts belong to.';
comment on column public.companies.id is 'Key.';
comment on column public.companies.name is 'Name.';
comment on column public.companies.domain is 'Domain of its website, without www, in lower case.';
comment on column public.companies.phone is 'Telephone number.';
comment on column public.companies.industry is 'Industry.';
comment on column public.companies.city is 'City.';
comment on column public.companies.region is 'Region, state or sales territory.';
comment on column public.companies.country is 'Country, as entered.';
comment on column public.companies.user_id is 'Rep who looks after it.';
comment on column public.companies.attributes is 'Any other column of the customer''s CRM.';
comment on column public.companies.created_at is 'When it was entered.';
comment on column public.companies.updated_at is 'When an import or a person last changed it.';

create index companies_name on public.companies (lower(name));
create index companies_user on public.companies (user_id);

create table public.contacts (
  id          uuid primary key default gen_random_uuid(),
  company_id  uuid references public.companies on delete set null,
  name        salesflow.label not null,
  email       text check (email = lower(email)),
  phone       text,
  position    text,
  user_id     uuid references public.users on delete set null,
  attributes  salesflow.json_object not null default '{}',
  created_at  salesflow.instant not null default now(),
  updated_at  salesflow.instant not null default now()
);
comment on table public.contacts is 'Persons behind leads.';
comment on column public.contacts.id is 'Key.';
comment on column public.contacts.company_id is 'Company the person works for.';
comment on column public.contacts.name is 'Name.';
comment on column public.contacts.email is 'E-mail address, in lower case.';
comment on column public.contacts.phone is 'Telephone number.';
comment on column public.contacts.position is 'What the person does there.';
comment on column public.contacts.user_id is 'Rep who looks after the person.';
comment on column public.contacts.attributes is 'Any other column of the customer''s CRM.';
comment on column public.contacts.created_at is 'When the person was entered.';
comment on column public.contacts.updated_at is 'When an import or a person last changed it.';

create index contacts_email on public.contacts (email) where email is not null;
create index contacts_name on public.contacts (lower(name));
create index contacts_company on public.contacts (company_id);
create index contacts_user on public.contacts (user_id);

-- Apart from leads: every new activity updates its lead and locks all indexes of that table.
create table public.lead_companies (
  lead_id    uuid primary key references public.leads on delete cascade,
  company_id uuid not null references public.companies on delete cascade
);
comment on table public.lead_companies is 'The company of each lead.';
comment on column public.lead_companies.lead_id is 'The lead.';
comment on column public.lead_companies.company_id is 'Its company.';

create index lead_companies_company on public.lead_companies (company_id);

create table public.lead_contacts (
  lead_id    uuid not null references public.leads on delete cascade,
  contact_id uuid not null references public.contacts on delete cascade,
  is_main    boolean not null default true,
  primary key (lead_id, contact_id)
);
comment on table public.lead_contacts is 'The persons of each lead; the leads of a person are its deals.';
comment on column public.lead_contacts.lead_id is 'The lead.';
comment on column public.lead_contacts.contact_id is 'The person.';
comment on column public.lead_contacts.is_main is 'Whether this is the person to speak to first.';

create index lead_contacts_contact on public.lead_contacts (contact_id);

alter table public.companies enable row level security;
alter table public.companies force row level security;
alter table public.contacts enable row level security;
alter table public.contacts force row level security;
alter table public.lead_companies enable row level security;
alter table public.lead_companies force row level security;
alter table public.lead_contacts enable row level security;
alter table public.lead_contacts force row level security;

grant select on public.companies, public.contacts, public.lead_companies, public.lead_contacts
  to salesflow_rep, salesflow_manager, salesflow_gateway, salesflow_bi;
grant select, insert, update, delete on public.companies, public.contacts, public.lead_companies, public.lead_contacts
  to salesflow_admin;

commit;
