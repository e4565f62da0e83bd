-- Deploy salesflow:events/word_lists to pg
-- requires: foundation/types
-- stateful: The words by which texts of a model are judged: numbers, units, months, promises, languages.

begin;
set local role salesflow_owner;

create table public.word_lists (
  list  text not null check (list ~ '^(number|multiplier|ordinal|article|unit|month|mixed|promise|words\.[a-z]{2})$'),
  word  salesflow.label not null,
  value numeric check (value <> 'NaN'),
  unit  text,
  primary key (list, word),
  check ((value is not null) = (list in ('number', 'multiplier', 'ordinal', 'article', 'unit', 'month'))),
  check (list <> 'unit' or unit is not null),
  check (word = lower(word))
);
comment on table public.word_lists is
  'The words by which texts of a model are judged before people see them (salesflow.words_problem). Add a row to teach a word; it works at once.';
comment on column public.word_lists.list is
  'number (fünf, eighty, half, twice), multiplier (hundred, Mio), ordinal, article (one, ein: a number only before a multiplier, percent or money), unit, month, mixed (terms of letters and digits that claim nothing: b2b), promise (phrases that only the rules may say), words.xx (words by which language xx is known).';
comment on column public.word_lists.word is 'The word in lower case; of list promise a phrase of whole words, % for the rest of one.';
comment on column public.word_lists.value is
  'number, ordinal, article: the number. multiplier: the factor. unit: how many of the smallest unit of its kind (span: minutes; months: months; clock: minutes). month: 1–12.';
comment on column public.word_lists.unit is
  'Kind of a unit: percent, point, times, clock, span, months, or an ISO 4217 currency; of a number that carries its unit itself (twice): that unit.';

-- Cardinals. English words above twenty are said with several words; German ones are written as one, up to 99 here,
-- and cut at hundert and tausend when they are read.
insert into public.word_lists (list, word, value)
select 'number', w.word, w.value
from (values
  ('zero', 0), ('one', 1), ('two', 2), ('three', 3), ('four', 4), ('five', 5), ('six', 6), ('seven', 7), ('eight', 8),
  ('nine', 9), ('ten', 10), ('eleven', 11), ('twelve', 12), ('thirteen', 13), ('fourteen', 14), ('fifteen', 15),
  ('sixteen', 16), ('seventeen', 17), ('eighteen', 18), ('nineteen', 19), ('twenty', 20), ('thirty', 30), ('forty', 40),
  ('fourty', 40), ('fifty', 50), ('sixty', 60), ('seventy', 70), ('eighty', 80), ('ninety', 90),
  ('half', 0.5), ('halves', 0.5), ('halb', 0.5), ('halbe', 0.5), ('halber', 0.5), ('halbes', 0.5), ('halben', 0.5), ('halbem', 0.5),
  ('hälfte', 0.5), ('drittel', 0.333), ('viertel', 0.25), ('dreiviertel', 0.75), ('fünftel', 0.2), ('zehntel', 0.1), ('anderthalb', 1.5),
  ('anderthalbe', 1.5), ('null', 0), ('eins', 1), ('zwo', 2), ('zwei', 2), ('zweier', 2), ('dreier', 3), ('zehn', 10), ('elf', 11), ('zwölf', 12),
  ('sechzehn', 16), ('siebzehn', 17)
) as w (word, value)
where w.word <> 'one';

insert into public.word_lists (list, word, value)
with
ones (word, value) as (
  values ('ein', 1), ('zwei', 2), ('drei', 3), ('vier', 4), ('fünf', 5), ('sechs', 6), ('sieben', 7), ('acht', 8), ('neun', 9)
),
tens (word, value) as (
  values ('zwanzig', 20), ('dreißig', 30), ('vierzig', 40), ('fünfzig', 50), ('sechzig', 60), ('siebzig', 70), ('achtzig', 80), ('neunzig', 90)
)
select 'number', o.word, o.value from ones as o where o.value > 1
union select 'number', o.word || 'zehn', 10 + o.value from ones as o where o.value > 2
union select 'number', o.word || 'einhalb', 0.5 + o.value from ones as o
union select 'number', o.word || 'einviertel', 0.25 + o.value from ones as o
union select 'number', t.word, t.value from tens as t
union select 'number', o.word || 'und' || t.word, t.value + o.value from ones as o cross join tens as t
on conflict do nothing;

