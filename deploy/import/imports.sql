-- Deploy salesflow:import/imports to pg
-- requires: import/count_ownerless
-- stateful: what an import leaves behind: its counts, what it left out, what files last said of each lead.

begin;
set local role salesflow_owner;

create table public.imports (
  id                uuid primary key default gen_random_uuid(),
  number            integer not null unique generated always as identity,
  file              text,
  source            text not null default 'file',
  object            text not null default 'lead',
  columns           text[],
  map               jsonb,
  formats           jsonb not null default '{}',
  retry_of          uuid references public.imports on delete set null,
  is_dry_run        boolean not null,
  locale            text not null,
  row_count         bigint not null default 0,
  leads_inserted    bigint not null default 0,
  leads_updated     bigint not null default 0,
  leads_unchanged   bigint not null default 0,
  leads_merged      bigint not null default 0,
  leads_ownerless   bigint not null default 0,
  status_changes    bigint not null default 0,
  activities_added  bigint not null default 0,
  assessments_added bigint not null default 0,
  users_created     bigint not null default 0,
  squads_created    bigint not null default 0,
  companies_added   bigint not null default 0,
  contacts_added    bigint not null default 0,
  rows_rejected     bigint not null default 0,
  cells_unread      bigint not null default 0,
  warnings          bigint not null default 0,
  imported_by       uuid references public.users on delete set null,
  db_role           name not null default session_user,
  started_at        timestamptz not null default clock_timestamp(),
  applied_at        timestamptz not null default now(),
  finished_at       timestamptz,
  undone_at         timestamptz,
  kept_by_undo      bigint
);
comment on table public.imports is 'Every import of a file or staging table, with its counts. Rows that were left out are in import_rejects.';
comment on column public.imports.id is 'Key.';
comment on column public.imports.number is 'Number in the order of imports.';
comment on column public.imports.file is 'Name of the file.';
comment on column public.imports.source is 'Whose keys the file has: a CRM (hubspot) or a family of files. Keys mean nothing outside of their source and object.';
comment on column public.imports.object is 'What its rows are: lead, deal, contact, company, activity or user.';
comment on column public.imports.columns is 'Its columns, in their order.';
comment on column public.imports.map is 'Map it was read by, as given or as suggested.';
comment on column public.imports.formats is 'Order of dates (dmy, mdy) and decimal mark (de, en) found in its columns, by field.';
comment on column public.imports.retry_of is 'Import whose rejected rows it tried again.';
comment on column public.imports.is_dry_run is 'Whether its effects were undone: only the report was wanted.';
comment on column public.imports.locale is 'Language of its reasons.';
comment on column public.imports.row_count is 'Rows of the file.';
comment on column public.imports.leads_inserted is 'Leads that were new.';
comment on column public.imports.leads_updated is 'Leads that got another value or status.';
comment on column public.imports.leads_unchanged is 'Leads the file said nothing new about.';
comment on column public.imports.leads_merged is 'Leads that another source had by the same e-mail address, taken for the same (policy imports.same_email).';
comment on column public.imports.leads_ownerless is 'Open leads it brought that nobody owns: no plan shows them.';
comment on column public.imports.status_changes is 'Status changes of leads after their first status.';
comment on column public.imports.activities_added is 'Activities added or updated.';
comment on column public.imports.assessments_added is 'BANT assessments added or updated.';
comment on column public.imports.users_created is 'Users created.';
comment on column public.imports.squads_created is 'Squads created.';
comment on column public.imports.companies_added is 'Companies created.';
comment on column public.imports.contacts_added is 'Persons created.';
comment on column public.imports.rows_rejected is 'Rows left out; each is in import_rejects.';
comment on column public.imports.cells_unread is 'Cells that were not understood: kept in attributes, their rows taken.';
comment on column public.imports.warnings is 'Warnings in import_rejects: the row or column was taken, but look at it.';
comment on column public.imports.imported_by is 'User of the session, if it is one.';
comment on column public.imports.db_role is 'Database role of the session.';
comment on column public.imports.started_at is 'Start.';
comment on column public.imports.applied_at is 'Instant of its transaction: updated_at of what it wrote.';
comment on column public.imports.finished_at is 'End.';
comment on column public.imports.undone_at is 'When undo_import() took it back.';
comment on column public.imports.kept_by_undo is 'What undo_import() left because somebody had changed it since.';

