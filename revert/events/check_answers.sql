-- Revert salesflow:events/check_answers from pg

begin;

drop function salesflow.check_answers(text[], text[]);
drop function salesflow.schema_problem(jsonb);

commit;