insert into public.word_lists (list, word, value, unit)
select 'number', w.word, w.value, 'times'
from (values
  (2, 'twice double doubles doubled doubling twofold doppelt doppelte doppelter doppeltes doppelten doppeltem verdoppeln verdoppelt verdopple verdopplung verdoppelung'),
  (3, 'thrice triple triples tripled tripling treble threefold verdreifachen verdreifacht'), (4, 'quadruple quadrupled fourfold vervierfachen vervierfacht'),
  (5, 'fivefold verfünffachen verfünffacht'), (10, 'tenfold verzehnfachen verzehnfacht'), (0.5, 'halve halves halved halving halbieren halbiert')
) as g (value, words)
cross join lateral string_to_table(g.words, ' ') as word
cross join lateral (select word, g.value) as w
on conflict (list, word) do update set unit = excluded.unit;

insert into public.word_lists (list, word, value)
values
  ('multiplier', 'hundred', 100), ('multiplier', 'hundreds', 100), ('multiplier', 'hundert', 100),
  ('multiplier', 'thousand', 1000), ('multiplier', 'thousands', 1000), ('multiplier', 'tausend', 1000), ('multiplier', 'k', 1000),
  ('multiplier', 'tsd', 1000), ('multiplier', 'grand', 1000), ('multiplier', 'million', 1000000), ('multiplier', 'millions', 1000000),
  ('multiplier', 'mio', 1000000), ('multiplier', 'mn', 1000000), ('multiplier', 'mln', 1000000), ('multiplier', 'milliarde', 1000000000),
  ('multiplier', 'mrd', 1000000000), ('multiplier', 'bn', 1000000000), ('multiplier', 'billion', 1000000000), ('multiplier', 'billions', 1000000000),
  ('multiplier', 'dozen', 12), ('multiplier', 'dozens', 12), ('multiplier', 'dutzend', 12), ('multiplier', 'dutzende', 12), ('multiplier', 'dutzenden', 12),
  ('article', 'a', 1), ('article', 'an', 1), ('article', 'one', 1), ('article', 'ein', 1), ('article', 'eine', 1), ('article', 'einen', 1),
  ('article', 'einem', 1), ('article', 'einer', 1), ('article', 'eines', 1),
  ('ordinal', 'first', 1), ('ordinal', 'second', 2), ('ordinal', 'third', 3), ('ordinal', 'fourth', 4), ('ordinal', 'fifth', 5),
  ('ordinal', 'sixth', 6), ('ordinal', 'seventh', 7), ('ordinal', 'eighth', 8), ('ordinal', 'ninth', 9), ('ordinal', 'tenth', 10),
  ('ordinal', 'eleventh', 11), ('ordinal', 'twelfth', 12), ('ordinal', 'thirteenth', 13), ('ordinal', 'fourteenth', 14),
  ('ordinal', 'fifteenth', 15), ('ordinal', 'sixteenth', 16), ('ordinal', 'seventeenth', 17), ('ordinal', 'eighteenth', 18),
  ('ordinal', 'nineteenth', 19), ('ordinal', 'twentieth', 20), ('ordinal', 'thirtieth', 30);

