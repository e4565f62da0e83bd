-- Revert salesflow:foundation/schemas from pg

begin;

drop extension if exists plpython3u;
revoke usage, create on schema public from salesflow_owner;
drop schema salesflow;

commit;
