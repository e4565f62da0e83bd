-- Revert salesflow:import/parse_cells from pg

begin;

drop function salesflow.translate_cell(text, jsonb, text);
drop function salesflow.bare_domain(text);
drop function salesflow.normalise_person(text);
drop function salesflow.normalise_word(text);
drop function salesflow.find_currency(text);
drop function salesflow.clean_cell(text, text[]);
drop function salesflow.date_order_hint(text);
drop function salesflow.parse_timestamp(text, text, text);
drop function salesflow.parse_odd_timestamp(text, text, text);
drop function salesflow.number_format_hint(text);
drop function salesflow.parse_number(text, text);
drop function salesflow.parse_odd_number(text, text);

commit;
