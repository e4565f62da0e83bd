-- Deploy salesflow:realtime/lexicon to pg
-- requires: foundation/types
-- stateful: the lexicon that explains what a message says: word groups, patterns over them, examples, competitors.

begin;
set local role salesflow_owner;

create table public.signal_words (
  concept  text not null check (concept ~ '^[a-z_]+$'),
  language text not null check (language in ('de', 'en', 'any')),
  word     text not null check (word ~ '^(\*?[^*[:space:]A-ZÄÖÜäöüß]+|[^*[:space:]A-ZÄÖÜäöüß]+\*)$'),
  primary key (concept, language, word)
);
comment on table public.signal_words is
  'Words and word parts with one meaning for a sale, in groups (concepts) that the patterns of signal_patterns are made of. A change works at once.';
comment on column public.signal_words.concept is 'The meaning: price, expensive, no, boss, …';
comment on column public.signal_words.language is 'Language of messages it counts in: de, en or any.';
comment on column public.signal_words.word is
  'Lower case, umlauts as ae, oe, ue, ss. * at one end stands for the rest of a word: teuer*, *preis. 0 is any number.';

create table public.signal_patterns (
  id          bigint generated always as identity primary key,
  pattern     text not null check (pattern ~ '^[a-z_]+\.[a-z_]+$'),
  language    text not null check (language in ('de', 'en', 'any')),
  gap         smallint not null check (gap between 0 and 9),
  steps       text[] not null check (cardinality(steps) between 1 and 3),
  is_enabled  boolean not null default true,
  changed_at  salesflow.instant not null default now(),
  unique (pattern, language, steps)
);
comment on table public.signal_patterns is
  'What to look for in a message: steps in this order, in one sentence, a few words apart. Rows of one name are alternatives. A change works at once; what it tells the classifier is learnt by the next train_signals().';
comment on column public.signal_patterns.id is 'Number of the row; counts up, so a newer row has a higher one.';
comment on column public.signal_patterns.pattern is 'Name, group first: price.too_expensive. Hits carry it.';
comment on column public.signal_patterns.language is 'Language of messages it is looked for in: de, en or any.';
comment on column public.signal_patterns.gap is 'How many other words may stand between two steps.';
comment on column public.signal_patterns.steps is
  'Each step is a concept of signal_words, "name" (a word that is in no dictionary of ours) or =word|word*|@concept.';
comment on column public.signal_patterns.is_enabled is 'Whether it is looked for.';
comment on column public.signal_patterns.changed_at is 'When the row was last written.';

create table public.signal_examples (
  pattern  text not null,
  language text not null check (language in ('de', 'en')),
  text     text not null,
  matches  boolean not null default true,
  primary key (pattern, text)
);
comment on table public.signal_examples is
  'What each pattern must find and must not find. select * from check_signal_examples() where not is_right is empty.';
comment on column public.signal_examples.pattern is 'Name in signal_patterns.';
comment on column public.signal_examples.language is 'de or en.';
comment on column public.signal_examples.text is 'The message.';
comment on column public.signal_examples.matches is 'Whether the pattern must be found, not denied ("nicht zu teuer"), in it.';

create table public.competitors (
  name     text primary key check (name ~ '[[:alnum:]]' and length(name) <= 100),
  notes    text,
  added_at salesflow.instant not null default now()
);
comment on table public.competitors is
  'Competitors you know, yours to fill: a message that names one gets signal competitor_mentioned, whatever else it says. Others are recognised by what surrounds the name.';
comment on column public.competitors.name is 'The name as people write it, one row a spelling. Case, accents and umlaut spelling do not matter.';
comment on column public.competitors.notes is 'What a rep should know about it.';
comment on column public.competitors.added_at is 'When the row was added.';

-- What compile_signals() makes of the above, for looking up one word at a time.
create table salesflow.signal_rules (
  id       int primary key,
  pattern  text not null,
  language text not null,
  gap      smallint not null,
  steps    text[] not null
);
comment on table salesflow.signal_rules is 'Enabled patterns and listed competitors, numbered; made by compile_signals().';
comment on column salesflow.signal_rules.id is 'Number that signal_keys.steps refers to.';
comment on column salesflow.signal_rules.pattern is 'Name of the pattern; competitor.listed for a row of competitors.';
comment on column salesflow.signal_rules.language is 'de, en or any.';
comment on column salesflow.signal_rules.gap is 'Words that may stand between two steps.';
comment on column salesflow.signal_rules.steps is 'Steps as in signal_patterns.';

create table salesflow.signal_keys (
  key      text collate "C" not null,
  language text collate "C" not null,
  concepts text[] not null,
  steps    int[] not null,
  primary key (key, language)
);
comment on table salesflow.signal_keys is 'Which part of a word means what; made by compile_signals().';
comment on column salesflow.signal_keys.key is 'A part of <word>: <teuer is a beginning, preis> an end, <zu> a whole word, ~name any unknown name.';
comment on column salesflow.signal_keys.language is 'de or en.';
comment on column salesflow.signal_keys.concepts is 'Concepts that such a word belongs to.';
comment on column salesflow.signal_keys.steps is 'Steps that such a word is: 8 × signal_rules.id + step (1 to 3).';

create table salesflow.signal_vocabulary (
  token            text collate "C" primary key,
  german           real not null,
  german_concepts  text[] not null,
  english_concepts text[] not null,
  german_steps     int[] not null,
  english_steps    int[] not null
);
comment on table salesflow.signal_vocabulary is
  'Words that the training messages have taught us, with what signal_keys says of them; made by train_signals() and compile_signals().';
comment on column salesflow.signal_vocabulary.token is 'The word, spelt as salesflow.spell_umlauts() does.';
comment on column salesflow.signal_vocabulary.german is 'How German it is: logarithm of the odds; negative is English.';
comment on column salesflow.signal_vocabulary.german_concepts is 'Its concepts in a German message.';
comment on column salesflow.signal_vocabulary.english_concepts is 'Its concepts in an English message.';
comment on column salesflow.signal_vocabulary.german_steps is 'Its steps in a German message.';
comment on column salesflow.signal_vocabulary.english_steps is 'Its steps in an English message.';

create table salesflow.signal_misspellings (
  variant text collate "C" not null,
  token   text collate "C" not null,
  primary key (variant, token)
);
comment on table salesflow.signal_misspellings is
  'Words of the lexicon as they stand and with one letter left out, by which a slip of one letter is found; made with signal_vocabulary.';
comment on column salesflow.signal_misspellings.variant is 'The word, or what is left of it.';
comment on column salesflow.signal_misspellings.token is 'The word in signal_vocabulary.';

-- No secrets in them, and who may call signals_of() must be able to read what it reads.
grant select on
  public.signal_words, public.signal_patterns, public.signal_examples, public.competitors,
  salesflow.signal_rules, salesflow.signal_keys, salesflow.signal_vocabulary, salesflow.signal_misspellings
to salesflow_admin, salesflow_manager, salesflow_rep, salesflow_gateway, salesflow_bi, salesflow_jobs;
grant insert, update, delete on
  public.signal_words, public.signal_patterns, public.signal_examples, public.competitors
to salesflow_admin;

commit;
