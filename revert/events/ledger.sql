-- Revert salesflow:events/ledger from pg

begin;

drop table salesflow.model_days;
drop table salesflow.model_calls;
drop table salesflow.model_prices;

delete from public.retention_rules where rule in (
  'events.model_calls'
);
delete from public.policies where key in (
  'events.currency',
  'events.budget_per_user_day',
  'events.reserved_input_tokens',
  'events.call_retention'
);

commit;
