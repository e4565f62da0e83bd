-- Revert salesflow:events/check_words from pg

begin;

drop function salesflow.words_are_safe(text, jsonb, text, integer, text[]);
drop function salesflow.words_problem(text, jsonb, text, integer, text[]);
drop function salesflow.language_problem(text, text, jsonb);
drop function salesflow.names_within(uuid, text);
drop function salesflow.rule_words(text);
drop function salesflow.promise_in(text, text);
drop function salesflow.known_words(text[], text[], text[]);
drop function salesflow.name_parts(text[]);
drop function salesflow.number_claims(text);
drop function salesflow.number_value(text);

commit;
