-- Deploy salesflow:crm/normalise_leads to pg
-- requires: crm/leads
-- replaceable: What is entered of a lead, put in order.

begin;
set local role salesflow_owner;

create or replace function salesflow.normalise_lead()
  returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  new.name := btrim(new.name);
  new.email := nullif(lower(btrim(new.email)), '');
  new.phone := nullif(btrim(new.phone), '');
  new.company := nullif(btrim(new.company), '');
  if tg_op = 'INSERT' then
    new.status_since := coalesce((new.status_cause ->> 'at')::timestamptz, new.created_at);
    return new;
  end if;
  new.updated_at := now();
  if new.status is distinct from old.status then
    -- a change that brings no cause of its own is a person's: the old cause does not speak for it
    if new.status_cause is not distinct from old.status_cause then
      new.status_cause := null;
    end if;
    if new.status_reason is not distinct from old.status_reason then
      new.status_reason := null;
    end if;
    new.status_since := coalesce((new.status_cause ->> 'at')::timestamptz, now());
  end if;
  return new;
end
$$;
comment on function salesflow.normalise_lead() is 'Trims names, lowers addresses, keeps updated_at and status_since.';

create or replace trigger leads_100_normalise
  before insert or update of name, email, phone, company, status, user_id, source, priority, deal_value,
    currency, preferred_channel, time_zone, locale, attributes
  on public.leads
  for each row execute function salesflow.normalise_lead();

commit;
