-- Deploy salesflow:import/vocabulary to pg
-- requires: foundation/schemas
-- stateful: the words of other people's files: what a column can become, its headers, the words of closed sets.

begin;
set local role salesflow_owner;

create table salesflow.import_words (
  kind  text not null,
  word  text not null check (word = lower(word)),
  value text not null,
  primary key (kind, word)
);
comment on table salesflow.import_words is 'Words of closed sets in German and English, as files have them.';
comment on column salesflow.import_words.kind is 'Which set: status, priority, channel, activity_type, direction, activity_status, role, boolean, locale, currency.';
comment on column salesflow.import_words.word is 'Word in lower case.';
comment on column salesflow.import_words.value is 'Our value.';

insert into salesflow.import_words (kind, word, value)
select sets.kind, word, sets.value
from (values
  ('status', 'new', 'neu,offen,open,open - not contacted,lead,prospect,prospecting,interessent,subscriber,appointment requested,unbearbeitet,eingang,nicht kontaktiert,not contacted,uncontacted'),
  ('status', 'nurture', 'nurturing,in pflege,pflege,wiedervorlage,recycled,recycle,später,later,on hold,zurückgestellt,pausiert'),
  ('status', 'contacted', 'kontaktiert,working,working - contacted,in bearbeitung,in progress,engaging,engaged,attempted to contact,angesprochen,erstkontakt,erreicht,connected,attempting'),
  ('status', 'qualified', 'qualifiziert,qualification,qualifizierung,mql,sql,marketing qualified lead,sales qualified lead,needs analysis,bedarfsanalyse,opportunity,verkaufschance,chance,qualified to buy,qualifiedtobuy'),
  ('status', 'meeting_scheduled', 'meeting scheduled,meeting,termin,termin vereinbart,demo,demo scheduled,demo vereinbart,appointment scheduled,appointmentscheduled,presentation scheduled,presentationscheduled,präsentation,erstgespräch'),
  ('status', 'proposal_sent', 'proposal sent,proposal,proposal/price quote,quote,quote sent,quoted,angebot,angebot gesendet,angebot verschickt,angebot erstellt,angebotsphase,contract sent,contractsent,value proposition,id. decision makers'),
  ('status', 'negotiation', 'verhandlung,in verhandlung,negotiating,negotiation/review,verhandeln,vertragsverhandlung,decision maker bought-in,decisionmakerboughtin,commit,closing'),
  ('status', 'won', 'gewonnen,closed won,closed - won,closedwon,closed - converted,converted,konvertiert,abschluss,abgeschlossen,auftrag,auftrag erteilt,kunde,customer,deal,erfolgreich,gewonnen/abgeschlossen'),
  ('status', 'lost', 'verloren,closed lost,closed - lost,closedlost,abgelehnt,rejected,kein interesse,not interested,dead,absage,storniert'),
  ('status', 'unqualified', 'nicht qualifiziert,unqualifiziert,disqualified,disqualifiziert,junk,junk lead,spam,bad timing,ungeeignet,closed - not converted,not qualified'),
  ('priority', 'low', 'niedrig,gering,cold,kalt,c,3'),
  ('priority', 'medium', 'mittel,normal,standard,warm,b,2'),
  ('priority', 'high', 'hoch,hot,heiß,heiss,wichtig,important,a,1'),
  ('priority', 'urgent', 'dringend,sehr hoch,critical,kritisch,sofort,highest,very high,höchste'),
  ('channel', 'call', 'phone,telephone,telefon,anruf,mobil,mobile,handy,tel,tel.'),
  ('channel', 'email', 'e-mail,mail'),
  ('channel', 'whatsapp', 'whats app'),
  ('channel', 'sms', 'text,text message,kurznachricht'),
  ('channel', 'linkedin', 'linked in'),
  ('channel', 'meeting', 'in person,persönlich,vor ort,besuch,visit'),
  ('activity_type', 'call', 'phone,phone call,telephone,telefon,telefonat,anruf,telefonanruf,outbound call,inbound call'),
  ('activity_type', 'email', 'e-mail,mail,email sent,email received,outbound email,e-mail gesendet,e-mail empfangen'),
  ('activity_type', 'whatsapp', 'whats app'),
  ('activity_type', 'sms', 'text,text message,kurznachricht'),
  ('activity_type', 'linkedin', 'linked in,linkedin message,linkedin-nachricht'),
  ('activity_type', 'meeting', 'termin,besprechung,besuch,visit,appointment,event,demo,präsentation,presentation,treffen,vor-ort-termin'),
  ('activity_type', 'note', 'notiz,notizen,notes,comment,kommentar,bemerkung'),
  ('activity_type', 'task', 'aufgabe,to-do,todo,to do,wiedervorlage,follow-up,followup,follow up'),
  ('activity_type', 'proposal', 'angebot,quote,offer'),
  ('activity_type', 'web', 'website,webseite,page view,form,formular,form submission,chat,webinar'),
  ('activity_type', 'other', 'sonstiges,sonstige,andere,misc'),
  ('direction', 'inbound', 'in,incoming,eingehend,eingang,received,empfangen,ein'),
  ('direction', 'outbound', 'out,outgoing,ausgehend,ausgang,sent,gesendet,aus'),
  ('direction', 'internal', 'intern'),
  ('activity_status', 'pending', 'open,offen,not started,nicht begonnen,ausstehend,todo,zu erledigen'),
  ('activity_status', 'scheduled', 'planned,geplant,terminiert,deferred'),
  ('activity_status', 'in_progress', 'in progress,in bearbeitung,laufend,started,begonnen'),
  ('activity_status', 'completed', 'complete,done,erledigt,abgeschlossen,closed,held,fertig,finished'),
  ('activity_status', 'cancelled', 'canceled,abgesagt,storniert,abgebrochen,entfallen,not held'),
  ('role', 'rep', 'sales rep,sales representative,representative,agent,sales agent,verkäufer,verkäuferin,vertrieb,vertriebsmitarbeiter,vertriebsmitarbeiterin,berater,beraterin,account executive,sdr,ae'),
  ('role', 'manager', 'sales manager,teamleiter,teamleiterin,team lead,teamlead,leiter,leiterin,vertriebsleiter,vertriebsleiterin,head of sales'),
  ('role', 'admin', 'administrator,administratorin,sales operations,sales ops'),
  ('boolean', 'true', 't,yes,y,ja,j,1,wahr,w,on,x,✓'),
  ('boolean', 'false', 'f,no,n,nein,0,falsch,off'),
  ('locale', 'de', 'german,deutsch,ger,deu'),
  ('locale', 'en', 'english,englisch,eng'),
  ('currency', 'EUR', 'eur,€,euro,euros'),
  ('currency', 'USD', 'usd,$,us$,dollar,us-dollar,us dollar'),
  ('currency', 'CHF', 'chf,franken,sfr,sfr.,fr.'),
  ('currency', 'GBP', 'gbp,£,pound,pfund')
) as sets (kind, value, words)
-- one entry a word: kind and word are the key
cross join lateral regexp_split_to_table(
  case when sets.kind = 'currency' then '' else sets.value || ',' end || sets.words, ',') as word;