insert into public.word_lists (list, word, value)
select 'ordinal', s.stem || e.ending, s.value
from (
  select stem, value
  from (values
    ('erst', 1), ('zweit', 2), ('dritt', 3), ('viert', 4), ('fünft', 5), ('sechst', 6), ('siebt', 7), ('siebent', 7), ('acht', 8), ('neunt', 9)
  ) as low (stem, value)
  union all
  select n.word || case when n.value < 20 then 't' else 'st' end, n.value
  from public.word_lists as n
  where n.list = 'number' and n.value between 10 and 99 and n.value % 1 = 0 and n.word ~ '(zehn|elf|zwölf|zig|ßig)$'
) as s
cross join unnest(array['e', 'er', 'en', 'es', 'em']) as e (ending)
-- „bitte achten Sie darauf“ counts nothing
where s.stem || e.ending not in ('achte', 'achten');

-- as written without umlauts
insert into public.word_lists (list, word, value, unit)
select w.list, plain.word, w.value, w.unit
from public.word_lists as w
cross join lateral (
  values (replace(replace(replace(w.word, 'ü', 'ue'), 'ö', 'oe'), 'ä', 'ae')), (translate(w.word, 'üöä', 'uoa'))
) as umlaut (word)
cross join lateral (values (umlaut.word), (replace(umlaut.word, 'ß', 'ss')), (replace(w.word, 'ß', 'ss'))) as plain (word)
where w.list in ('number', 'ordinal')
on conflict do nothing;

insert into public.word_lists (list, word, value, unit)
select distinct on (word) 'unit', word, g.value, g.unit
from (values
  ('percent', 1, '% percent pct prozent prozents prozentpunkt prozentpunkte prozentpunkten'),
  ('point', 1, 'point points punkt punkte punkten pts'),
  ('times', 1, 'x times time fold mal fach × mals'),
  ('clock', 60, 'uhr'),
  ('span', 1, 'minute minutes min mins minuten minütig minütlich'), ('span', 60, 'hour hours hr hrs h stunde stunden std stündig'),
  ('span', 1440, 'day days tag tage tagen tages tägig'), ('span', 10080, 'week weeks woche wochen wöchig'),
  ('months', 1, 'month months monat monate monaten monats monatig'), ('months', 3, 'quarter quarters quartal quartale quartalen'),
  ('months', 12, 'year years jahr jahre jahren jahres jährig'),
  ('EUR', 1, 'eur euro euros €'), ('EUR', 0.01, 'cent cents'), ('USD', 1, 'usd dollar dollars $ bucks'), ('GBP', 1, 'gbp pound pounds pfund £'),
  ('CHF', 1, 'chf franken franc francs')
) as g (unit, value, words)
cross join lateral string_to_table(g.words, ' ') as word;
insert into public.word_lists (list, word, value, unit)
select 'unit', w.word || e.ending, w.value, w.unit
from (
  select word, value, unit from public.word_lists where list = 'unit' and word ~ '(ig|fach)$'
  union all values ('prozentig', 1, 'percent')
) as w
cross join unnest(array['', 'e', 'er', 'en', 'es', 'em']) as e (ending)
on conflict do nothing;

insert into public.word_lists (list, word, value)
select 'month', word, m.month
from (values
  (1, 'january januar jan jänner'), (2, 'february februar feb'), (3, 'march märz mar mär'), (4, 'april apr'), (5, 'may mai'), (6, 'june juni jun'),
  (7, 'july juli jul'), (8, 'august aug'), (9, 'september sep sept'), (10, 'october oktober oct okt'), (11, 'november nov'),
  (12, 'december dezember dec dez')
) as m (month, words)
cross join lateral string_to_table(m.words, ' ') as word;

insert into public.word_lists (list, word)
select 'mixed', word from string_to_table('b2b b2c d2c web3 1st 2nd 3rd', ' ') as word;

