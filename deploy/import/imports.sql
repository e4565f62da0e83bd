-- Deploy salesflow:import/imports to pg
-- requires: crm/leads
-- stateful: what an import leaves behind: its counts, what it left out, what files last said of each lead.

begin;
set local role salesflow_owner;

create table public.imports (
  id                uuid primary key default gen_random_uuid(),
  file              text,
  map               jsonb,
  formats           jsonb not null default '{}',
  retry_of          uuid references public.imports on delete set null,
  is_dry_run        boolean not null,
  locale            text not null,
  row_count         bigint not null default 0,
  leads_inserted    bigint not null default 0,
  leads_updated     bigint not null default 0,
  leads_unchanged   bigint not null default 0,
  status_changes    bigint not null default 0,
  activities_added  bigint not null default 0,
  assessments_added bigint not null default 0,
  users_created     bigint not null default 0,
  squads_created    bigint not null default 0,
  rows_rejected     bigint not null default 0,
  warnings          bigint not null default 0,
  imported_by       uuid references public.users on delete set null,
  db_role           name not null default session_user,
  started_at        timestamptz not null default clock_timestamp(),
  finished_at       timestamptz
);
comment on table public.imports is 'Every import of a file or staging table, with its counts. Rows that were left out are in import_rejects.';
comment on column public.imports.id is 'Key.';
comment on column public.imports.file is 'Name of the file.';
comment on column public.imports.map is 'Map it was read by, as given or as suggested.';
comment on column public.imports.formats is 'Order of dates (dmy, mdy) and decimal mark (de, en) found in its columns, by field.';
comment on column public.imports.retry_of is 'Import whose rejected rows it tried again.';
comment on column public.imports.is_dry_run is 'Whether its effects were undone: only the report was wanted.';
comment on column public.imports.locale is 'Language of its reasons.';
comment on column public.imports.row_count is 'Rows of the file.';
comment on column public.imports.leads_inserted is 'Leads that were new.';
comment on column public.imports.leads_updated is 'Leads that got another value or status.';
comment on column public.imports.leads_unchanged is 'Leads the file said nothing new about.';
comment on column public.imports.status_changes is 'Status changes of leads after their first status.';
comment on column public.imports.activities_added is 'Activities added or updated.';
comment on column public.imports.assessments_added is 'BANT assessments added or updated.';
comment on column public.imports.users_created is 'Users created.';
comment on column public.imports.squads_created is 'Squads created.';
comment on column public.imports.rows_rejected is 'Rows left out; each is in import_rejects.';
comment on column public.imports.warnings is 'Warnings in import_rejects: the row or column was taken, but look at it.';
comment on column public.imports.imported_by is 'User of the session, if it is one.';
comment on column public.imports.db_role is 'Database role of the session.';
comment on column public.imports.started_at is 'Start.';
comment on column public.imports.finished_at is 'End.';

create table public.import_rejects (
  id          bigint generated always as identity primary key,
  import_id   uuid not null references public.imports on delete cascade,
  line_no     bigint,
  severity    text not null check (severity in ('rejected', 'warning')),
  column_name text,
  target      text,
  value       text,
  code        text not null,
  reason      text not null,
  record      jsonb
);
comment on table public.import_rejects is
  'Why a row of an import was left out, or what to look at in one that was taken. Mend record here (or the map) and call retry_import().';
comment on column public.import_rejects.id is 'Key.';
comment on column public.import_rejects.import_id is 'The import.';
comment on column public.import_rejects.line_no is 'Line of the file on which the row begins, the header being 1; null: the whole column.';
comment on column public.import_rejects.severity is 'rejected (the row was left out) or warning (it was taken).';
comment on column public.import_rejects.column_name is 'Column of the file; several for a template.';
comment on column public.import_rejects.target is 'What it was to become (import_targets).';
comment on column public.import_rejects.value is 'The cell, up to 1,000 characters.';
comment on column public.import_rejects.code is 'Reason as a word: bad_timestamp, unknown_word, too_long, …';
comment on column public.import_rejects.reason is 'Reason as a sentence, in the language of the import.';
comment on column public.import_rejects.record is 'The row, whole: {column: cell}.';

create index import_rejects_import on public.import_rejects (import_id, line_no);

create table salesflow.import_states (
  lead_id uuid primary key references public.leads on delete cascade,
  v       jsonb not null,
  status  text
);
comment on table salesflow.import_states is
  'What files last said of each imported lead. An import applies what differs from it, so that the same file twice changes nothing and what people changed since stays.';
comment on column salesflow.import_states.lead_id is 'The lead.';
comment on column salesflow.import_states.v is 'Values by key, with attributes.';
comment on column salesflow.import_states.status is 'Status in the file.';

insert into public.policies (key, value, unit, description)
values
  ('imports.time_zone', '"Europe/Berlin"', 'IANA time zone', 'Zone of the dates in an imported file that names none.');

insert into public.text_templates (key, locale, body)
values
  ('imports.status', 'en', 'Import of {file}'),
  ('imports.status', 'de', 'Import von {file}'),
  ('imports.reason.bad_email', 'en', 'is not an e-mail address'),
  ('imports.reason.bad_email', 'de', 'ist keine E-Mail-Adresse'),
  ('imports.reason.bad_money', 'en', 'is not an amount from 0 to 999,999,999,999.99'),
  ('imports.reason.bad_money', 'de', 'ist kein Betrag von 0 bis 999.999.999.999,99'),
  ('imports.reason.bad_score', 'en', 'is not a score from 0 to 100'),
  ('imports.reason.bad_score', 'de', 'ist keine Punktzahl von 0 bis 100'),
  ('imports.reason.bad_timestamp', 'en', 'is not a date from 1900 to 2199'),
  ('imports.reason.bad_timestamp', 'de', 'ist kein Datum von 1900 bis 2199'),
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
  ('imports.reason.no_type', 'en', 'is blank, but the activity has other cells'),
  ('imports.reason.no_type', 'de', 'ist leer, aber die Aktivität hat andere Zellen'),
  ('imports.reason.closed_before_created', 'en', 'lies before the lead came to be'),
  ('imports.reason.closed_before_created', 'de', 'liegt vor der Entstehung des Leads'),
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

grant select on public.imports to salesflow_bi, salesflow_admin;
grant select, update (record), delete on public.import_rejects to salesflow_admin;

commit;
