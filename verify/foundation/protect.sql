-- Verify salesflow:foundation/protect on pg

begin;

select
  'salesflow.unprotect(text)'::regprocedure,
  'salesflow.protect(text, text, text)'::regprocedure;

rollback;
