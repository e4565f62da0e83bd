-- Revert salesflow:foundation/protect from pg

begin;

drop procedure salesflow.protect(text, text, text);
drop procedure salesflow.unprotect(text);

commit;
