-- Deploy salesflow:review/texts to pg
-- requires: foundation/texts
-- stateful: the words of a plan, in German and English.

begin;
set local role salesflow_owner;

insert into public.text_templates (key, locale, body)
values
  ('review.priority.reply_waiting.title', 'en', 'Answer {lead_name}'),
  ('review.priority.reply_waiting.title', 'de', '{lead_name} antworten'),
  ('review.priority.reply_waiting.reasoning', 'en', 'Waiting for your answer since {contact_at|date_or_never}{message|quoted}; {status_en} for {status_days|days}, {review.facts}'),
  ('review.priority.reply_waiting.reasoning', 'de', 'Wartet seit {contact_at|date_or_never} auf Ihre Antwort{message|quoted}; {status_de} seit {status_days|days}, {review.facts}'),
  ('review.priority.negotiation_stalled.title', 'en', 'Bring the negotiation with {lead_name} to an end'),
  ('review.priority.negotiation_stalled.title', 'de', 'Verhandlung mit {lead_name} zum Abschluss bringen'),
  ('review.priority.negotiation_stalled.reasoning', 'en', 'Negotiating for {status_days|days}; {review.facts}'),
  ('review.priority.negotiation_stalled.reasoning', 'de', 'In Verhandlung seit {status_days|days}; {review.facts}'),
  ('review.priority.meeting_soon.title', 'en', 'Prepare the meeting with {lead_name} on {due_at|datetime}'),
  ('review.priority.meeting_soon.title', 'de', 'Termin mit {lead_name} am {due_at|datetime} vorbereiten'),
  ('review.priority.meeting_soon.reasoning', 'en', 'Meeting on {due_at|datetime}; {status_en} for {status_days|days}, {review.facts}'),
  ('review.priority.meeting_soon.reasoning', 'de', 'Termin am {due_at|datetime}; {status_de} seit {status_days|days}, {review.facts}'),
  ('review.priority.proposal_waiting.title', 'en', 'Follow up on the proposal to {lead_name}'),
  ('review.priority.proposal_waiting.title', 'de', 'Beim Angebot an {lead_name} nachfassen'),
  ('review.priority.proposal_waiting.reasoning', 'en', 'Proposal out for {status_days|days} without answer; {review.facts}'),
  ('review.priority.proposal_waiting.reasoning', 'de', 'Angebot seit {status_days|days} ohne Antwort; {review.facts}'),
  ('review.priority.negotiation.title', 'en', 'Schedule the closing call with {lead_name} now'),
  ('review.priority.negotiation.title', 'de', 'Jetzt Abschlussgespräch mit {lead_name} vereinbaren'),
  ('review.priority.negotiation.reasoning', 'en', 'In negotiation for {status_days|days}; {review.facts}'),
  ('review.priority.negotiation.reasoning', 'de', 'In Verhandlung seit {status_days|days}; {review.facts}'),
  ('review.priority.task_overdue.title', 'en', 'Do what is overdue for {lead_name}: {task}'),
  ('review.priority.task_overdue.title', 'de', 'Überfälliges für {lead_name} erledigen: {task}'),
  ('review.priority.task_overdue.reasoning', 'en', 'Due since {due_at|datetime}; {status_en} for {status_days|days}, {review.facts}'),
  ('review.priority.task_overdue.reasoning', 'de', 'Fällig seit {due_at|datetime}; {status_de} seit {status_days|days}, {review.facts}'),
  ('review.priority.ready_to_meet.title', 'en', 'Schedule a meeting with {lead_name} now'),
  ('review.priority.ready_to_meet.title', 'de', 'Jetzt Termin mit {lead_name} vereinbaren'),
  ('review.priority.ready_to_meet.reasoning', 'en', 'Well qualified and no meeting yet; {status_en} for {status_days|days}, {review.facts}'),
  ('review.priority.ready_to_meet.reasoning', 'de', 'Gut qualifiziert und noch kein Termin; {status_de} seit {status_days|days}, {review.facts}'),
  ('review.priority.first_contact.title', 'en', 'Make first contact with {lead_name}'),
  ('review.priority.first_contact.title', 'de', 'Erstkontakt mit {lead_name} aufnehmen'),
  ('review.priority.first_contact.reasoning', 'en', 'New for {status_days|days}, nobody has been in touch; {review.facts}'),
  ('review.priority.first_contact.reasoning', 'de', 'Neu seit {status_days|days}, noch niemand hat sich gemeldet; {review.facts}'),
  ('review.priority.inactive_critical.title', 'en', 'Win back {lead_name}'),
  ('review.priority.inactive_critical.title', 'de', '{lead_name} zurückholen'),
  ('review.priority.inactive_critical.reasoning', 'en', 'Quiet for {quiet_days|days}; {status_en} for {status_days|days}, {review.facts}'),
  ('review.priority.inactive_critical.reasoning', 'de', 'Seit {quiet_days|days} still; {status_de} seit {status_days|days}, {review.facts}'),
  ('review.priority.inactive_warning.title', 'en', 'Get back in touch with {lead_name}'),
  ('review.priority.inactive_warning.title', 'de', 'Wieder bei {lead_name} melden'),
  ('review.priority.inactive_warning.reasoning', 'en', 'Qualified, but quiet for {quiet_days|days}; {status_en} for {status_days|days}, {review.facts}'),
  ('review.priority.inactive_warning.reasoning', 'de', 'Qualifiziert, aber seit {quiet_days|days} still; {status_de} seit {status_days|days}, {review.facts}'),
  ('review.priority.bant_missing.title', 'en', 'Qualify {lead_name} with DEAL-MEDIC'),
  ('review.priority.bant_missing.title', 'de', '{lead_name} mit DEAL-MEDIC qualifizieren'),
  ('review.priority.bant_missing.reasoning', 'en', 'Contacted for {status_days|days}, budget, authority, need and timeline unknown; {review.facts}'),
  ('review.priority.bant_missing.reasoning', 'de', 'Kontaktiert seit {status_days|days}, Budget, Entscheidung, Bedarf und Zeitplan unbekannt; {review.facts}'),
  ('review.priority.proposal_out.title', 'en', 'Check that {lead_name} has all it takes to decide'),
  ('review.priority.proposal_out.title', 'de', 'Sicherstellen, dass {lead_name} alles zum Entscheiden hat'),
  ('review.priority.proposal_out.reasoning', 'en', 'Proposal out for {status_days|days}; {review.facts}'),
  ('review.priority.proposal_out.reasoning', 'de', 'Angebot seit {status_days|days} draußen; {review.facts}'),
  ('review.priority.keep_in_touch.title', 'en', 'Take the next step with {lead_name}'),
  ('review.priority.keep_in_touch.title', 'de', 'Nächsten Schritt mit {lead_name} gehen'),
  ('review.priority.keep_in_touch.reasoning', 'en', 'Nothing presses, but it is worth the most now; {status_en} for {status_days|days}, {review.facts}'),
  ('review.priority.keep_in_touch.reasoning', 'de', 'Nichts drängt, doch hier liegt jetzt am meisten; {status_de} seit {status_days|days}, {review.facts}'),

  ('review.facts', 'en', 'BANT {bant|points}{traffic_light|light}, last contact {contact_at|date_or_never}, {value|money}, win probability {win_probability|percent}'),
  ('review.facts', 'de', 'BANT {bant|points}{traffic_light|light}, letzter Kontakt {contact_at|date_or_never}, {value|money}, Gewinnchance {win_probability|percent}'),

  ('light.green', 'en', ' (green)'), ('light.green', 'de', ' (grün)'),
  ('light.yellow', 'en', ' (yellow)'), ('light.yellow', 'de', ' (gelb)'),
  ('light.red', 'en', ' (red)'), ('light.red', 'de', ' (rot)'),
  ('light.none', 'en', ''), ('light.none', 'de', ''),
  ('review.risk', 'en', '{lead_name}: quiet for {quiet_days|days}, {status_en}, {value|money} at stake'),
  ('review.risk', 'de', '{lead_name}: seit {quiet_days|days} still, {status_de}, {value|money} in Gefahr'),
  ('review.quick_win', 'en', '{action_needed}: win probability {win_probability|percent}, {value|money}'),
  ('review.quick_win', 'de', '{action_needed}: Gewinnchance {win_probability|percent}, {value|money}'),

  ('review.insight.ready', 'en', 'Ready to close: {ready} ({ready_value|money}).'),
  ('review.insight.ready', 'de', 'Abschlussreif: {ready} ({ready_value|money}).'),
  ('review.insight.answer', 'en', 'Waiting for your answer: {answer}.'),
  ('review.insight.answer', 'de', 'Warten auf Ihre Antwort: {answer}.'),
  ('review.insight.fresh', 'en', 'New without first contact: {fresh}.'),
  ('review.insight.fresh', 'de', 'Neu ohne Erstkontakt: {fresh}.'),
  ('review.insight.quiet', 'en', 'Gone quiet: {quiet} ({quiet_value|money}).'),
  ('review.insight.quiet', 'de', 'Verstummt: {quiet} ({quiet_value|money}).'),
  ('review.insight.pipeline', 'en', 'Pipeline: {active} active leads worth {pipeline_value|money}, {expected_value|money} of it to be expected.'),
  ('review.insight.pipeline', 'de', 'Pipeline: {active} aktive Leads im Wert von {pipeline_value|money}, davon {expected_value|money} zu erwarten.'),
  ('review.insight.empty', 'en', 'No active leads: today is for finding new ones.'),
  ('review.insight.empty', 'de', 'Keine aktiven Leads: Heute ist Zeit, neue zu gewinnen.'),

  ('review.notification.title', 'en', 'Your plan for {plan_at|date}'),
  ('review.notification.title', 'de', 'Ihr Plan für den {plan_at|date}'),
  ('review.notification.body', 'en', 'First: {first_action}'),
  ('review.notification.body', 'de', 'Zuerst: {first_action}'),
  ('review.notification.none', 'en', 'no active leads'),
  ('review.notification.none', 'de', 'keine aktiven Leads'),
  ('review.memory', 'en', 'Plan of {plan_at|date}: {actions}. {insight}'),
  ('review.memory', 'de', 'Plan vom {plan_at|date}: {actions}. {insight}');

insert into public.text_templates (key, locale, body)
values
  ('action.plan_created', 'en', 'Daily plan for {subject_name}: {priorities} priorities'),
  ('action.plan_created', 'de', 'Tagesplan für {subject_name}: {priorities} Prioritäten'),
  ('action.plan_worded', 'en', 'Daily plan of {subject_name} worded by the model: {reworded} of {priorities} priorities'),
  ('action.plan_worded', 'de', 'Tagesplan von {subject_name} vom Modell formuliert: {reworded} von {priorities} Prioritäten');

commit;
