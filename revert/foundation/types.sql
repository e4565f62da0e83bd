-- Revert salesflow:foundation/types from pg

begin;

drop domain salesflow.json_array;
drop domain salesflow.json_object;
drop domain salesflow.share;
drop domain salesflow.score;
drop domain salesflow.planning_time;
drop domain salesflow.duration;
drop domain salesflow.instant;
drop domain salesflow.amount;
drop domain salesflow.currency;
drop domain salesflow.locale;
drop domain salesflow.time_zone;
drop domain salesflow.priority;
drop domain salesflow.label;

commit;
