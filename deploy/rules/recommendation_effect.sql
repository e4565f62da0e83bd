-- Deploy salesflow:rules/recommendation_effect to pg
-- requires: rules/recommend
-- stateful: recommendations as an effect that any rule can have.

begin;
set local role salesflow_owner;

insert into public.rule_effects (effect, raise_fn, refresh_fn, withdraw_fn, description_en, description_de)
values
  ('recommendation', 'salesflow.raise_recommendations', 'salesflow.refresh_recommendations', 'salesflow.withdraw_recommendations',
    'A recommendation to the rep. type: its type; texts <text_key>.title, .reasoning and, to say to the lead, .script.',
    'Eine Empfehlung an den Verkäufer. type: ihre Art; Texte <text_key>.title, .reasoning und, dem Lead zu sagen, .script.');

insert into public.action_types (action_type, undo_fn)
values ('recommendation_created', 'salesflow.undo_recommendation');

commit;
