-- Revert salesflow:access/errors from pg

begin;

delete from public.text_templates where key like 'error.%';

commit;
