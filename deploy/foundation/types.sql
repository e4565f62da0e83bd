-- Deploy salesflow:foundation/types to pg
-- requires: foundation/texts
-- Types that tables share. A domain is checked when a value arrives; a table check would be
-- read and run again at every update of every other column.

begin;
set local role salesflow_owner;

create domain salesflow.label as text
  constraint label_not_empty check (value <> '');
comment on domain salesflow.label is 'A text that says something: not empty.';

create domain salesflow.priority as text
  constraint known_priority check (value in ('low', 'medium', 'high', 'urgent'));
comment on domain salesflow.priority is 'low, medium, high or urgent.';

create domain salesflow.contact_channel as text
  constraint known_channel check (value in ('call', 'email', 'whatsapp', 'sms', 'linkedin', 'meeting'));
comment on domain salesflow.contact_channel is 'A way to reach a lead.';

create domain salesflow.time_zone as text
  constraint known_time_zone check (salesflow.is_time_zone(value));
comment on domain salesflow.time_zone is 'IANA time zone that the server knows: Europe/Berlin.';

create domain salesflow.locale as text
  constraint locale_form check (value ~ '^[a-z]{2}([-_][A-Za-z]{2})?$');
comment on domain salesflow.locale is 'Language, with or without region: de, de-AT, en_GB.';

create domain salesflow.currency as char(3)
  constraint currency_form check (value ~ '^[A-Z]{3}$');
comment on domain salesflow.currency is 'ISO 4217 currency: EUR.';

create domain salesflow.score as smallint
  constraint score_range check (value between 0 and 100);
comment on domain salesflow.score is 'Points, 0–100.';

create domain salesflow.share as numeric(4, 3)
  constraint share_range check (value between 0 and 1);
comment on domain salesflow.share is 'Share or probability, 0–1, to three places.';

create domain salesflow.json_object as jsonb
  constraint is_object check (jsonb_typeof(value) = 'object');
comment on domain salesflow.json_object is 'A JSON object.';

create domain salesflow.json_array as jsonb
  constraint is_array check (jsonb_typeof(value) = 'array');
comment on domain salesflow.json_array is 'A JSON array.';

commit;
