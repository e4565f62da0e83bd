-- Revert salesflow:foundation/texts from pg

begin;

drop table public.text_templates;

commit;
