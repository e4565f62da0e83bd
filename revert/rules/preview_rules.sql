-- Revert salesflow:rules/preview_rules from pg

begin;

drop function public.preview_rules(text, timestamptz, text);

commit;
