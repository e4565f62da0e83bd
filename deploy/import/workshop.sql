-- Deploy salesflow:import/workshop to pg
-- requires: foundation/schemas
-- stateful: the tables of a running import. One import runs at a time: who begins truncates them, which waits for the one before.

begin;
set local role salesflow_owner;

create unlogged table salesflow.import_rows (
  row_no bigint generated always as identity,
  line_no bigint not null,
  problem text,
  cells jsonb not null
);
comment on table salesflow.import_rows is 'Rows of the running import, as they came.';
comment on column salesflow.import_rows.row_no is 'Order.';
comment on column salesflow.import_rows.line_no is 'Line of the file.';
comment on column salesflow.import_rows.problem is 'What the reader of the file found wrong with it: code of a reason.';
comment on column salesflow.import_rows.cells is 'Its cells, in the order of imports.columns.';

create unlogged table salesflow.import_fields (
  n integer primary key,
  key text not null unique,
  section text not null,
  target text not null,
  kind text not null,
  max_length integer,
  columns text[] not null,
  consumes boolean not null,
  format text,
  source text not null,
  one_way bigint not null default 0,
  other_way bigint not null default 0,
  either_way bigint not null default 0
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
comment on column salesflow.import_fields.one_way is 'Different cells that only day first, or a decimal comma, can read.';
comment on column salesflow.import_fields.other_way is 'Different cells that only month first, or a decimal point, can read.';
comment on column salesflow.import_fields.either_way is 'Different cells that both can read.';

create unlogged table salesflow.import_items (
  row_no bigint primary key,
  line_no bigint not null,
  key text not null,
  row_hash bigint not null,
  id uuid,
  is_same boolean not null,
  next_line bigint,
  facts_before integer[]
);
comment on table salesflow.import_items is 'Rows of the running import, told apart.';
comment on column salesflow.import_items.row_no is 'Row.';
comment on column salesflow.import_items.line_no is 'Line of the file.';
comment on column salesflow.import_items.key is 'Key within source and object.';
comment on column salesflow.import_items.row_hash is 'Hash of its cells and of the way they are read.';
comment on column salesflow.import_items.id is 'What the key became in an earlier import.';
comment on column salesflow.import_items.is_same is 'Whether that import read the very same row.';
comment on column salesflow.import_items.next_line is 'Line where the same key comes again; null in its last, which counts.';
comment on column salesflow.import_items.facts_before is 'import_keys.facts.';

create unlogged table salesflow.import_values (
  row_no bigint primary key,
  v jsonb not null,
  attributes jsonb not null,
  outcome_cells jsonb,
  facts integer[] not null,
  unread integer[]
);
comment on table salesflow.import_values is 'Rows of the running import that say something new, read by the map.';
comment on column salesflow.import_values.row_no is 'Row.';
comment on column salesflow.import_values.v is 'Its values, by key of the field.';
comment on column salesflow.import_values.attributes is 'Its other cells, by column, and those that were not understood.';
comment on column salesflow.import_values.outcome_cells is 'Cells that speak of its end: attributes while it is open.';
comment on column salesflow.import_values.facts is 'Hashes of all of them, in the order of import_sources.facts.';
comment on column salesflow.import_values.unread is 'Fields whose cell was not understood.';

create unlogged table salesflow.import_people (
  key text primary key,
  row_no bigint not null,
  section text not null,
  external_id text,
  email text,
  name text,
  norm text,
  role text,
  time_zone text,
  locale text,
  active boolean,
  squad_key text,
  squad_name text,
  same_as text,
  user_id uuid not null default gen_random_uuid(),
  is_new boolean not null default true
);
comment on table salesflow.import_people is 'Reps and managers of the running import, one row a spelling.';
comment on column salesflow.import_people.key is 'Spelling: key, e-mail or name.';
comment on column salesflow.import_people.row_no is 'Last row that names the person.';
comment on column salesflow.import_people.section is 'user or manager.';
comment on column salesflow.import_people.external_id is 'Key in the file''s system.';
comment on column salesflow.import_people.email is 'E-mail.';
comment on column salesflow.import_people.name is 'Name.';
comment on column salesflow.import_people.norm is 'normalise_person() of it.';
comment on column salesflow.import_people.role is 'Role, if the file says one.';
comment on column salesflow.import_people.time_zone is 'Time zone, if the file says one.';
comment on column salesflow.import_people.locale is 'Language, if the file says one.';
comment on column salesflow.import_people.active is 'Whether active, if the file says it.';
comment on column salesflow.import_people.squad_key is 'External id of the squad.';
comment on column salesflow.import_people.squad_name is 'Name of the squad.';
comment on column salesflow.import_people.same_as is 'Spelling that says more of the same person.';
comment on column salesflow.import_people.user_id is 'The user.';
comment on column salesflow.import_people.is_new is 'Whether the user is new.';

create unlogged table salesflow.import_companies (
  key text primary key,
  external_id text,
  name text,
  domain text,
  row_no bigint not null,
  company_id uuid not null default gen_random_uuid(),
  is_new boolean not null default true
);
comment on table salesflow.import_companies is 'Companies of the running import.';
comment on column salesflow.import_companies.key is 'What tells them apart: key or name.';
comment on column salesflow.import_companies.external_id is 'Key in the file''s system.';
comment on column salesflow.import_companies.name is 'Name.';
comment on column salesflow.import_companies.domain is 'Domain.';
comment on column salesflow.import_companies.row_no is 'Last row that names it.';
comment on column salesflow.import_companies.company_id is 'The company.';
comment on column salesflow.import_companies.is_new is 'Whether it is new.';

create unlogged table salesflow.import_contacts (
  key text primary key,
  external_id text,
  email text,
  name text,
  phone text,
  position text,
  company_key text,
  row_no bigint not null,
  contact_id uuid not null default gen_random_uuid(),
  is_new boolean not null default true
);
comment on table salesflow.import_contacts is 'Persons of the running import.';
comment on column salesflow.import_contacts.key is 'What tells them apart: key, e-mail, or name with company.';
comment on column salesflow.import_contacts.external_id is 'Key in the file''s system.';
comment on column salesflow.import_contacts.email is 'E-mail.';
comment on column salesflow.import_contacts.name is 'Name.';
comment on column salesflow.import_contacts.phone is 'Telephone number.';
comment on column salesflow.import_contacts.position is 'What the person does.';
comment on column salesflow.import_contacts.company_key is 'Its company.';
comment on column salesflow.import_contacts.row_no is 'Last row that names the person.';
comment on column salesflow.import_contacts.contact_id is 'The person.';
comment on column salesflow.import_contacts.is_new is 'Whether the person is new.';

create unlogged table salesflow.import_plan (
  row_no bigint primary key,
  line_no bigint not null,
  key text not null,
  row_hash bigint not null,
  next_line bigint,
  lead_id uuid not null,
  is_new boolean not null,
  is_merged boolean not null,
  user_id uuid,
  company_key text,
  contact_key text,
  status text,
  is_closed boolean not null,
  status_at timestamptz,
  created_at timestamptz,
  v jsonb not null,
  attributes jsonb not null,
  facts integer[] not null,
  facts_before integer[]
);
comment on table salesflow.import_plan is 'What the running import will do with leads, row by row.';
comment on column salesflow.import_plan.row_no is 'Row.';
comment on column salesflow.import_plan.line_no is 'Line of the file.';
comment on column salesflow.import_plan.key is 'Key within source and object.';
comment on column salesflow.import_plan.row_hash is 'Hash of the row.';
comment on column salesflow.import_plan.next_line is 'Line where the same lead comes again; null in its last, which counts.';
comment on column salesflow.import_plan.lead_id is 'The lead, also of a new one.';
comment on column salesflow.import_plan.is_new is 'Whether the lead is new.';
comment on column salesflow.import_plan.is_merged is 'Whether another source had it, known by its e-mail.';
comment on column salesflow.import_plan.user_id is 'Its rep.';
comment on column salesflow.import_plan.company_key is 'Its company.';
comment on column salesflow.import_plan.contact_key is 'Its person.';
comment on column salesflow.import_plan.status is 'Status in the file.';
comment on column salesflow.import_plan.is_closed is 'Whether that status is one in which nobody works on the lead.';
comment on column salesflow.import_plan.status_at is 'Since when, as far as it is known.';
comment on column salesflow.import_plan.created_at is 'When it came to be, if the file says it.';
comment on column salesflow.import_plan.v is 'Values by key.';
comment on column salesflow.import_plan.attributes is 'Attributes.';
comment on column salesflow.import_plan.facts is 'import_keys.facts to be.';
comment on column salesflow.import_plan.facts_before is 'import_keys.facts until now.';

-- import_rows is filled by COPY, which row-level security would not allow; nobody but its owner reads it.
alter table salesflow.import_items enable row level security;
alter table salesflow.import_items force row level security;
alter table salesflow.import_values enable row level security;
alter table salesflow.import_values force row level security;
alter table salesflow.import_people enable row level security;
alter table salesflow.import_people force row level security;
alter table salesflow.import_companies enable row level security;
alter table salesflow.import_companies force row level security;
alter table salesflow.import_contacts enable row level security;
alter table salesflow.import_contacts force row level security;
alter table salesflow.import_plan enable row level security;
alter table salesflow.import_plan force row level security;

grant insert on salesflow.import_rows to salesflow_admin;

commit;
