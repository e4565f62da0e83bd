-- Revert salesflow:rules/run_rules from pg

begin;

drop function salesflow.all_subjects();
drop function salesflow.run_clock_rules(uuid[], timestamptz);
drop function salesflow.run_rules(text, uuid[], timestamptz);
drop function salesflow.withdraw_effects(text, salesflow.raising[], text);
drop function salesflow.refresh_effects(text, salesflow.raising[], timestamptz);
drop function salesflow.raise_effects(text, salesflow.raising[], timestamptz);
drop function salesflow.claim_raisings(salesflow.raising[], timestamptz);
drop function salesflow.held_back(salesflow.raising[], timestamptz);
drop function salesflow.find_raisings(text, uuid[], timestamptz, text);

commit;
