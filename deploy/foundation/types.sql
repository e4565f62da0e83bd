-- Deploy salesflow:foundation/types to pg
-- requires: foundation/check_values
-- stateful: Types that tables share, each refusing what would break a later computation. A domain is checked when
-- a value arrives; a table check would be read and run again at every update of every other column.

begin;
set local role salesflow_owner;

create domain salesflow.label as text
  constraint label_not_empty check (value <> '');
comment on domain salesflow.label is 'A text that says something: not empty.';

create domain salesflow.priority as text
  constraint known_priority check (value in ('low', 'medium', 'high', 'urgent'));
comment on domain salesflow.priority is 'low, medium, high or urgent.';

create domain salesflow.time_zone as text
  constraint known_time_zone check (salesflow.is_time_zone(value));
comment on domain salesflow.time_zone is 'IANA time zone that the server knows: Europe/Berlin.';

create domain salesflow.locale as text
  constraint locale_form check (value ~ '^[a-z]{2}([-_][A-Za-z]{2})?$');
comment on domain salesflow.locale is 'Language, with or without region: de, de-AT, en_GB.';

create domain salesflow.currency as char(3)
  constraint currency_form check (value ~ '^[A-Z]{3}$');
comment on domain salesflow.currency is 'ISO 4217 currency: EUR.';

-- numeric sorts NaN above every number, so the upper limit refuses it, too
create domain salesflow.amount as numeric(14, 2)
  constraint sensible_amount check (value between 0 and 999999999999.99);
comment on domain salesflow.amount is 'Amount of money in the currency beside it: not negative, and a number.';

-- Ages of things are raised to powers and shown as dates: neither works for 1900, infinity or the year 294276.
create domain salesflow.instant as timestamptz
  constraint sensible_instant check (value >= '1970-01-01 00:00:00+00' and value < '2200-01-01 00:00:00+00');
comment on domain salesflow.instant is 'An instant that somebody entered: from 1970 to 2199, never infinite.';

create domain salesflow.duration as interval
  constraint sensible_duration check (value > '0' and value <= '100 years');
comment on domain salesflow.duration is 'A length of time: more than nothing, at most 100 years.';

-- 24:00 is a time, too, but no clock ever shows it; a plan made in the last quarter of an hour of a day helps nobody
create domain salesflow.planning_time as time
  constraint time_to_plan check (value <= '23:45');
comment on domain salesflow.planning_time is 'Time of day from which a day may be planned: 23:45 at the latest.';

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