create table public.import_targets (
  target      text primary key check (target ~ '^[a-z]+\.[a-z_]+$'),
  kind        text not null,
  max_length  integer check (max_length > 0),
  position    smallint not null unique,
  headers     text[] not null default '{}',
  description text not null
);
comment on table public.import_targets is
  'Everything a column of an imported file can become, and the headers it is recognised by. Add headers of your CRM: update import_targets set headers = headers || ''{kundennr}'' where target = ''lead.external_id''.';
comment on column public.import_targets.target is 'Section and field of a map: lead.deal_value.';
comment on column public.import_targets.kind is 'How a cell is read: text, email, money, score (0–100), timestamp, time_zone, or a closed set of words (status, priority, boolean, …).';
comment on column public.import_targets.max_length is 'Longest text allowed, in characters; null for no limit.';
comment on column public.import_targets.position is 'Order in which suggestions are made: the first target takes the header.';
comment on column public.import_targets.headers is 'Headers in German and English, letters and digits only, in lower case, best first.';
comment on column public.import_targets.description is 'What it becomes.';

insert into public.import_targets (target, kind, max_length, position, headers, description)
select t.target, t.kind, t.max_length, row_number() over (), string_to_array(t.headers, ' '), t.description
from (values
  ('lead.external_id', 'text', 200,
    'leadid opportunityid dealid prospectid recordid externalid contactid kundennummer kundennr leadnummer vorgangsnummer vorgangsnr datensatzid id uuid',
    'Key in the file''s system; imports update by it. Left out: made from the e-mail, else from name, company, phone and date.'),
  ('lead.name', 'text', 500,
    'leadname fullname contactname name kontakt kontaktname ansprechpartner ansprechpartnerin vollername opportunityname dealname verkaufschance contact',
    'Name of the person or the deal. Left out: first and last name, else company, e-mail, key.'),
  ('lead.first_name', 'text', 250, 'firstname vorname givenname', 'First name, becomes part of the name.'),
  ('lead.last_name', 'text', 250, 'lastname nachname surname familyname familienname', 'Last name, becomes part of the name.'),
  ('lead.email', 'email', 320, 'email emailaddress emailadresse mail contactemail', 'E-mail address.'),
  ('lead.phone', 'text', 100,
    'phone phonenumber telefon telefonnummer tel mobile mobilephone mobil mobilnummer handy handynummer rufnummer', 'Telephone number.'),
  ('lead.company', 'text', 500,
    'company companyname account accountname firma firmenname unternehmen unternehmensname organisation organization kunde', 'Company.'),
  ('lead.status', 'status', null,
    'leadstatus dealstage opportunitystage salesstage pipelinestage stage status phase vertriebsphase verkaufsphase stufe', 'Status.'),
  ('lead.opening_status', 'status', null, '', 'Status a closed lead began in, at created_at; new when left out.'),
  ('lead.status_at', 'timestamp', null, 'stagechangedat statusdate statusseit statusdatum laststagechangedate', 'Since when it has its status.'),
  ('lead.source', 'text', 200, 'leadsource source quelle leadquelle herkunft originalsource utmsource', 'Where it came from.'),
  ('lead.priority', 'priority', null, 'priority prioritaet prio rating', 'low, medium, high or urgent.'),
  ('lead.deal_value', 'money', null,
    'dealvalue amount dealamount value betrag wert auftragswert dealwert volumen umsatz expectedrevenue opportunityamount erwarteterumsatz angebotssumme',
    'Expected value.'),
  ('lead.currency', 'currency', null, 'currency waehrung currencyisocode', 'ISO 4217 currency; policy crm.currency when left out.'),
  ('lead.preferred_channel', 'channel', null, 'preferredchannel bevorzugterkanal preferredcontactmethod kontaktweg', 'Channel it asked for.'),
  ('lead.time_zone', 'time_zone', null, 'timezone zeitzone', 'IANA time zone.'),
  ('lead.locale', 'locale', null, 'language sprache locale', 'Language: de…, en….'),
  ('lead.created_at', 'timestamp', null,
    'createdat createddate createdate created erstelltam erstellungsdatum erstellt angelegtam anlagedatum eingangsdatum datum date engagedate', 'When it came to be.'),
  ('user.external_id', 'text', 200, 'ownerid agentid userid salesrepid betreuerid', 'Key of its rep.'),
  ('user.email', 'email', 320, 'owneremail agentemail salesrepemail betreueremail', 'E-mail of its rep.'),
  ('user.name', 'text', 200,
    'owner ownername leadowner dealowner opportunityowner salesagent salesrep agent rep verkaeufer verkaeuferin betreuer betreuerin zustaendig vertriebsmitarbeiter mitarbeiter besitzer inhaber assignedto zugewiesenan',
    'Name of its rep, who is created when unknown.'),
  ('user.role', 'role', null, '', 'rep, manager or admin.'),
  ('user.time_zone', 'time_zone', null, '', 'IANA time zone of the rep.'),
  ('user.locale', 'locale', null, '', 'Language of the rep.'),
  ('user.active', 'boolean', null, '', 'Whether the rep works here now.'),
  ('manager.external_id', 'text', 200, 'managerid', 'Key of the manager of the squad.'),
  ('manager.email', 'email', 320, 'manageremail', 'E-mail of the manager of the squad.'),
  ('manager.name', 'text', 200, 'manager salesmanager teamleiter teamleiterin teamlead vertriebsleiter', 'Name of the manager of the squad.'),
  ('squad.external_id', 'text', 200, 'teamid squadid', 'Key of the squad of rep and manager.'),
  ('squad.name', 'text', 200, 'team teamname squad salesteam vertriebsteam', 'Name of the squad of rep and manager.'),
  ('squad.region', 'text', 200, 'regionaloffice salesregion vertriebsgebiet niederlassung', 'Region or office of the squad.'),
  ('activity.type', 'activity_type', null, 'activitytype aktivitaetstyp aktivitaetsart', 'call, email, meeting, note, task, web, …'),
  ('activity.occurred_at', 'timestamp', null, 'activitydate aktivitaetsdatum', 'When it happened; created_at of the lead when left out.'),
  ('activity.due_date', 'timestamp', null, 'duedate faelligam faellig', 'When it is due.'),
  ('activity.title', 'text', 1000, 'subject betreff', 'Subject.'),
  ('activity.description', 'text', null, 'activitydescription aktivitaetsbeschreibung', 'Text.'),
  ('activity.direction', 'direction', null, 'direction richtung', 'inbound, outbound or internal.'),
  ('activity.channel', 'text', 100, '', 'Channel where the type does not say it.'),
  ('activity.status', 'activity_status', null, 'activitystatus aktivitaetsstatus', 'pending, scheduled, in_progress, completed or cancelled.'),
  ('activity.priority', 'priority', null, '', 'low, medium, high or urgent.'),
  ('activity.outcome', 'text', 200, 'activityoutcome callresult', 'Result in a word.'),
  ('activity.external_id', 'text', 200, 'activityid aktivitaetsid', 'Key of the activity.'),
  ('bant.budget', 'score', null, 'budgetscore bantbudget', 'Budget, 0–100.'),
  ('bant.authority', 'score', null, 'authorityscore bantauthority entscheiderscore', 'Authority, 0–100.'),
  ('bant.need', 'score', null, 'needscore bantneed bedarfsscore', 'Need, 0–100.'),
  ('bant.timeline', 'score', null, 'timelinescore banttimeline zeitplanscore', 'Timeline, 0–100.'),
  ('bant.budget_notes', 'text', null, 'budgetnotes', 'What is known of the budget.'),
  ('bant.authority_notes', 'text', null, 'authoritynotes', 'Who decides.'),
  ('bant.need_notes', 'text', null, 'neednotes', 'What the lead needs.'),
  ('bant.timeline_notes', 'text', null, 'timelinenotes', 'By when.'),
  ('bant.next_steps', 'text', null, 'nextsteps naechsteschritte', 'What was agreed.'),
  ('bant.assessed_at', 'timestamp', null, 'assessedat bantdate', 'When it was assessed; the time of import when left out.'),
  ('outcome.status', 'status', null, '', 'won, lost or unqualified; goes before lead.status.'),
  ('outcome.won', 'boolean', null, 'won iswon converted gewonnen konvertiert', 'Yes: won. No says nothing.'),
  ('outcome.at', 'timestamp', null, 'closedate closedat closeddate abschlussdatum abgeschlossenam geschlossenam wonat', 'When a closed lead was closed.'),
  ('outcome.reason', 'text', 1000, 'closereason lostreason lossreason closedlostreason verlustgrund abschlussgrund', 'Why it was won or lost.'),
  ('outcome.value', 'money', null, 'closevalue wonamount abschlusswert', 'What a won lead was worth.')
) as t (target, kind, max_length, headers, description);

grant select on public.import_targets to salesflow_bi, salesflow_admin;
grant insert, update, delete on public.import_targets to salesflow_admin;
grant select on salesflow.import_words to salesflow_bi;
grant select, insert, update, delete on salesflow.import_words to salesflow_admin;

commit;