create table public.import_rejects (
  id          bigint generated always as identity primary key,
  import_id   uuid not null references public.imports on delete cascade,
  line_no     bigint,
  severity    text not null check (severity in ('rejected', 'unread', 'warning')),
  column_name text,
  target      text,
  value       text,
  code        text not null,
  reason      text not null,
  row_count   bigint not null default 1,
  record      jsonb
);
comment on table public.import_rejects is
  'Why a row of an import was left out, or what to look at in one that was taken. Mend record here (or the map) and call retry_import().';
comment on column public.import_rejects.id is 'Key.';
comment on column public.import_rejects.import_id is 'The import.';
comment on column public.import_rejects.line_no is 'Line of the file on which the row begins, the header being 1; null: the whole column.';
comment on column public.import_rejects.severity is 'rejected (the row was left out), unread (the cell was kept as an attribute, its row taken) or warning (taken, but look at it).';
comment on column public.import_rejects.column_name is 'Column of the file; several for a template.';
comment on column public.import_rejects.target is 'What it was to become (import_targets).';
comment on column public.import_rejects.value is 'The cell, up to 1,000 characters.';
comment on column public.import_rejects.code is 'Reason as a word: bad_timestamp, unknown_word, too_long, …';
comment on column public.import_rejects.reason is 'Reason as a sentence, in the language of the import.';
comment on column public.import_rejects.row_count is 'Rows with this value in this column; line_no is the first.';
comment on column public.import_rejects.record is 'The rejected row, whole: {column: cell}.';

create index import_rejects_import on public.import_rejects (import_id, line_no);

create table salesflow.import_sources (
  id     smallint primary key generated always as identity,
  source text not null,
  object text not null,
  facts  text[] not null default '{}',
  unique (source, object)
);
comment on table salesflow.import_sources is 'Namespaces of keys: what record 17 is depends on the source and on the object.';
comment on column salesflow.import_sources.id is 'Key.';
comment on column salesflow.import_sources.source is 'Source: imports.source.';
comment on column salesflow.import_sources.object is 'lead, deal, contact, company or user.';
comment on column salesflow.import_sources.facts is 'What its files say: keys of fields and attribute:<column>, in the order of import_keys.facts.';

create table salesflow.import_keys (
  source_id smallint not null references salesflow.import_sources,
  key       text not null,
  id        uuid not null,
  row_hash  bigint,
  facts     integer[],
  import_no integer,
  primary key (source_id, key)
);
comment on table salesflow.import_keys is
  'What each key of each source became, and what its file said last, as hashes: an import applies what differs from them, so that the same file twice changes nothing and what people changed since stays.';
comment on column salesflow.import_keys.source_id is 'Namespace.';
comment on column salesflow.import_keys.key is 'Key in the file; row:… made from what the row says.';
comment on column salesflow.import_keys.id is 'The lead (of deals and contacts, too), company or user. It may be gone since.';
comment on column salesflow.import_keys.row_hash is 'Hash of the row and of the way it was read.';
comment on column salesflow.import_keys.facts is 'Hashes of its values, in the order of import_sources.facts; null: the files said nothing.';
comment on column salesflow.import_keys.import_no is 'Import (imports.number) that created the subject; null: it was there before.';

create table salesflow.import_changes (
  import_no  integer not null,
  table_name text not null,
  id         uuid not null,
  before     jsonb,
  after      jsonb,
  -- a lead may be noted for several keys
  number     bigint generated always as identity,
  primary key (import_no, number)
);
comment on table salesflow.import_changes is
  'What undo_import() needs beside import_keys: values before and after, of rows that were there; rows that were not.';
comment on column salesflow.import_changes.import_no is 'imports.number.';
comment on column salesflow.import_changes.table_name is 'Table of the row, in schema public.';
comment on column salesflow.import_changes.id is 'Its key.';
comment on column salesflow.import_changes.before is 'Columns that changed, as they were; null: the row was created.';
comment on column salesflow.import_changes.after is 'The same columns as the import left them.';
comment on column salesflow.import_changes.number is 'Counts up.';

