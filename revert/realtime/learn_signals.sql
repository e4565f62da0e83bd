-- Revert salesflow:realtime/learn_signals from pg

begin;

drop function public.correct_signals(text, jsonb);
drop function public.train_signals(boolean);
drop function salesflow.learn_words();
drop function salesflow.fit_signals(timestamptz);

commit;
