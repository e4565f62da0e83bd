-- Revert salesflow:import/read_map from pg

begin;

drop function salesflow.import_value(text, text, integer, text, text, text);
drop function salesflow.cells_as_object(text[], text[], text[]);
drop function salesflow.import_source(jsonb, text[], text[], text[]);
drop function salesflow.check_import_map(jsonb, text[]);
drop function salesflow.import_rules(jsonb, text[]);
drop function salesflow.normalise_header(text);
drop function salesflow.import_words(text);

commit;
