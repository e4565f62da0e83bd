-- Revert salesflow:events/answers from pg

begin;

drop function salesflow.check_answers(text[], jsonb);
drop function salesflow.schema_problem(jsonb);

commit;
