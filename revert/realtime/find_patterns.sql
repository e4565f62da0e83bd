-- Revert salesflow:realtime/find_patterns from pg

begin;

drop function salesflow.signal_evidence(text, text);
drop trigger competitors_700_keep_history on public.competitors;
drop trigger competitors_500_propagate on public.competitors;
drop trigger signal_patterns_700_keep_history on public.signal_patterns;
drop trigger signal_patterns_500_propagate on public.signal_patterns;
drop trigger signal_words_700_keep_history on public.signal_words;
drop trigger signal_words_500_propagate on public.signal_words;
drop function salesflow.lexicon_changed();
drop function salesflow.compile_signals();
drop function salesflow.misspell_words();
drop function salesflow.look_up_words(text[]);
drop function salesflow.word_parts(text);

commit;
