-- Revert salesflow:foundation/types from pg

begin;

drop domain salesflow.json_array;
drop domain salesflow.json_object;
drop domain salesflow.share;
drop domain salesflow.score;
drop domain salesflow.currency;
drop domain salesflow.locale;
drop domain salesflow.time_zone;
drop domain salesflow.contact_channel;
drop domain salesflow.priority;
drop domain salesflow.label;

commit;
