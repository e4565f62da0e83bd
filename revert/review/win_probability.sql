-- Revert salesflow:review/win_probability from pg

begin;

drop function public.win_probability(uuid);
drop function salesflow.win_probabilities(uuid[]);

commit;
