-- Deploy salesflow:realtime/training to pg
-- requires: foundation/types
-- stateful: what the classifier learns from, and what it has learnt.

begin;
set local role salesflow_owner;

create table public.signal_labels (
  position smallint primary key,
  family   text not null check (family in
    ('intent', 'objection', 'signal', 'sentiment', 'urgency', 'opt_out', 'auto_reply')),
  label    text not null,
  unique (family, label)
);
comment on table public.signal_labels is 'What the classifier can say of a message. The list is the contract''s; training follows it.';
comment on column public.signal_labels.position is 'Place of its number in signal_weights.weights and in scores.';
comment on column public.signal_labels.family is
  'intent, sentiment, urgency: one each. objection, signal: any number. opt_out, auto_reply: yes or no.';
comment on column public.signal_labels.label is 'The label within its family.';

insert into public.signal_labels (position, family, label)
select row_number() over (order by f.n, l.n), f.family, l.label
from (values
  (1, 'intent', 'interested objection question scheduling complaint opt_out other'),
  (2, 'objection', 'price competitor timing trust authority need'),
  (3, 'signal', 'buying_signal meeting_request urgent_request competitor_mentioned wrong_person wants_human referral'),
  (4, 'sentiment', 'positive neutral negative'),
  (5, 'urgency', 'low medium high'),
  (6, 'opt_out', 'opt_out'),
  (7, 'auto_reply', 'auto_reply')
) as f (n, family, labels)
cross join string_to_table(f.labels, ' ') with ordinality as l (label, n);

create table public.signal_messages (
  id         uuid primary key default gen_random_uuid(),
  source     text not null default 'correction' check (source in ('reference', 'practice', 'correction')),
  language   text not null check (language in ('de', 'en')),
  text       text not null check (length(text) between 1 and 20000),
  intent     text not null,
  objections text[] not null default '{}',
  signals    text[] not null default '{}',
  sentiment  text not null,
  urgency    text not null,
  opt_out    boolean not null,
  auto_reply boolean not null,
  said_by    text not null default session_user,
  created_at salesflow.instant not null default now()
);
comment on table public.signal_messages is
  'Messages with the labels a person gave them: what train_signals() learns from. Holds what leads wrote, so only administrators read it; corrections come in through correct_signals().';
comment on column public.signal_messages.id is 'Key.';
comment on column public.signal_messages.source is
  'reference and correction judge and train, by turns (cross-validation); practice only trains.';
comment on column public.signal_messages.language is 'de or en.';
comment on column public.signal_messages.text is 'The message as it came.';
comment on column public.signal_messages.intent is 'The main wish: a label of family intent.';
comment on column public.signal_messages.objections is 'Objections raised: labels of family objection.';
comment on column public.signal_messages.signals is 'Signals given: labels of family signal.';
comment on column public.signal_messages.sentiment is 'positive, neutral or negative.';
comment on column public.signal_messages.urgency is 'low, medium or high.';
comment on column public.signal_messages.opt_out is 'Whether it withdraws permission or asks for deletion.';
comment on column public.signal_messages.auto_reply is 'Whether a machine wrote it.';
comment on column public.signal_messages.said_by is 'Database role of the session that gave the labels.';
comment on column public.signal_messages.created_at is 'When the labels were given.';

create unique index signal_messages_text on public.signal_messages (md5(text), source);

alter table public.signal_messages enable row level security;
alter table public.signal_messages force row level security;

create table public.signal_models (
  version      int generated always as identity primary key,
  trained_at   timestamptz not null default now(),
  messages     int not null,
  score        real not null,
  rival_score  real,
  published_at timestamptz,
  outcome      text not null
);
comment on table public.signal_models is 'Every training of the classifier, and whether its weights were taken.';
comment on column public.signal_models.version is 'Number of the training; answers carry that of the published one.';
comment on column public.signal_models.trained_at is 'When.';
comment on column public.signal_models.messages is 'Messages it learnt from.';
comment on column public.signal_models.score is
  'Mean of the macro-F1 of all families on messages it had not seen (5-fold cross-validation, 0 to 1).';
comment on column public.signal_models.rival_score is
  'The same of a training without the messages that are new since the published version; null for the first.';
comment on column public.signal_models.published_at is 'When its weights were taken; null when they were not better.';
comment on column public.signal_models.outcome is 'Published or not, and why, in English.';

create table public.signal_weights (
  feature text collate "C" primary key,
  weights real[] not null
);
comment on table public.signal_weights is
  'The published model: what each feature adds to the score of each label. A score above 0 means yes, its logistic is the confidence.';
comment on column public.signal_weights.feature is
  'w:word, b:two words, g:four letters of an unknown word, c:concept, p:pattern, l:group of patterns (a - at the end: denied), bias.';
comment on column public.signal_weights.weights is 'One weight a label, in the order of signal_labels.position.';

create table salesflow.signal_trials (
  message_id uuid primary key references public.signal_messages on delete cascade,
  fold       smallint not null,
  scores     real[] not null
);
comment on table salesflow.signal_trials is
  'What the last training said of each judging message in the round in which it had not seen it; trial_scores() tabulates it.';
comment on column salesflow.signal_trials.message_id is 'The message.';
comment on column salesflow.signal_trials.fold is 'The round, 0 to 4.';
comment on column salesflow.signal_trials.scores is 'Scores by signal_labels.position.';

grant select on public.signal_labels, public.signal_models, public.signal_weights
to salesflow_admin, salesflow_manager, salesflow_rep, salesflow_gateway, salesflow_bi, salesflow_jobs;
grant select, insert, update, delete on public.signal_messages to salesflow_admin;

commit;
