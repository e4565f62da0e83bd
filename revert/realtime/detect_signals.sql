-- Revert salesflow:realtime/detect_signals from pg

begin;

drop function public.check_signal_examples();
drop function public.score_signals(jsonb);
drop function public.trial_scores();
drop function salesflow.tabulate_signals(jsonb[]);
drop function salesflow.decided_labels(double precision[]);
drop function salesflow.given_labels(public.signal_messages);
drop function public.detect_signals(text, text);
drop function salesflow.signals_of(text, text);
drop function salesflow.decide_signals(double precision[]);

commit;
