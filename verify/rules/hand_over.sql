-- Verify salesflow:rules/hand_over on pg

begin;

select
  'salesflow.hand_over_lead()'::regprocedure;

do $$
begin
  assert exists (select from pg_catalog.pg_trigger where tgrelid = 'public.leads'::regclass and tgname = 'leads_600_hand_over'),
    'trigger leads_600_hand_over is missing';
end
$$;

rollback;
