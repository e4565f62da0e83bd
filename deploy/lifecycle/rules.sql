-- Deploy salesflow:lifecycle/rules to pg
-- stateful: the rules of transition and waiting, with their words.

begin;
set local role salesflow_owner;

insert into public.automation_rules
  (rule, watch, effect, finder, type, lead_statuses, activity_types, activity_statuses, description_en, description_de)
values
  ('lifecycle.first_activity', 'activity', 'status_transition', 'salesflow.find_first_activity', 'contacted', '{new}', null, null,
    'The first activity with a new lead makes it contacted.',
    'Die erste Aktivität mit einem neuen Lead macht ihn zu „kontaktiert“.'),
  ('lifecycle.meeting_scheduled', 'activity', 'status_transition', 'salesflow.find_planned_meeting', 'meeting_scheduled', null,
    '{meeting}', '{pending,scheduled}',
    'A planned meeting makes a lead meeting_scheduled.',
    'Ein geplanter Termin macht einen Lead zu „Termin vereinbart“.');

insert into public.automation_rules
  (rule, watch, effect, finder, situation, type, priority, playbook, confidence, lead_statuses, policy_keys, description_en, description_de)
values
  ('lifecycle.bant_qualified', 'assessment', 'status_transition', 'salesflow.find_bant', 'qualified', 'qualified', null, null, null,
    '{new,contacted}', '{lifecycle.qualify_bant}',
    'A BANT total from the threshold on makes a new or contacted lead qualified.',
    'Ein BANT-Wert ab der Schwelle macht einen neuen oder kontaktierten Lead zu „qualifiziert“.'),
  ('lifecycle.bant_high', 'assessment', 'recommendation', 'salesflow.find_bant', 'high', 'followup', 'urgent', null, 0.9,
    '{new,nurture,contacted,qualified}', '{lifecycle.meeting_bant}',
    'A high BANT total calls for a meeting now.',
    'Ein hoher BANT-Wert verlangt sofort nach einem Termin.'),
  ('lifecycle.bant_yellow', 'assessment', 'recommendation', 'salesflow.find_bant', 'yellow', 'playbook', 'medium', 'DEAL-MEDIC', 0.7,
    null, '{bant.yellow,bant.green}',
    'A yellow BANT total: work on the letters below half.',
    'Gelber BANT-Wert: an den Buchstaben unter der Hälfte arbeiten.'),
  ('lifecycle.bant_red', 'assessment', 'recommendation', 'salesflow.find_bant', 'red', 'playbook', 'medium', 'DEAL-MEDIC', 0.7,
    null, '{bant.yellow}',
    'A red BANT total: nurture or qualify again.',
    'Roter BANT-Wert: weiter pflegen oder neu qualifizieren.');

insert into public.automation_rules
  (rule, watch, effect, finder, situation, type, priority, playbook, confidence, after_policy, policy_keys, description_en, description_de)
values
  ('waiting.first_contact', 'clock', 'recommendation', 'salesflow.find_situations', 'first_contact', 'followup', 'high', null, 0.8,
    'lifecycle.first_contact_after', '{lifecycle.first_contact_after}',
    'A new lead nobody contacted in time.', 'Ein neuer Lead, den niemand rechtzeitig kontaktiert hat.'),
  ('waiting.bant_missing', 'clock', 'recommendation', 'salesflow.find_situations', 'bant_missing', 'playbook', 'high', 'DEAL-MEDIC', 0.8,
    'lifecycle.bant_after', '{lifecycle.bant_after}',
    'A contacted lead without BANT assessment.', 'Ein kontaktierter Lead ohne BANT-Bewertung.'),
  ('waiting.profile_missing', 'clock', 'recommendation', 'salesflow.find_situations', 'profile_missing', 'playbook', 'medium',
    'NEURO-PROFILER', 0.8, null, '{lifecycle.profile_interactions}',
    'A lead with many contacts and no DISC profile.', 'Ein Lead mit vielen Kontakten und ohne DISG-Profil.'),
  ('waiting.negotiation', 'clock', 'recommendation', 'salesflow.find_situations', 'negotiation_stalled', 'followup', 'urgent',
    'VERHANDLUNGS-JUDO', 0.8, null, '{lifecycle.negotiation_limit}',
    'A negotiation that takes too long.', 'Eine Verhandlung, die zu lange dauert.'),
  ('waiting.inactive_warning', 'clock', 'recommendation', 'salesflow.find_situations', 'inactive_warning', 'followup', 'high', null, 0.8,
    null, '{lifecycle.inactive_warning,lifecycle.inactive_critical,lifecycle.qualify_bant}',
    'A qualified lead gone quiet.', 'Ein qualifizierter Lead ist verstummt.'),
  ('waiting.inactive_critical', 'clock', 'recommendation', 'salesflow.find_situations', 'inactive_critical', 'followup', 'urgent',
    'SCREENSHOT-REACTIVATOR', 0.8, null, '{lifecycle.inactive_critical}',
    'Any active lead gone quiet for long.', 'Ein aktiver Lead ist lange verstummt.'),
  ('waiting.meeting', 'clock', 'recommendation', 'salesflow.find_situations', 'meeting_soon', 'followup', 'high', null, 0.8,
    null, '{lifecycle.meeting_notice}',
    'A meeting that is near: prepare it.', 'Ein Termin steht bevor: vorbereiten.');

