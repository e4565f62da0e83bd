-- Revert salesflow:access/grants from pg

begin;

-- Nothing to take back: the views go with their own changes, and their grants with them.

commit;
