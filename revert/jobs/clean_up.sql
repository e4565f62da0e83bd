-- Revert salesflow:jobs/clean_up from pg

begin;

drop function salesflow.clean_up(timestamptz);
drop function salesflow.delete_expired(text[], timestamptz);

commit;