-- What only the rules may promise.
insert into public.word_lists (list, word)
select 'promise', word
from string_to_table(
  'discount%|rabatt%|%rabatt|%rabatte|%rabatten|nachlass|nachlässe%|preisnachl%|skonto|rebate%|cashback|cash back|money back|geld zurück|refund%|'
  'erstatte%|erstattung%|rückerstatt%|voucher%|coupon%|gutschein%|gutschrift%|guarant%|garant%|%garantie|warranty|warranties|gewährleist%|'
  'risk free|riskfree|risikofrei%|risikolos%|for free|free of charge|free of cost|is free|are free|be free|it free|completely free|totally free|'
  'absolutely free|one free|get free|gets free|free trial%|free month%|free year%|free upgrade%|free license%|free licence%|free access|free shipping|'
  'free delivery|free onboarding|free setup|free version|no cost%|no extra cost%|no additional cost%|no charge%|no fee%|no extra charge%|'
  'no additional charge%|complimentary|without cost%|without charge%|without any cost%|on the house|half price|special price%|special offer%|'
  'special deal%|sonderpreis%|sonderangebot%|sonderkondition%|price cut%|price reduction%|price drop%|lower your price%|lower the price%|'
  'lower our price%|reduce the price%|reduce your price%|reduce our price%|cut the price%|drop the price%|preis senken|preise senken|preis reduzieren|'
  'cheaper|günstiger%|billiger%|gratis|kostenlos%|kostenfrei%|umsonst|unentgeltlich%|geschenkt|ohne kosten|ohne zusätzliche kosten|ohne weitere kosten|'
  'ohne aufpreis|ohne berechnung|penalty|penalties|vertragsstrafe%|waive%', '|') as word;

-- Words that tell German from English, and both from their neighbours: frequent, and each of one language only.
insert into public.word_lists (list, word)
select distinct 'words.en', word
from string_to_table('the and of to for with from your you yours our ours we us they them their this that these those is are were been being be has have had do does did done not but or if when where which who whom what why how can could would should may might must shall than then there here now today tomorrow yesterday soon again still yet already very much more most many some any every each both few just only too about after before between during until while because since into over through at by on as it its my me i he she his him let lets make makes made take takes get gets give gives go going want wants need needs know call write ask answer send meet help show tell talk speak say said see look find follow up close open keep bring win work think hear heard wait waiting waits next last first before out back good best better great right new quick quickly short sure ready happy please thank thanks hello dear morning afternoon evening week weeks month year day days time times well let''s i''m i''d i''ll it''s you''re we''re don''t what''s how''s that''s there''s one another other such own off down together directly forward quiet welcome prepare schedule confirm clarify decide agree check reply reach start begin move push secure review discuss settle finish complete address offer invite remind book arrange re engage before touch contact while since once no yes come comes came pan keeps a an toward towards decision proposal', ' ') as word
where word not in ('i', 'so', 'an', 'am', 'in', 'was', 'will', 'her', 'he', 'me', 'no', 're', 'win', 'take',
  -- heard in German offices, too
  'call', 'follow', 'up', 'meeting', 'next', 'best', 'quick', 'check', 'open', 'time', 'team', 'last', 'new', 'touch', 'back', 'off', 'start', 'book', 'dear', 'all', 'most', 'over', 'own');
