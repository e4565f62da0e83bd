-- Revert salesflow:realtime/read_text from pg

begin;

drop function salesflow.read_tokens(text);
drop function salesflow.spell_umlauts(text);
drop function salesflow.fold_letters(text);
drop function salesflow.own_words(text);

commit;
