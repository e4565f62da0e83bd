-- Deploy salesflow:realtime/first_model to pg
-- requires: realtime/learn_signals
-- stateful: the lexicon prepared, the classifier trained once, so that it can be asked from the start.

begin;
set local role salesflow_owner;

select salesflow.compile_signals();
select public.train_signals();

commit;

-- 10,000 rows written just now: without statistics the first statements would plan for none
analyze salesflow.signal_keys, salesflow.signal_vocabulary, public.signal_weights;
