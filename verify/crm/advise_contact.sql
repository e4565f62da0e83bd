-- Verify salesflow:crm/advise_contact on pg

begin;

select
  'salesflow.contact_advice(uuid[])'::regprocedure;

rollback;
