-- Deploy salesflow:lifecycle/why_not_texts to pg
-- requires: foundation/texts
-- stateful: the words of why_not().

begin;
set local role salesflow_owner;

insert into public.text_templates (key, locale, body)
values
  ('why_not.enabled.true', 'en', 'The rule is on'), ('why_not.enabled.true', 'de', 'Die Regel ist an'),
  ('why_not.enabled.false', 'en', 'The rule is off'), ('why_not.enabled.false', 'de', 'Die Regel ist aus'),
  ('why_not.owner.true', 'en', 'The lead has an active rep'), ('why_not.owner.true', 'de', 'Der Lead hat einen aktiven Verkäufer'),
  ('why_not.owner.false', 'en', 'The lead has no active rep'), ('why_not.owner.false', 'de', 'Der Lead hat keinen aktiven Verkäufer'),
  ('why_not.lead_statuses', 'en', 'Status is {found}, the rule acts in: {needed}'),
  ('why_not.lead_statuses', 'de', 'Status ist {found}, die Regel handelt bei: {needed}'),
  ('why_not.active', 'en', 'The lead is worked on'), ('why_not.active', 'de', 'An dem Lead wird gearbeitet'),
  ('why_not.status', 'en', 'Status is {found}, needed: {needed}'), ('why_not.status', 'de', 'Status ist {found}, nötig: {needed}'),
  ('why_not.clock_status', 'en', 'In its status since {found_at|datetime}; long enough from {earliest_at|datetime}'),
  ('why_not.clock_status', 'de', 'Im Status seit {found_at|datetime}; lange genug ab {earliest_at|datetime}'),
  ('why_not.clock_quiet', 'en', 'Quiet since {found_at|datetime}; long enough from {earliest_at|datetime}'),
  ('why_not.clock_quiet', 'de', 'Still seit {found_at|datetime}; lange genug ab {earliest_at|datetime}'),
  ('why_not.clock_inbound', 'en', 'The lead spoke last: {found_at|datetime}'), ('why_not.clock_inbound', 'de', 'Der Lead hat sich zuletzt gemeldet: {found_at|datetime}'),
  ('why_not.clock_meeting', 'en', 'Next meeting {found_at|datetime}; near from {earliest_at|datetime}'),
  ('why_not.clock_meeting', 'de', 'Nächster Termin {found_at|datetime}; nah ab {earliest_at|datetime}'),
  ('why_not.clock_task', 'en', 'Open activity due {found_at|datetime}'), ('why_not.clock_task', 'de', 'Offene Aktivität fällig {found_at|datetime}'),
  ('why_not.no_inbound', 'en', 'The lead did not speak last'), ('why_not.no_inbound', 'de', 'Der Lead hat sich nicht zuletzt gemeldet'),
  ('why_not.no_meeting', 'en', 'No meeting is near'), ('why_not.no_meeting', 'de', 'Kein Termin ist nah'),
  ('why_not.no_task', 'en', 'No open activity is overdue'), ('why_not.no_task', 'de', 'Keine offene Aktivität ist überfällig'),
  ('why_not.until', 'en', 'Since {found_at|datetime}, not before {needed}'), ('why_not.until', 'de', 'Seit {found_at|datetime}, nicht vor {needed}'),
  ('why_not.bant', 'en', 'BANT {found|points}, needed: {needed}'), ('why_not.bant', 'de', 'BANT {found|points}, nötig: {needed}'),
  ('why_not.contacts', 'en', '{found} contacts, needed: {needed}'), ('why_not.contacts', 'de', '{found} Kontakte, nötig: {needed}'),
  ('why_not.no_contact', 'en', 'Never contacted'), ('why_not.no_contact', 'de', 'Noch nie kontaktiert'),
  ('why_not.no_bant', 'en', 'No BANT assessment yet'), ('why_not.no_bant', 'de', 'Noch keine BANT-Bewertung'),
  ('why_not.no_profile', 'en', 'No DISC profile yet'), ('why_not.no_profile', 'de', 'Noch kein DISG-Profil'),
  ('why_not.finder.true', 'en', 'It holds now: {description}'), ('why_not.finder.true', 'de', 'Sie trifft jetzt zu: {description}'),
  ('why_not.finder.later', 'en', 'It does not hold yet; at the earliest {earliest_at|datetime}: {description}'),
  ('why_not.finder.later', 'de', 'Sie trifft noch nicht zu; frühestens {earliest_at|datetime}: {description}'),
  ('why_not.finder.never', 'en', 'It does not hold, and time alone will not change that: {description}'),
  ('why_not.finder.never', 'de', 'Sie trifft nicht zu, und Zeit allein ändert daran nichts: {description}'),
  ('why_not.episode.true', 'en', 'Not done yet'), ('why_not.episode.true', 'de', 'Noch nicht geschehen'),
  ('why_not.episode.open', 'en', 'Done already on {raised_at|date}, and still open'), ('why_not.episode.open', 'de', 'Schon geschehen am {raised_at|date} und noch offen'),
  ('why_not.episode.done', 'en', 'Done already on {raised_at|date}'), ('why_not.episode.done', 'de', 'Schon geschehen am {raised_at|date}'),
  ('why_not.episode.answered', 'en', 'Done on {raised_at|date}, and answered'), ('why_not.episode.answered', 'de', 'Geschehen am {raised_at|date} und beantwortet'),
  ('why_not.episode.superseded', 'en', 'Done on {raised_at|date}, and superseded'), ('why_not.episode.superseded', 'de', 'Geschehen am {raised_at|date} und ersetzt'),
  ('why_not.graph', 'en', 'Status is {found}; automation may go to {to} from: {needed}'),
  ('why_not.graph', 'de', 'Status ist {found}; nach {to} darf die Automatik von: {needed}'),
  ('why_not.veto.true', 'en', 'No person took the lead back from there'), ('why_not.veto.true', 'de', 'Niemand hat den Lead von dort zurückgeholt'),
  ('why_not.veto.false', 'en', 'A person took the lead back from there: no rule brings it there again'),
  ('why_not.veto.false', 'de', 'Eine Person hat den Lead von dort zurückgeholt: Keine Regel bringt ihn wieder dorthin');

commit;
