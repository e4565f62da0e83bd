-- Revert salesflow:foundation/run_isolated from pg

begin;

drop function salesflow.run_isolated(text, anyarray, timestamptz);

commit;
