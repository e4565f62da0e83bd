-- Revert salesflow:import/suggest_map from pg

begin;

drop function public.suggest_import_map(text[], jsonb);

commit;
