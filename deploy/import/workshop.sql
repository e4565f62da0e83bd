-- Deploy salesflow:import/workshop to pg
-- requires: foundation/schemas
-- stateful: the tables of a running import. One import runs at a time, each leaves them empty.

begin;
set local role salesflow_owner;

-- The workshop of a running import. One import runs at a time, each leaves these empty.
create unlogged table salesflow.import_rows (
  row_no  bigint generated always as identity,
  line_no bigint not null,
  problem text,
  record  jsonb not null
);
comment on table salesflow.import_rows is 'Rows of the running import, as they came.';
comment on column salesflow.import_rows.row_no is 'Order.';
comment on column salesflow.import_rows.line_no is 'Line of the file.';
comment on column salesflow.import_rows.problem is 'What the reader of the file found wrong with it: code of a reason.';
comment on column salesflow.import_rows.record is '{column: cell}.';

create unlogged table salesflow.import_fields (
  n          integer primary key,
  key        text not null unique,
  section    text not null,
  target     text not null,
  kind       text not null,
  max_length integer,
  columns    text[] not null,
  consumes   boolean not null,
  format     text,
  source     text not null
);
comment on table salesflow.import_fields is 'Fields of the running import''s map.';
comment on column salesflow.import_fields.n is 'Number.';
comment on column salesflow.import_fields.key is 'Name; an activity''s has its number: activity.1.type.';
comment on column salesflow.import_fields.section is 'Section of the target.';
comment on column salesflow.import_fields.target is 'Target.';
comment on column salesflow.import_fields.kind is 'Kind of the target.';
comment on column salesflow.import_fields.max_length is 'Longest text allowed.';
comment on column salesflow.import_fields.columns is 'Columns it reads.';
comment on column salesflow.import_fields.consumes is 'Whether it says all there is in its column, which then stays out of attributes.';
comment on column salesflow.import_fields.format is 'Order of dates or decimal mark, as given or found.';
comment on column salesflow.import_fields.source is 'SQL expression of its cell.';

create unlogged table salesflow.import_items (
  row_no  bigint primary key,
  line_no bigint not null,
  record  jsonb not null,
  raw     text[] not null,
  v       jsonb not null,
  is_bad  boolean not null
);
comment on table salesflow.import_items is 'Rows of the running import, read by the map.';
comment on column salesflow.import_items.row_no is 'Row.';
comment on column salesflow.import_items.line_no is 'Line of the file.';
comment on column salesflow.import_items.record is 'The row as it came.';
comment on column salesflow.import_items.raw is 'Its cells, by number of the field.';
comment on column salesflow.import_items.v is 'Its values, by key of the field.';
comment on column salesflow.import_items.is_bad is 'Whether a cell could not be read.';

create unlogged table salesflow.import_people (
  key         text primary key,
  row_no      bigint not null,
  section     text not null,
  external_id text,
  email       text,
  name        text,
  role        text,
  time_zone   text,
  locale      text,
  active      boolean,
  squad_key   text,
  squad_name  text,
  user_id     uuid not null default gen_random_uuid(),
  is_new      boolean not null default true
);
comment on table salesflow.import_people is 'Reps and managers of the running import, one row each.';
comment on column salesflow.import_people.key is 'What tells them apart: key, e-mail or name.';
comment on column salesflow.import_people.row_no is 'Last row that names the person.';
comment on column salesflow.import_people.section is 'user or manager.';
comment on column salesflow.import_people.external_id is 'Key in the file''s system.';
comment on column salesflow.import_people.email is 'E-mail.';
comment on column salesflow.import_people.name is 'Name.';
comment on column salesflow.import_people.role is 'Role, if the file says one.';
comment on column salesflow.import_people.time_zone is 'Time zone, if the file says one.';
comment on column salesflow.import_people.locale is 'Language, if the file says one.';
comment on column salesflow.import_people.active is 'Whether active, if the file says it.';
comment on column salesflow.import_people.squad_key is 'External id of the squad.';
comment on column salesflow.import_people.squad_name is 'Name of the squad.';
comment on column salesflow.import_people.user_id is 'The user.';
comment on column salesflow.import_people.is_new is 'Whether the user is new.';

create unlogged table salesflow.import_plan (
  row_no      bigint primary key,
  line_no     bigint not null,
  key         text not null,
  next_line   bigint,
  lead_id     uuid not null,
  is_new      boolean not null,
  is_changed  boolean not null,
  user_id     uuid,
  status      text,
  is_closed   boolean not null,
  status_at   timestamptz,
  v           jsonb not null,
  before      jsonb,
  last_status text
);
comment on table salesflow.import_plan is 'What the running import will do, row by row.';
comment on column salesflow.import_plan.row_no is 'Row.';
comment on column salesflow.import_plan.line_no is 'Line of the file.';
comment on column salesflow.import_plan.key is 'External id of the lead.';
comment on column salesflow.import_plan.next_line is 'Line where the same lead comes again; null in its last, which counts.';
comment on column salesflow.import_plan.lead_id is 'The lead, also of a new one.';
comment on column salesflow.import_plan.is_new is 'Whether the lead is new.';
comment on column salesflow.import_plan.is_changed is 'Whether the row says something new.';
comment on column salesflow.import_plan.user_id is 'Its rep.';
comment on column salesflow.import_plan.status is 'Status in the file.';
comment on column salesflow.import_plan.is_closed is 'Whether that status is one in which nobody works on the lead.';
comment on column salesflow.import_plan.status_at is 'Since when, if the file says it.';
comment on column salesflow.import_plan.v is 'Values by key, with attributes.';
comment on column salesflow.import_plan.before is 'Values of the last import.';
comment on column salesflow.import_plan.last_status is 'Status of the last import.';

grant insert on salesflow.import_rows to salesflow_admin;

commit;