insert into public.text_templates (key, locale, body)
values
  ('lifecycle.first_activity.reason', 'en', 'First activity: {activity_type|activity} on {at|date}'),
  ('lifecycle.first_activity.reason', 'de', 'Erste Aktivität: {activity_type|activity} am {at|date}'),
  ('lifecycle.meeting_scheduled.reason', 'en', 'Meeting planned for {at|date}'),
  ('lifecycle.meeting_scheduled.reason', 'de', 'Termin geplant für den {at|date}'),
  ('activity.call', 'en', 'call'), ('activity.call', 'de', 'Anruf'),
  ('activity.email', 'en', 'e-mail'), ('activity.email', 'de', 'E-Mail'),
  ('activity.whatsapp', 'en', 'WhatsApp message'), ('activity.whatsapp', 'de', 'WhatsApp-Nachricht'),
  ('activity.sms', 'en', 'text message'), ('activity.sms', 'de', 'SMS'),
  ('activity.linkedin', 'en', 'LinkedIn message'), ('activity.linkedin', 'de', 'LinkedIn-Nachricht'),
  ('activity.meeting', 'en', 'meeting'), ('activity.meeting', 'de', 'Termin'),
  ('activity.note', 'en', 'note'), ('activity.note', 'de', 'Notiz'),
  ('activity.task', 'en', 'task'), ('activity.task', 'de', 'Aufgabe'),
  ('activity.proposal', 'en', 'proposal'), ('activity.proposal', 'de', 'Angebot'),
  ('activity.web', 'en', 'visit of the website'), ('activity.web', 'de', 'Besuch der Website'),
  ('activity.other', 'en', 'other'), ('activity.other', 'de', 'Sonstiges'),

  ('lifecycle.bant_qualified.reason', 'en', 'BANT {bant}/100 reaches {threshold}'),
  ('lifecycle.bant_qualified.reason', 'de', 'BANT {bant}/100 erreicht {threshold}'),
  ('lifecycle.bant_high.title', 'en', 'Schedule a meeting with {lead_name} now'),
  ('lifecycle.bant_high.title', 'de', 'Jetzt Termin mit {lead_name} vereinbaren'),
  ('lifecycle.bant_high.reasoning', 'en', 'BANT {bant}/100 (green): budget {budget}, authority {authority}, need {need}, timeline {timeline}'),
  ('lifecycle.bant_high.reasoning', 'de', 'BANT {bant}/100 (grün): Budget {budget}, Entscheidung {authority}, Bedarf {need}, Zeitplan {timeline}'),
  ('lifecycle.bant_yellow.title', 'en', 'Strengthen {weak|bant} with {lead_name}'),
  ('lifecycle.bant_yellow.title', 'de', '{weak|bant} bei {lead_name} stärken'),
  ('lifecycle.bant_yellow.reasoning', 'en', 'BANT {bant}/100 (yellow); weak: {weak|bant}'),
  ('lifecycle.bant_yellow.reasoning', 'de', 'BANT {bant}/100 (gelb); schwach: {weak|bant}'),
  ('lifecycle.bant_red.title', 'en', 'Nurture {lead_name} or qualify again'),
  ('lifecycle.bant_red.title', 'de', '{lead_name} weiter pflegen oder neu qualifizieren'),
  ('lifecycle.bant_red.reasoning', 'en', 'BANT {bant}/100 (red); weak: {weak|bant}'),
  ('lifecycle.bant_red.reasoning', 'de', 'BANT {bant}/100 (rot); schwach: {weak|bant}'),
  ('bant.budget', 'en', 'budget'), ('bant.budget', 'de', 'Budget'),
  ('bant.authority', 'en', 'authority'), ('bant.authority', 'de', 'Entscheidung'),
  ('bant.need', 'en', 'need'), ('bant.need', 'de', 'Bedarf'),
  ('bant.timeline', 'en', 'timeline'), ('bant.timeline', 'de', 'Zeitplan'),
  ('bant.none', 'en', 'no single letter'), ('bant.none', 'de', 'kein einzelner Buchstabe'),

  ('waiting.first_contact.title', 'en', 'Contact {lead_name}: waiting for {days|days}'),
  ('waiting.first_contact.title', 'de', '{lead_name} kontaktieren: wartet seit {days|days}'),
  ('waiting.first_contact.reasoning', 'en', 'New since {since|date}, no contact yet'),
  ('waiting.first_contact.reasoning', 'de', 'Neu seit {since|date}, noch kein Kontakt'),
  ('waiting.first_contact.script', 'en', 'Hi {lead_name|first_name}, thank you for your interest. When would be a good time for a short call?'),
  ('waiting.first_contact.script', 'de', 'Guten Tag {lead_name}, danke für Ihr Interesse. Wann passt Ihnen ein kurzes Gespräch?'),
  ('waiting.bant_missing.title', 'en', 'Qualify {lead_name} with DEAL-MEDIC'),
  ('waiting.bant_missing.title', 'de', '{lead_name} mit DEAL-MEDIC qualifizieren'),
  ('waiting.bant_missing.reasoning', 'en', 'Contacted {days|days} ago, no BANT assessment yet'),
  ('waiting.bant_missing.reasoning', 'de', 'Vor {days|days} kontaktiert, noch keine BANT-Bewertung'),
  ('waiting.bant_missing.script', 'en', 'Hi {lead_name|first_name}, so that I only show you what helps: what do you want to achieve, by when, and who decides with you?'),
  ('waiting.bant_missing.script', 'de', 'Guten Tag {lead_name}, damit ich Ihnen nur zeige, was hilft: Was möchten Sie bis wann erreichen, und wer entscheidet mit?'),
  ('waiting.profile_missing.title', 'en', 'Profile {lead_name} with NEURO-PROFILER'),
  ('waiting.profile_missing.title', 'de', '{lead_name} mit NEURO-PROFILER einschätzen'),
  ('waiting.profile_missing.reasoning', 'en', '{interactions} contacts, no DISC profile yet'),
  ('waiting.profile_missing.reasoning', 'de', '{interactions} Kontakte, noch kein DISG-Profil'),
  ('waiting.profile_missing.script', 'en', 'Hi {lead_name|first_name}, how do you like to decide: numbers first, or examples from others?'),
  ('waiting.profile_missing.script', 'de', 'Guten Tag {lead_name}, wie entscheiden Sie am liebsten: erst die Zahlen oder Beispiele anderer?'),
  ('waiting.negotiation.title', 'en', 'Bring the negotiation with {lead_name} to an end'),
  ('waiting.negotiation.title', 'de', 'Verhandlung mit {lead_name} zum Abschluss bringen'),
  ('waiting.negotiation.reasoning', 'en', 'Negotiating for {days|days} (limit {limit_days|days})'),
  ('waiting.negotiation.reasoning', 'de', 'Seit {days|days} in Verhandlung (Grenze bei {limit_days|days})'),
  ('waiting.negotiation.script', 'en', 'Hi {lead_name|first_name}, what is still missing for your yes? Let us settle it in ten minutes today.'),
  ('waiting.negotiation.script', 'de', 'Guten Tag {lead_name}, was fehlt noch für Ihr Ja? Lassen Sie uns das heute in zehn Minuten klären.'),
  ('waiting.inactive_warning.title', 'en', 'Get back in touch with {lead_name}: quiet for {days|days}'),
  ('waiting.inactive_warning.title', 'de', 'Wieder bei {lead_name} melden: seit {days|days} still'),
  ('waiting.inactive_warning.reasoning', 'en', 'BANT {bant}/100, last contact {contact_at|date_or_never}'),
  ('waiting.inactive_warning.reasoning', 'de', 'BANT {bant}/100, letzter Kontakt {contact_at|date_or_never}'),
  ('waiting.inactive_warning.script', 'en', 'Hi {lead_name|first_name}, we have not spoken for {days|days}. Where do you stand, and what can I do to help?'),
  ('waiting.inactive_warning.script', 'de', 'Guten Tag {lead_name}, wir haben seit {days|days} nicht gesprochen. Wo stehen Sie gerade, und womit kann ich helfen?'),
  ('waiting.inactive_critical.title', 'en', 'Win back {lead_name}: quiet for {days|days}'),
  ('waiting.inactive_critical.title', 'de', '{lead_name} zurückholen: seit {days|days} still'),
  ('waiting.inactive_critical.reasoning', 'en', 'Last contact {contact_at|date_or_never}; best by {channel|channel} at {optimal_time}'),
  ('waiting.inactive_critical.reasoning', 'de', 'Letzter Kontakt {contact_at|date_or_never}; am besten per {channel|channel} um {optimal_time}'),
  ('waiting.inactive_critical.script', 'en', 'Hi {lead_name|first_name}, I have not heard from you for {days|days}. Is this still on your list? A short yes or no helps me.'),
  ('waiting.inactive_critical.script', 'de', 'Guten Tag {lead_name}, seit {days|days} habe ich nichts von Ihnen gehört. Ist das Thema noch aktuell? Ein kurzes Ja oder Nein hilft mir.'),
  ('waiting.meeting.title', 'en', 'Prepare the meeting with {lead_name} on {since|datetime}'),
  ('waiting.meeting.title', 'de', 'Termin mit {lead_name} am {since|datetime} vorbereiten'),
  ('waiting.meeting.reasoning', 'en', 'Meeting on {since|datetime}'),
  ('waiting.meeting.reasoning', 'de', 'Termin am {since|datetime}'),
  ('waiting.meeting.script', 'en', 'Hi {lead_name|first_name}, I look forward to our meeting on {since|datetime}. What would make it worth your time?'),
  ('waiting.meeting.script', 'de', 'Guten Tag {lead_name}, ich freue mich auf unseren Termin am {since|datetime}. Was muss er Ihnen bringen?');

commit;