insert into public.word_lists (list, word)
select distinct 'words.de', word
from string_to_table('der das und oder aber mit von vom zu zum zur für auf aus bei nach seit über unter vor um durch gegen ohne ist sind sein seine seinen seiner waren war wird werden wurde wurden haben habe hatte hatten können kann könnte könnten soll sollen sollte sollten muss müssen möchte möchten wollen wir ihr ihre ihren ihrem ihrer ihnen sie es er ich mich mir uns unser unsere unseren unserem unserer euch du dich dir dein deine den dem des ein eine einen einem einer eines kein keine keinen nicht noch schon jetzt heute morgen gestern bald wieder immer nur auch sehr mehr viel viele wenig gut gute guten gern gerne bitte danke hallo guten dass weil wenn ob wie wer wo wann warum womit wohin welche welcher welchen welches dieser diese dieses diesen diesem jeder jede jedes alle allem allen als da dann daher damit dazu darüber dafür davon daran hier dort ja nein doch mal etwas nichts ganz direkt kurz kurze kurzen kurzes schnell nächste nächsten nächster letzte letzten erste ersten zuerst beide beiden zwischen bis im ins am beim anrufen rufen ruf antworten melden schreiben schreib fragen frage klären vereinbaren ansprechen besprechen sprechen anbieten senden schicken nachfassen nachhaken vorbereiten bestätigen abschließen gewinnen bringen führen holen stellen setzen zeigen finden hören gehört geht gehen gibt macht machen nehmen lassen passt passen lieber wichtig zeit tag tage tagen woche wochen termin gespräch angebot nachricht rückmeldung antwort entscheidung schritt herr frau sehr geehrte geehrter liebe lieber freue freundlich freundliche grüße aktuell offen offene weiter zusammen schauen sehen bleiben stehen wartet warten fehlt brauchen braucht braucht willkommen erstkontakt aufnehmen begrüßen kontaktieren einladen erinnern kümmern vorschlagen festlegen sichern prüfen zurückholen zurückmelden abstimmen auffrischen nutzen starten beginnen verschieben je wegen sofort gleich erst eher damit seitdem bereits gerade derzeit', ' ') as word
where word not in ('am', 'war', 'da', 'des', 'es', 'er', 'tag', 'ein', 'so');
insert into public.word_lists (list, word)
select distinct 'words.' || t.language, word
from (values
  ('fr', 'le la les une est pour avec vous votre vos nous notre pas que qui dans sur sont cette ce au aux du bonjour merci appelez aujourd hui demain et ou mais être avez avons je il elle ils plus bien très faire'),
  ('es', 'el los las una por para con usted su sus que está estamos es son esta este pero como más muy hola gracias llame hoy mañana nosotros tiene puede del al y nuestra nuestro buenos días'),
  ('it', 'il gli una per con che di della del dei alla sono è questo questa ma come più molto ciao grazie chiami oggi domani noi lei suo nostra nostro buongiorno può'),
  ('nl', 'het een voor niet met zijn hebben wij jij u uw ons onze naar ook maar bel vandaag morgen bedankt goedemorgen deze dit wordt kunnen graag'),
  ('pt', 'o os uma para com você seu sua não está são este esta mas como mais muito olá obrigado ligue hoje amanhã nós tem pode do da dos das bom dia'),
  ('pl', 'jest nie się na do z dla proszę dziękuję dzień dobry dzisiaj jutro pan pani czy ale jak możemy mamy oraz zadzwoń'),
  ('sv', 'och att det som för inte med är du din vi har ring idag imorgon tack hej kan ska'), ('da', 'og det som ikke med er din har ring dag tak hej kan skal jeg'),
  ('tr', 've bir bu için ile değil siz bugün yarın teşekkürler merhaba çok ama lütfen'),
  ('cs', 'je se že pro není dnes zítra děkuji dobrý den prosím vás jste ale jak'),
  ('la', 'lorem ipsum dolor amet consectetur')
) as t (language, words)
cross join lateral string_to_table(t.words, ' ') as word
where word not in (select o.word from public.word_lists as o where o.list in ('words.de', 'words.en'))
  and word not in ('des', 'es', 'er', 'am', 'an', 'in', 'so', 'was', 'war', 'tag', 'da', 'do', 'no', 'me', 'win', 'her', 'he', 'ein', 'du', 'als', 'ja', 'son', 'den', 'will', 'take', 'plus', 'o', 'y', 'u', 'e', 'z', 'con', 'per', 'pro', 'hui', 'que', 'ring', 'kan', 'dag', 'dia', 'pan', 'na');

-- read by every check from the first on, long before autovacuum comes by
analyze public.word_lists;

grant select on public.word_lists to salesflow_bi;
grant select, insert, update, delete on public.word_lists to salesflow_admin;

commit;
