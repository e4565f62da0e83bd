-- Deploy salesflow:lifecycle/transition_effect to pg
-- requires: lifecycle/transition_leads
-- stateful: the status transition as an effect that any rule can have, and what sets the rules of this room off.

begin;
set local role salesflow_owner;

insert into public.rule_watches (watch, trigger_type, is_rechecked, description_en, description_de)
values
  ('activity', 'event_based', true, 'An activity is entered or changed.', 'Eine Aktivität wird erfasst oder geändert.'),
  ('assessment', 'score_based', true, 'A BANT assessment is entered or changed.', 'Eine BANT-Bewertung wird erfasst oder geändert.');

insert into public.rule_effects (effect, raise_fn, description_en, description_de)
values
  ('status_transition', 'salesflow.transition_leads',
    'Moves a lead to the status in type, along the status graph. Text <text_key>.reason.',
    'Bringt einen Lead in den Status, den type nennt, entlang des Statusgraphen. Text <text_key>.reason.');

insert into public.action_types (action_type, undo_fn)
values ('status_transition', 'salesflow.undo_transition');

insert into public.text_templates (key, locale, body)
values
  ('action.status_transition', 'en', '{subject_name}: {from} → {to}'),
  ('action.status_transition', 'de', '{subject_name}: {from} → {to}');

commit;