insert into public.text_templates (key, locale, body)
values
  ('imports.status', 'en', 'Import of {file}'),
  ('imports.status', 'de', 'Import von {file}'),
  ('imports.undone', 'en', 'Import of {file} undone'),
  ('imports.undone', 'de', 'Import von {file} zurückgenommen'),
  ('health.ownerless_leads.hint', 'en', 'Nobody sees them: give them an owner, or set policy imports.owner. select * from leads where user_id is null.'),
  ('health.ownerless_leads.hint', 'de', 'Niemand sieht sie: Betreuer zuweisen oder Richtlinie imports.owner setzen. select * from leads where user_id is null.'),
  ('imports.reason.bad_email', 'en', 'is not an e-mail address'),
  ('imports.reason.bad_email', 'de', 'ist keine E-Mail-Adresse'),
  ('imports.reason.bad_money', 'en', 'is not an amount from 0 to 999,999,999,999.99'),
  ('imports.reason.bad_money', 'de', 'ist kein Betrag von 0 bis 999.999.999.999,99'),
  ('imports.reason.bad_score', 'en', 'is not a score from 0 to 100'),
  ('imports.reason.bad_score', 'de', 'ist keine Punktzahl von 0 bis 100'),
  ('imports.reason.bad_timestamp', 'en', 'is not a date from 1970 to 2199'),
  ('imports.reason.bad_timestamp', 'de', 'ist kein Datum von 1970 bis 2199'),
  ('imports.reason.bad_timestamp_dmy', 'en', 'is not a date in the order day, month, year'),
  ('imports.reason.bad_timestamp_dmy', 'de', 'ist kein Datum in der Reihenfolge Tag, Monat, Jahr'),
  ('imports.reason.bad_timestamp_mdy', 'en', 'is not a date in the order month, day, year'),
  ('imports.reason.bad_timestamp_mdy', 'de', 'ist kein Datum in der Reihenfolge Monat, Tag, Jahr'),
  ('imports.reason.bad_time_zone', 'en', 'is not an IANA time zone such as Europe/Berlin'),
  ('imports.reason.bad_time_zone', 'de', 'ist keine IANA-Zeitzone wie Europe/Berlin'),
  ('imports.reason.too_long', 'en', 'is longer than {max_length} characters'),
  ('imports.reason.too_long', 'de', 'ist länger als {max_length} Zeichen'),
  ('imports.reason.unknown_word', 'en', 'is none of the words for {target}: map it with "values"'),
  ('imports.reason.unknown_word', 'de', 'ist keines der Wörter für {target}: mit „values“ zuordnen'),
  ('imports.reason.no_name', 'en', 'has neither name, company, e-mail nor key'),
  ('imports.reason.no_name', 'de', 'hat weder Name, Firma, E-Mail noch Schlüssel'),
  ('imports.reason.closed_before_created', 'en', 'closed before it came to be: it came to be when it was closed'),
  ('imports.reason.closed_before_created', 'de', 'geschlossen vor der Entstehung: entstanden, als es geschlossen wurde'),
  ('imports.reason.closed_in_future', 'en', 'closed in the future: dated like an undated one'),
  ('imports.reason.closed_in_future', 'de', 'in der Zukunft geschlossen: datiert wie ohne Datum'),
  ('imports.reason.created_in_future', 'en', 'came to be in the future: dated today'),
  ('imports.reason.created_in_future', 'de', 'in der Zukunft entstanden: auf heute datiert'),
  ('imports.reason.undated_close', 'en', 'is closed but says no date: dated by its last change or its creation, else 1970; it counts in no recent period'),
  ('imports.reason.undated_close', 'de', 'ist geschlossen, aber ohne Datum: datiert nach letzter Änderung oder Entstehung, sonst 1970; zählt in keinem aktuellen Zeitraum'),
  ('imports.reason.identical_row', 'en', 'is the same as an earlier line in every cell; taken once'),
  ('imports.reason.identical_row', 'de', 'gleicht einer früheren Zeile in jeder Zelle; einmal übernommen'),
  ('imports.reason.merged_email', 'en', 'has the address of a lead from another source: taken for the same; undo_import() parts them'),
  ('imports.reason.merged_email', 'de', 'hat die Adresse eines Leads aus anderer Quelle: für denselben gehalten; undo_import() trennt sie'),
  ('imports.reason.same_email', 'en', 'has the address of a lead from another source, and is a lead of its own'),
  ('imports.reason.same_email', 'de', 'hat die Adresse eines Leads aus anderer Quelle und ist ein eigener Lead'),
  ('imports.reason.no_lead', 'en', 'belongs to a record that no import has brought'),
  ('imports.reason.no_lead', 'de', 'gehört zu einem Datensatz, den kein Import gebracht hat'),
  ('imports.reason.changed_since', 'en', 'was changed since and stays as it is'),
  ('imports.reason.changed_since', 'de', 'wurde seither geändert und bleibt'),
  ('imports.reason.contradicting_dates', 'en', 'has dates that can only be day first and dates that can only be month first; read as {order}'),
  ('imports.reason.contradicting_dates', 'de', 'hat Daten, die nur mit dem Tag zuerst, und solche, die nur mit dem Monat zuerst gehen; gelesen als {order}'),
  ('imports.reason.too_few_cells', 'en', 'has fewer cells than the header'),
  ('imports.reason.too_few_cells', 'de', 'hat weniger Zellen als die Kopfzeile'),
  ('imports.reason.too_many_cells', 'en', 'has more cells than the header'),
  ('imports.reason.too_many_cells', 'de', 'hat mehr Zellen als die Kopfzeile'),
  ('imports.reason.too_large', 'en', 'is too large to be read'),
  ('imports.reason.too_large', 'de', 'ist zu groß, um gelesen zu werden'),
  ('imports.reason.unwrapped', 'en', 'was quoted as one cell; its cells were taken'),
  ('imports.reason.unwrapped', 'de', 'stand ganz in Anführungszeichen; ihre Zellen wurden übernommen'),
  ('imports.reason.replaced_characters', 'en', 'had characters a database cannot store; they became �'),
  ('imports.reason.replaced_characters', 'de', 'hatte Zeichen, die keine Datenbank speichert; sie wurden zu �'),
  ('imports.reason.duplicate', 'en', 'comes again in line {line_no}, which counts'),
  ('imports.reason.duplicate', 'de', 'kommt in Zeile {line_no} noch einmal vor, die zählt'),
  ('imports.reason.ambiguous_dates', 'en', 'says nowhere whether day or month comes first; read as {order}: set "format" to dmy or mdy'),
  ('imports.reason.ambiguous_dates', 'de', 'sagt nirgends, ob Tag oder Monat zuerst kommt; gelesen als {order}: „format“ auf dmy oder mdy setzen'),
  ('imports.reason.ambiguous_numbers', 'en', 'says nowhere whether 1.234 is a thousand; taken for one: set "format" to de or en'),
  ('imports.reason.ambiguous_numbers', 'de', 'sagt nirgends, ob 1.234 ein Tausender ist; so gelesen: „format“ auf de oder en setzen'),
  ('imports.reason.ambiguous_user', 'en', 'is the name of several users; the one entered first was taken'),
  ('imports.reason.ambiguous_user', 'de', 'heißen mehrere Benutzer; genommen wurde der zuerst angelegte');

insert into public.health_checks (check_name, position, measure, unit, limit_is, threshold, threshold_policy, severity)
values
  ('ownerless_leads', 90, 'salesflow.measure_ownerless_leads', 'leads', 'maximum', 0, null, 'warning');

alter table public.imports enable row level security;
alter table public.imports force row level security;
alter table public.import_rejects enable row level security;
alter table public.import_rejects force row level security;
alter table salesflow.import_sources enable row level security;
alter table salesflow.import_sources force row level security;
alter table salesflow.import_keys enable row level security;
alter table salesflow.import_keys force row level security;
alter table salesflow.import_changes enable row level security;
alter table salesflow.import_changes force row level security;

grant select on public.imports to salesflow_bi, salesflow_admin;
grant select, update (record), delete on public.import_rejects to salesflow_admin;

commit;
