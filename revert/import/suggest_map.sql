-- Revert salesflow:import/suggest_map from pg

begin;

drop function public.suggest_import_map(text[], jsonb, text);
drop function salesflow.guess_import_object(text[]);

commit;
