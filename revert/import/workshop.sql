-- Revert salesflow:import/workshop from pg

begin;

drop table salesflow.import_plan;
drop table salesflow.import_contacts;
drop table salesflow.import_companies;
drop table salesflow.import_people;
drop table salesflow.import_values;
drop table salesflow.import_items;
drop table salesflow.import_fields;
drop table salesflow.import_rows;

commit;
