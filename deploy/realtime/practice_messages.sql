-- Deploy salesflow:realtime/practice_messages to pg
-- requires: realtime/training
-- stateful: more messages, invented, short and plain: the classifier learns from them and is not judged by them.

begin;
set local role salesflow_owner;

insert into public.signal_messages
  (source, language, text, intent, objections, signals, sentiment, urgency, opt_out, auto_reply)
select
  'practice', m.language, m.text, m.intent, coalesce(m.objections, '{}'), coalesce(m.signals, '{}'),
  m.sentiment, m.urgency, coalesce(m.opt_out, false), coalesce(m.auto_reply, false)
from string_to_table($messages${"language": "de", "text": "Das sprengt unseren Rahmen leider komplett", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Die Kosten sind für uns nicht tragbar", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "so viel Geld hab ich nicht übrig", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Für unseren kleinen Betrieb ist das nicht bezahlbar", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Das können wir uns in diesem Jahr schlicht nicht leisten", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ihr Honorar ist deutlich höher als erwartet", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "leider zu kostspielig für uns", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wucher. Mehr sag ich dazu nicht", "intent": "objection", "objections": ["price"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "ihr habt ja preise wie in der apotheke", "intent": "objection", "objections": ["price"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Das Budget gibt das nicht her, wir haben höchstens 2.000 Euro zur Verfügung", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Unsere Schmerzgrenze liegt bei 5.000, Sie sind bei 8.200", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "da müsste der Preis schon noch ordentlich runter", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Gibt es da noch Spielraum? In der Höhe kann ich das nicht vertreten", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "ohne Rabatt brauchen wir nicht weiterreden", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "20 Prozent Nachlass und wir kommen ins Geschäft, sonst nicht", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Für das Geld krieg ich zwei Azubis", "intent": "objection", "objections": ["price"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "ist das euer ernst? 300 euro für eine stunde", "intent": "objection", "objections": ["price"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Mit einer so hohen monatlichen Belastung haben wir nicht gerechnet", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "das ist mir die Sache nicht wert", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "ehrlich gesagt hatte ich mit der Hälfte gerechnet", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Die Anschaffungskosten schrecken mich ab", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "zu hohe Einstiegskosten für uns als Verein", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "boah ne, das is mir zu viel kohle", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "bin student, das kann ich mir nicht leisten", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Der Endbetrag hat mich ehrlich gesagt erschlagen", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Preis Leistung passt für mich nicht zusammen", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "für das bisschen leistung ist das überteuert", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Sehr geehrter Herr Weiland,\n\nwir haben Ihr Angebot geprüft. Leider liegt der Gesamtpreis weit über unserem Limit, sodass wir davon Abstand nehmen müssen. Sollten Sie preislich entgegenkommen können, melden Sie sich gern.\n\nFreundliche Grüße\nHannelore Pick", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Guten Tag,\nder Beitrag ist leider höher als das, was unser Förderverein aufbringen kann.\nGruß Maike", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "z teuer für uns, sorry", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "des is ma z'vü göd", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "viel z tüür für eus", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "da legst di nieder, 900 euro für an tag", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Die laufenden Kosten fressen uns den ganzen Gewinn auf", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "rechnet sich für mich nicht, dafür ist der ertrag zu klein", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "bis sich das amortisiert bin ich in rente", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "ich zahl doch keine 500 euro einrichtungsgebühr", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Der Tagessatz liegt leider über dem, was wir Externen bezahlen dürfen", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "momentan ist finanziell einfach nichts drin", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "knapp bei kasse, wird leider nix", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "unser Geldbeutel gibt das nicht her", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "preislich leider außerhalb unserer Vorstellungen", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "das ist kein Pappenstiel. Eine Nummer kleiner gehts nicht?", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "15k sind für uns eine menge holz", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wenns die hälfte kosten würde, sofort", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Für die paar Rechnungen im Jahr ist mir das zu teuer, das mach ich weiter per Hand", "intent": "objection", "objections": ["price", "need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "So viel Geld ausgeben für etwas, das wir kaum nutzen würden? Nein", "intent": "objection", "objections": ["price", "need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Beim Konkurrenten zahle ich für den gleichen Umfang 200 weniger", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "bei Verivox hab ich das viel billiger gefunden", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ein anderer Anbieter liegt rund 25 Prozent unter Ihrem Preis", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Das Angebot von Huber Haustechnik ist 1.500 Euro günstiger", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "woanders krieg ichs für die hälfte", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Mein jetziger Anbieter verlangt nur 40 Euro, warum sollte ich bei euch 90 zahlen", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Mein Boss sagt zu teuer, Ende der Durchsage", "intent": "objection", "objections": ["price", "authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "über 2.000 muss der Vorstand zustimmen, und der wird bei dem Preis nicht mitgehen", "intent": "objection", "objections": ["price", "authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "die Summe kriege ich bei meiner Geschäftsführung nicht durch und allein entscheiden kann ich es nicht", "intent": "objection", "objections": ["price", "authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "dieses jahr ist das budget schon verbraucht, im januar können wir wieder reden", "intent": "objection", "objections": ["price", "timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Die neue Halle hat alles aufgefressen, frühestens 2027 haben wir wieder Geld für sowas", "intent": "objection", "objections": ["price", "timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "so teuer und dann nicht mal eine garantie, da ist doch was faul", "intent": "objection", "objections": ["price", "trust"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "That blows our budget completely", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we simply can't afford it this year", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "the cost is prohibitive for a charity like ours", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "a bit steep for us", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Your fee is considerably higher than we expected", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "that's too much money for me", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "what a rip off", "intent": "objection", "objections": ["price"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "you must be joking with those prices", "intent": "objection", "objections": ["price"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "our budget tops out at 2,000, you're at 3,600", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "you'd have to come down on price quite a bit", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "is there any flexibility? At that level I can't justify it", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "without a discount there's no point talking further", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Knock 20% off and we have a deal, otherwise no", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I could buy a car for that", "intent": "objection", "objections": ["price"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "300 an hour?! seriously?", "intent": "objection", "objections": ["price"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "we weren't expecting such a high monthly charge", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "not worth the money in my opinion", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "honestly I was expecting half of that", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "the upfront cost puts me off", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I'm a student, way out of my budget", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "the final figure was a bit of a shock", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "doesn't look like value for money to me", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "overpriced for what it is", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Dear Mr Wylde,\n\nWe have reviewed your offer. Unfortunately the total price is far above our limit and we will have to decline. Should you be able to improve on it, please let us know.\n\nYours sincerely\nHannah Pickering", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Hello, the subscription costs more than our society can raise. Sorry. Maisie", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "too dear for me love", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "costs a bomb, no thanks", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "that would eat up all our margin", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "the numbers don't stack up, I'd be paying it off forever", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "by the time it pays for itself I'll be retired", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "not paying a £500 set up fee", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "your day rate is above what we are allowed to pay contractors", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "money is tight right now, can't do it", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "funds are low, going to have to pass", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "our wallet won't stretch that far", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "price wise it's outside what we imagined", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "that's a hefty sum. is there a smaller package?", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "15k is a big chunk of change for us", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "if it was half the price I'd say yes straight away", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "The quote came in much higher than planned, we can't go with this", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "any chance of a better price? as it stands it's a no", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I haven't got that kind of cash lying around", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we're a tiny non profit, nowhere near that sort of money", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "it is simply too costly", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "sorry but $1200 is more than I make in a week", "intent": "objection", "objections": ["price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "too expensive for the handful of invoices I send, I'll keep doing it by hand", "intent": "objection", "objections": ["price", "need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "spending that much on something we'd hardly use? no", "intent": "objection", "objections": ["price", "need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "your competitor charges 200 less for the same scope", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "found it much cheaper on Checkatrade", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "another supplier is about 25 percent below your price", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "The offer from Hobbs Heating is 1,500 cheaper", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "can get it elsewhere for half", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "my current provider only charges 40, why would I pay you 90", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "boss says it's too expensive, end of story", "intent": "objection", "objections": ["price", "authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "anything above 2k goes to the board and they won't go along with that price", "intent": "objection", "objections": ["price", "authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I can't get that amount past our directors and I can't decide it alone", "intent": "objection", "objections": ["price", "authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "this year's budget is used up, we can talk again in January", "intent": "objection", "objections": ["price", "timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "the new hall ate everything, no money for this until 2027 at the earliest", "intent": "objection", "objections": ["price", "timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "that much money and not even a warranty, something smells fishy", "intent": "objection", "objections": ["price", "trust"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Wir haben uns für einen anderen Anbieter entschieden", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "nutzen bereits Odoo und sind zufrieden", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "sind schon versorgt, haben einen Vertrag mit Telekom", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "da haben wir schon jemanden", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wir arbeiten seit Jahren mit derselben Werkstatt zusammen und wollen das auch nicht ändern", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "ich bleib bei meinem alten Anbieter", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Die Konkurrenz war schneller", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "der Auftrag ist schon vergeben, an eine Firma aus Ulm", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "haben gerade erst zu Microsoft gewechselt", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "unsere Software kommt von Haufe und daran wird sich nichts ändern", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wir machen das mit der Firma Kern, mit der sind wir sehr zufrieden", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ihr Mitbewerber hat den Zuschlag bekommen", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "haben schon wo anders bestellt", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "sind bei Vaillant unter Vertrag", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "danke, aber wir sind mit unserem jetzigen Dienstleister glücklich", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "da sind wir schon bei Lexware gut aufgehoben", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "mir hom scho an Elektriker der des macht", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wir setzen seit 2018 auf Shopware, ein Umstieg steht nicht zur Debatte", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Unsere Tochterfirma bietet genau das an, wir gehen natürlich mit denen", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Sehr geehrte Frau Tobler\n\nWir bedanken uns für Ihre Offerte. Wir haben uns nach Abwägung aller Varianten für ein anderes Unternehmen entschieden und bitten um Verständnis.\n\nFreundliche Grüsse\nUrsina Caflisch", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wir haben einen Rahmenvertrag mit einem anderen Lieferanten", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Das macht unser Steuerberater alles mit", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Unser Verband stellt uns das kostenlos bereit, wir brauchen da nichts Zusätzliches", "intent": "objection", "objections": ["competitor", "need"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "haben wir alles schon über unseren Partner abgedeckt, keinen Bedarf", "intent": "objection", "objections": ["competitor", "need"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "bin noch bis 2028 an meinen Energieversorger gebunden", "intent": "objection", "objections": ["competitor", "timing"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Der laufende Vertrag mit unserem Anbieter endet erst im Dezember nächsten Jahres", "intent": "objection", "objections": ["competitor", "timing"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "der Wettbewerber hat mir Referenzen gezeigt, ihr nicht. Dem vertrau ich mehr", "intent": "objection", "objections": ["competitor", "trust"], "signals": ["competitor_mentioned"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "die Zentrale hat für alle Filialen SAP vorgeschrieben, da kann ich nichts machen", "intent": "objection", "objections": ["competitor", "authority"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "hat sich erledigt, mein Nachbar hat mir seinen Installateur empfohlen und der kommt nächste Woche", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wir sind happy mit Slack", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "We've chosen another vendor", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "already using Odoo and happy with it", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we're sorted, got a contract with BT", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we already have someone for that", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we've used the same garage for years and don't want to change", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "sticking with my old supplier", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "your competition was quicker", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "job's already been awarded to a firm in Leeds", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "just moved over to Microsoft", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "our software comes from Oracle and that's not going to change", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "We use Kern & Co for this and they do a great job", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "your rival got the job", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "already ordered from somebody else", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "under contract with Worcester Bosch", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "thanks but we're happy with our current agency", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we are well looked after by Sage already", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "got our own electrician for that, cheers", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we've been running on Shopify since 2018, switching isn't on the table", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "a sister company offers exactly this so naturally we go with them", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Dear Ms Tobin,\n\nThank you for your tender. After weighing up all the options we have awarded the contract to a different company.\n\nKind regards\nUna Cafferty", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "there's a framework agreement with another supplier in place", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "our accountant does all of that for us", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "our trade body gives us that for free, we don't need anything on top", "intent": "objection", "objections": ["competitor", "need"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "all covered by our partner already, no need", "intent": "objection", "objections": ["competitor", "need"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "tied to my energy supplier until 2028", "intent": "objection", "objections": ["competitor", "timing"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "The contract with our present provider doesn't end until December next year", "intent": "objection", "objections": ["competitor", "timing"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "the other company showed me references, you didn't. I trust them more", "intent": "objection", "objections": ["competitor", "trust"], "signals": ["competitor_mentioned"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "head office has mandated SAP for every branch, nothing I can do", "intent": "objection", "objections": ["competitor", "authority"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "sorted thanks, my neighbour recommended his fitter and he's coming next week", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we love Slack, not changing", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Aktuell passt es zeitlich gar nicht", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "jetzt ist ein schlechter Zeitpunkt", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "melden Sie sich bitte in drei Monaten wieder", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "nächstes Jahr gerne, dieses Jahr nicht mehr", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "haben momentan andere Prioritäten", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wir stecken gerade bis zum Hals in Arbeit", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Vor dem Sommer wird das nichts mehr", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Im Augenblick haben wir keine Zeit für ein neues Projekt", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "das müssen wir leider verschieben, bei uns ist land unter", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wir sind mit dem Jahresabschluss beschäftigt, frühestens im April", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "erst wenn der Neubau steht, also in einem Jahr", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "derzeit ruht bei uns alles wegen Personalmangel", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "zur zeit keine kapazität", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Später vielleicht. Momentan baue ich das Haus um", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "ist mir grad zu früh, wir planen erst für 2027", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Das Projekt liegt vorerst auf Eis", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wir haben Einstellungsstopp und Ausgabensperre bis Jahresende", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Fragen Sie nach der Messe nochmal nach, vorher geht bei uns nichts", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "momentan leider ungünstig, liege nach einer OP flach", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wir warten erst noch die neue Förderung ab", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "im Moment nicht, vielleicht irgendwann später", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "bin die nächsten monate auf weltreise, danach wieder", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Liebe Frau Kost,\n\nwir stehen kurz vor einer großen Systemumstellung und möchten parallel nichts Neues beginnen. Bitte kommen Sie im Herbst noch einmal auf uns zu.\n\nHerzliche Grüße\nEnno Warnke", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "heuer nicht mehr, nächstes frühjahr dann", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "grad vü z'tuan, meld di im Winter", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "jetzt grad passts überhaupt nicht, hab drei leute krank", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "noch nicht. wir müssen erst die heizung machen dann reden wir über den rest", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Vor Abschluss der Umbauarbeiten ergibt das keinen Sinn", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "bis der neue Vorstand gewählt ist, wird hier nichts entschieden", "intent": "objection", "objections": ["timing", "authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "brauchen wir momentan nicht, eventuell wenn wir wachsen", "intent": "objection", "objections": ["timing", "need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "timing doesn't work at all right now", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "now is not a good time", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "please get back to me in three months", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "next year maybe, not this one", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we have other priorities at present", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "up to our necks in work", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "nothing's going to happen before summer", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "At the moment we don't have time for a new project", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we'll have to postpone this, it's chaos here", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Busy with year end accounts, April at the earliest", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "not until the new building is up, so in a year", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "everything's paused here because we're short staffed", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "no capacity currently", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Later perhaps. I'm in the middle of renovating", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "bit early for us, we're only planning for 2027", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "The project has been shelved for the time being", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "hiring freeze and spending freeze until year end", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "ask again after the trade fair, nothing will move before that", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "bad moment, recovering from surgery", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we want to wait for the new grant scheme first", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "not at the moment, maybe some time later", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "travelling the world for the next few months, after that", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Dear Ms Cost,\n\nWe are about to go through a major system change and don't want to start anything new alongside it. Please come back to us in autumn.\n\nWarm wishes\nEwan Warnock", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "not this year, next spring then", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "flat out till winter, hit me up then", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "really doesn't suit just now, three people off sick", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "not yet. need to do the heating first then we can talk about the rest", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "it makes no sense until the building work is done", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "until the new chair is elected nothing gets decided here", "intent": "objection", "objections": ["timing", "authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we don't need it at the moment, possibly when we grow", "intent": "objection", "objections": ["timing", "need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Woher weiß ich, dass das seriös ist?", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "klingt unseriös", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Das riecht nach Betrug", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Ihr wollt doch nur mein Geld", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Ich kenne Ihre Firma nicht und überweise nichts im Voraus", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Gibt es Kunden, mit denen ich sprechen kann? Sonst habe ich kein gutes Gefühl", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Die Bewertungen im Internet sind katastrophal, darauf lass ich mich nicht ein", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "ich bin da eher misstrauisch, wer steht denn hinter der firma", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "schon mal schlechte erfahrungen mit so einem anbieter gemacht", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "das klingt alles zu gut, wo ist der Haken?", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Das sind doch leere Versprechungen", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Solange ich keine Beweise sehe, bleibe ich skeptisch", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wie sicher sind denn unsere Daten bei Ihnen? Das macht mir Sorgen", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wer garantiert mir dass das nach zwei jahren noch läuft", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "ich glaub euch kein wort", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Wir zweifeln, ob ein so junges Unternehmen das stemmen kann", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Haustürgeschäfte mach ich grundsätzlich nicht, zu viele Betrüger unterwegs", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Eine Freundin wurde von so einer Firma über den Tisch gezogen, deshalb bin ich vorsichtig", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "euch gibts ja erst seit kurzem, da warte ich lieber was andere sagen", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Mir fehlt das Vertrauen, dass Sie die Termine einhalten", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wo ist euer handelsregistereintrag? ich find nix. fake?", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Sehr geehrter Herr Ladner,\n\nbevor wir weiter verhandeln, benötigen wir prüfbare Referenzen und einen Nachweis Ihrer Haftpflichtversicherung. Ohne diese ist uns das Risiko zu groß.\n\nMit freundlichen Grüßen\nThea Junghans", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "die angaben auf eurer seite widersprechen sich, das verunsichert mich", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "schneeballsystem? ohne mich", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Hab in der Zeitung über euch gelesen, war nicht schmeichelhaft. Nein danke", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Die KI soll unsere Kundendaten auslesen? Dabei ist mir nicht wohl", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "das ist doch hokuspokus und bringt uns gar nichts", "intent": "objection", "objections": ["trust", "need"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "i trau dem ganzen ned", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "ich hab da so meine Zweifel ob das hält was es verspricht", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Zertifizierungen? TÜV? Irgendwas Offizielles müsst ihr schon vorlegen, sonst ist mir das zu unsicher", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "How do I know you're legit?", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "sounds dodgy", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "this smells like a scam", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "you're only after my money", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "I don't know your company and I'm not paying anything in advance", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Are there customers I could talk to? otherwise I don't feel comfortable", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "your reviews online are terrible, I'm not risking it", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "bit suspicious to be honest, who is behind this company", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "had a bad experience with a firm like yours before", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "too good to be true, what's the catch?", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "just empty promises", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "until I see proof I remain sceptical", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "how secure is our data with you? that worries me", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "who guarantees it'll still run in two years", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "don't believe a single word", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "We doubt that such a young company can handle this", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I never buy from cold callers, too many fraudsters about", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "a friend got ripped off by a company like this so I'm cautious", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "you've only been around a few months, I'd rather wait and see what others say", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I lack confidence that you'd meet the deadlines", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "where's your company registration? can't find it. fake?", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "Dear Mr Ladd,\n\nBefore negotiating further we require verifiable references and proof of your liability insurance. Without those the risk is too great for us.\n\nKind regards\nThea Young", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "the info on your site is contradictory, that makes me uneasy", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "pyramid selling? count me out", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "read about you in the paper, wasn't flattering. no thanks", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "an AI reading our client records? not comfortable with that", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "snake oil, and no use to us anyway", "intent": "objection", "objections": ["trust", "need"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "can't say I trust this whole thing", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I have my doubts whether it delivers what it promises", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "any certification? accreditation? I'd need something official, too risky otherwise", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Das entscheide nicht ich, sondern mein Chef", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "muss ich erst mit meinem Partner absprechen", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ich bin nicht entscheidungsbefugt", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "das muss erst durch die geschäftsleitung genehmigt werden", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "darüber befindet der Aufsichtsrat, nicht ich", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ohne die Freigabe vom Einkauf kann ich nichts bestellen", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "meine frau muss da auch ja sagen", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ich kann das nur weitergeben, die Entscheidung liegt bei der Leitung", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "das muss ich intern abstimmen, da haben mehrere mitzureden", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "der Inhaber entscheidet über sowas selbst, ich bin nur angestellt", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "muss erst meine Eltern fragen", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Darüber muss erst die Vollversammlung abstimmen", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "bei uns unterschreibt nur der Prokurist", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "da sind mir leider die hände gebunden, das läuft über die zentrale", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ich rede mal mit meinem Mann, allein mach ich da nix", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Unsere Rechtsabteilung und die IT müssen das erst prüfen und freigeben", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "der Vermieter muss einverstanden sein, sonst geht nichts", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "ich als assistentin habe da keine befugnis", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Sehr geehrter Herr Falk,\n\neine Beauftragung bedarf der Zustimmung unserer Gesellschafter. Ich selbst habe in dieser Angelegenheit keine Entscheidungskompetenz.\n\nMit freundlichen Grüßen\nJutta Brehm", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "das muss der Boss absegnen", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "i muass no mit da Chefin redn", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "da muss ich noch Rücksprache halten mit der Bereichsleitung", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Hab kein eigenes Budget, das gibt nur der Abteilungsleiter frei", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "meine Geschwister sind Miteigentümer und müssen alle zustimmen", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Solche Verträge schließt bei uns ausschließlich das Headquarter ab", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "ich würd ja, aber mein Teamlead blockt", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "das müsste die Pflegedirektion wollen, und die sieht keinen Bedarf", "intent": "objection", "objections": ["authority", "need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "kann ich so nicht zusagen, wir sind zu dritt in der Praxis und entscheiden gemeinsam", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Der Pfarrgemeinderat muss drüber abstimmen", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Als Azubine hab ich da wirklich nichts zu melden 😅", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "It's not my decision, it's my boss's", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I need to discuss it with my partner first", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I'm not authorised to decide that", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "it needs approval from management first", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "that's up to the supervisory board, not me", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "can't order anything without procurement's approval", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "my wife has to say yes as well", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I can only pass it on, the decision lies with the leadership", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "have to align internally, several people have a say in it", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "the owner decides things like that himself, I just work here", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "gotta ask my parents first", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "the general assembly has to vote on it first", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "only the finance director signs contracts here", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "my hands are tied, it all goes through HQ", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "let me talk to my husband, I don't do these things on my own", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Legal and IT have to review and clear it first", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "the landlord has to agree otherwise it's a no go", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "as an assistant I have no authority there", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Dear Mr Falk,\n\nAny engagement requires the consent of our shareholders. I have no decision-making power in this matter.\n\nRegards\nJudith Brem", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "boss needs to sign it off", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "above my pay grade I'm afraid", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I'd have to get back to you after checking with my line manager", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "no budget of my own, only the department head can release it", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "my siblings are co-owners and all have to agree", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "contracts like that are only made by headquarters", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I would but my team lead is blocking it", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "matron would have to want it and she sees no need", "intent": "objection", "objections": ["authority", "need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "can't promise, there are three of us in the practice and we decide jointly", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "the parish council needs to vote on it", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I'm just the intern, I've got no say 😅", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Kein Bedarf, danke", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "brauchen wir nicht", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wir kommen auch so gut zurecht", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Unser System funktioniert einwandfrei, wir sehen keinen Anlass für eine Änderung", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wozu? läuft doch", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Das haben wir schon alles selbst gebaut", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "für uns nicht relevant, wir machen nur B2B", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ich sehe da keinen Mehrwert", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "bringt mir nix", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wir sind ein zweimannbetrieb, da braucht man sowas nicht", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Bei uns gibt es so ein Problem gar nicht", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "hab gar kein Dach, wohne im Hochhaus", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Danke nein, passt nicht zu unserem Geschäft", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ich geh nächstes Jahr in Pension, für mich lohnt sich das nicht mehr", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "unsere leute können das alle schon", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "nicht nötig, wir haben unsere eigenen Trainer im Haus", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "das ist völlig überflüssig", "intent": "objection", "objections": ["need"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "was soll der quatsch, das braucht kein mensch", "intent": "objection", "objections": ["need"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Wir haben voriges Jahr eine neue Anlage bekommen, sind also ausgestattet", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Unsere Prozesse sind schlank, eine zusätzliche Lösung wäre überdimensioniert", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "das ist für größere Firmen gedacht, nicht für uns", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wir vermieten gar nicht mehr, insofern hat sich das Thema erübrigt", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "hobbymäßig brauch ich sowas nicht", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Sehr geehrte Frau Ott,\n\nnach interner Prüfung sehen wir für eine solche Lösung derzeit keine Einsatzmöglichkeit in unserem Haus.\n\nFreundliche Grüße\nVolker Zeh", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "des brauch ma ned", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "mir send da scho guat aufgstellt", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "kein interesse an dem thema, wir haben das längst gelöst", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Mein Excel reicht völlig aus", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "eigentlich fehlt uns nichts", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ich wüsste nicht was mir das bringen soll", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "no need, thanks", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we don't need it", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we're getting along fine without it", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Our system works perfectly well, we see no reason to change anything", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "why? it works", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we've built all of that ourselves already", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "not relevant to us, we only do B2B", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I don't see the added value", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "wouldn't do anything for me", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "two man band here, no need for that sort of thing", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we simply don't have that problem", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "don't even have a roof, I live in a tower block", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "thanks but no, doesn't fit our business", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "retiring next year so not worth it for me", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "my guys can all do that already", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "not necessary, we have our own trainers in house", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "completely unnecessary", "intent": "objection", "objections": ["need"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "what nonsense, nobody needs that", "intent": "objection", "objections": ["need"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "got new kit last year so we're all set", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "our processes are lean, an extra solution would be overkill", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "that's meant for bigger companies, not for us", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we stopped letting properties so it's no longer an issue", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "just a hobby for me, don't need anything like that", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Dear Ms Otter,\n\nHaving looked into it internally, we currently see no application for a solution of this kind in our organisation.\n\nKind regards\nVictor Day", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "nah we're good", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we're pretty well set up already", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "no interest in that topic, we solved it long ago", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "my spreadsheet is enough", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "not missing anything really", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I wouldn't know what to use it for", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ja, wir nehmen das Angebot an", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "Bitte schicken Sie mir den Vertrag", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "ok ich kaufs", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "machen wir! wie läuft die bezahlung ab?", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "Wir würden gerne bestellen, 10 Stück bitte", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "Einverstanden. Wohin soll ich überweisen?", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "bin dabei, schick mir den link zum zahlen", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "Hiermit erteile ich Ihnen den Auftrag", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "Wir sind uns einig. Setzen Sie bitte den Vertrag auf", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "dann buchen wir das große paket, start zum ersten", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "Super, wir wollen loslegen. Wann kann es losgehen?", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "meld mich bitte für den kurs an, ich zahl gleich", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "die unterschrift kriegst du morgen, leg schon mal los", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "Guten Tag Herr Brosi,\n\ngerne bestätigen wir Ihnen die Zusammenarbeit. Den unterzeichneten Vertrag finden Sie im Anhang, die Anzahlung erfolgt Ende der Woche.\n\nBeste Grüße\nNina Ehret", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "Der Vorstand hat grünes Licht gegeben, bitte senden Sie uns die Bestellunterlagen", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "passt so, her mit dem vertrag", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "gekauft!", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "passt, mach ma. schick die rechnung", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "wir entscheiden uns für Variante B, bitte Auftragsbestätigung", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "reservieren Sie mir zwei Plätze verbindlich", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "de", "text": "Welche Zahlungsbedingungen haben Sie?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Kann ich auch per Rechnung zahlen?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wie sind die Kündigungsfristen im Vertrag?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wann wäre der früheste Starttermin wenn ich heute zusage", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Gibt es Skonto bei sofortiger Zahlung?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Bietet ihr auch Leasing oder Finanzierung an?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Angenommen wir unterschreiben im Mai, wann wird geliefert?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wie lang ist die Mindestlaufzeit und wann wird abgebucht?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "kann man den vertrag auch auf zwei firmen laufen lassen", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Muss ich alles auf einmal bezahlen oder gehen Monatsraten?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Yes, we accept the offer", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "Please send me the contract", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "ok I'll buy it", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "let's do this! how do I pay?", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "We would like to order, 10 units please", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "Agreed. Where should I transfer the money?", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "I'm in, send me the payment link", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "I hereby place the order with you", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "We have a deal. Please draw up the contract", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "we'll book the large package then, starting on the first", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "great, we want to get started. when can we begin?", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "please sign me up for the course, I'll pay right now", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "you'll have my signature tomorrow, go ahead and start", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "Hello Mr Brosnan,\n\nWe are happy to confirm our cooperation. Please find the signed contract attached, the deposit will follow at the end of the week.\n\nBest regards\nNina Earhart", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "The board gave us the go-ahead, please send the order documents", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "looks right, bring on the contract", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "sold!", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "good for us, send the bill", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "we're going with option B, please confirm the order", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "reserve two places for me, binding", "intent": "interested", "signals": ["buying_signal"], "sentiment": "positive", "urgency": "medium"}
{"language": "en", "text": "What are your payment terms?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "can I pay by invoice?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "what's the notice period in the contract?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "what would be the earliest start date if I say yes today", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "is there a discount for paying upfront?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "do you offer leasing or finance?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "supposing we sign in May, when would delivery be?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "how long is the minimum term and when is it debited?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "can the contract be in the name of two companies", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "do I have to pay it all at once or are monthly instalments ok?", "intent": "question", "signals": ["buying_signal"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wann können wir telefonieren?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "hast du morgen zeit für einen call?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Können wir einen Termin ausmachen?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Lassen Sie uns nächste Woche zusammensetzen", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "wollen wir uns mal auf einen kaffee treffen?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Ginge auch Donnerstag statt Mittwoch?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "rufen Sie mich bitte morgen vormittag an", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Können Sie vorbeikommen und sich das vor Ort ansehen?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Bitte um Terminvorschläge für eine Online-Vorstellung", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "kurzes teams meeting am freitag?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "muss unseren Termin verschieben, geht der 24. bei Ihnen?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Dienstag wird mir zu eng, lieber Mittwoch 14 Uhr?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "komm doch einfach nächste woche mal rum", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Vereinbaren Sie bitte einen Besichtigungstermin mit meiner Assistentin", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Guten Tag Frau Riedl,\n\nwie besprochen möchte ich gern einen Gesprächstermin vereinbaren. Mir würde der 3. oder 4. Juli zusagen.\n\nViele Grüße\nFalk Menge", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "ruf mi an wennst Zeit hast, ab 5 bin i daheim", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Wäre Ihnen ein Videogespräch am Montag recht?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Telefonat morgen um 9 möglich?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "können wir das auf übermorgen legen?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Am Donnerstag wär ich in der Nähe, soll ich bei euch vorbeischauen?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Sehr spannend! Können wir dazu telefonieren?", "intent": "interested", "signals": ["meeting_request"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Ihr Ansatz gefällt uns. Gerne würden wir Sie zu einem Gespräch einladen, nächste Woche Dienstag?", "intent": "interested", "signals": ["meeting_request"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "find ich super, lass uns mal quatschen die tage", "intent": "interested", "signals": ["meeting_request"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Termin bestätigt, bis morgen", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "14 Uhr passt mir", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "ja freitag geht bei mir", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Bin leider krank und muss den Termin absagen", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "komme 10 min später, sorry", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "sitze noch im meeting, können wir 15 min später anfangen", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Bin schon da, parke vor dem Haus", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Wir sehen uns dann am Mittwoch um 10", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Der Link zum Meeting funktioniert, bin um drei drin", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Muss den Termin leider ersatzlos streichen, ich melde mich wieder", "intent": "scheduling", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "kann morgen doch nicht, tut mir leid", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Termin steht, ich bringe meinen Kollegen mit", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Alles klar, halb neun bei Ihnen im Büro", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "ok dann bis Donnerstag", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "schaffe es heute nicht mehr, auto springt nicht an", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "When can we speak on the phone?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "got time for a call tomorrow?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "Could we set up an appointment?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "let's sit down together next week", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "fancy meeting for a coffee?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "would Thursday work instead of Wednesday?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "please call me tomorrow morning", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "can you come over and have a look on site?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "Please suggest some dates for an online presentation", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "quick teams meeting on friday?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "need to reschedule, would the 24th work for you?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "Tuesday's getting tight, rather Wednesday 2pm?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "just drop by next week", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "please arrange a viewing with my assistant", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "Hello Ms Riddle,\n\nAs discussed I would like to arrange a meeting. The 3rd or 4th of July would suit me.\n\nBest wishes\nFalk Menzies", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "give me a ring whenever, home from 5", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "Would a video call on Monday be convenient?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "phone call at 9 tomorrow possible?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "can we move that to the day after tomorrow?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "I'll be in the area Thursday, shall I pop in?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "Very exciting! Can we get on a call about it?", "intent": "interested", "signals": ["meeting_request"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "We like your approach and would love to invite you for a chat, Tuesday next week?", "intent": "interested", "signals": ["meeting_request"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "brilliant, let's catch up about it this week", "intent": "interested", "signals": ["meeting_request"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "appointment confirmed, see you tomorrow", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "2pm suits me", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "yes friday works for me", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "I'm ill and have to cancel the appointment", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "will be 10 min late, sorry", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "still in a meeting, can we start 15 min later", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "I'm here already, parked outside", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "see you Wednesday at 10 then", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "the meeting link works, I'll be on at three", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "I have to scrap the appointment altogether, will be in touch", "intent": "scheduling", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "can't make it tomorrow after all, apologies", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "appointment stands, bringing my colleague", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "sounds good, half eight at your office", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "ok see you thursday then", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "won't manage it today, car won't start", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Wie stelle ich den Alarm ab? Brauche sofort eine Antwort", "intent": "question", "signals": ["urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "de", "text": "Hilfe, nichts geht mehr, was soll ich tun??? dringend", "intent": "question", "signals": ["urgent_request"], "sentiment": "negative", "urgency": "high"}
{"language": "de", "text": "ich brauche die rechnungsnummer jetzt gleich, wo find ich die", "intent": "question", "signals": ["urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "de", "text": "Bitte rufen Sie mich sofort zurück", "intent": "scheduling", "signals": ["meeting_request", "urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "de", "text": "kannst du jetzt gleich anrufen? ist dringend", "intent": "scheduling", "signals": ["meeting_request", "urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "de", "text": "Ich brauche noch heute einen Techniker vor Ort, geht das?", "intent": "scheduling", "signals": ["meeting_request", "urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "de", "text": "haben Sie heute noch eine halbe Stunde für mich? Morgen ist es zu spät", "intent": "scheduling", "signals": ["meeting_request", "urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "de", "text": "Nehmen wir! Bitte sofort den Vertrag schicken, um 15 Uhr läuft die Frist ab", "intent": "interested", "signals": ["buying_signal", "urgent_request"], "sentiment": "positive", "urgency": "high"}
{"language": "de", "text": "ok gekauft, aber ich brauchs heute noch, geht das?", "intent": "interested", "signals": ["buying_signal", "urgent_request"], "sentiment": "positive", "urgency": "high"}
{"language": "de", "text": "Sehr interessiert! Bitte heute noch alle Infos, ich muss es um 16 Uhr vorstellen", "intent": "interested", "signals": ["urgent_request"], "sentiment": "positive", "urgency": "high"}
{"language": "de", "text": "EILT: Welche Unterlagen muss ich bis heute Mittag einreichen?", "intent": "question", "signals": ["urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "de", "text": "alarm seit einer stunde, was machen?? asap bitte", "intent": "question", "signals": ["urgent_request"], "sentiment": "negative", "urgency": "high"}
{"language": "de", "text": "Muss es in einer stunde abgeben, kann mir bitte schnell jemand den code sagen", "intent": "question", "signals": ["urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "de", "text": "Das Wasser steht im Keller, wer kann jetzt sofort kommen?", "intent": "question", "signals": ["urgent_request"], "sentiment": "negative", "urgency": "high"}
{"language": "de", "text": "hätte nur heute um 12 zeit, klappt das spontan?", "intent": "scheduling", "signals": ["meeting_request", "urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "en", "text": "how do I switch the alarm off? need an answer immediately", "intent": "question", "signals": ["urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "en", "text": "help, nothing works any more, what do I do??? urgent", "intent": "question", "signals": ["urgent_request"], "sentiment": "negative", "urgency": "high"}
{"language": "en", "text": "I need the invoice number right now, where is it", "intent": "question", "signals": ["urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "en", "text": "please call me back at once", "intent": "scheduling", "signals": ["meeting_request", "urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "en", "text": "can you ring right now? it's urgent", "intent": "scheduling", "signals": ["meeting_request", "urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "en", "text": "I need a technician on site today, possible?", "intent": "scheduling", "signals": ["meeting_request", "urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "en", "text": "do you have half an hour for me today? tomorrow is too late", "intent": "scheduling", "signals": ["meeting_request", "urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "en", "text": "we'll take it! send the contract immediately please, deadline is 3pm", "intent": "interested", "signals": ["buying_signal", "urgent_request"], "sentiment": "positive", "urgency": "high"}
{"language": "en", "text": "ok bought, but I need it today, can you do that?", "intent": "interested", "signals": ["buying_signal", "urgent_request"], "sentiment": "positive", "urgency": "high"}
{"language": "en", "text": "very interested! please send everything today, I have to present it at 4", "intent": "interested", "signals": ["urgent_request"], "sentiment": "positive", "urgency": "high"}
{"language": "en", "text": "URGENT: which documents do I have to hand in by noon today?", "intent": "question", "signals": ["urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "en", "text": "alarm going for an hour, what to do?? asap please", "intent": "question", "signals": ["urgent_request"], "sentiment": "negative", "urgency": "high"}
{"language": "en", "text": "have to submit within the hour, can someone quickly tell me the code", "intent": "question", "signals": ["urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "en", "text": "water in the basement, who can come straight away?", "intent": "question", "signals": ["urgent_request"], "sentiment": "negative", "urgency": "high"}
{"language": "en", "text": "I'm only free today at 12, can you do it at short notice?", "intent": "scheduling", "signals": ["meeting_request", "urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "de", "text": "Was ist der Unterschied zu Asana?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Kann ich meine Daten aus Salesforce importieren?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wie schneidet ihr im vergleich mit Monday ab?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wir nutzen derzeit Trello, lässt sich das anbinden?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "seid ihr besser als Check24?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wir haben auch ein Angebot von SMA vorliegen, warum soll ich eures nehmen?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Bin mit meinem jetzigen Anbieter unzufrieden und offen für Neues", "intent": "interested", "signals": ["competitor_mentioned"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "wir wollen weg von SAP, erzählen Sie mal", "intent": "interested", "signals": ["competitor_mentioned"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Unser bisheriger Lieferant ist insolvent, daher sind wir sehr interessiert", "intent": "interested", "signals": ["competitor_mentioned"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Wir haben uns von unserer alten Agentur getrennt und suchen Ersatz", "intent": "interested", "signals": ["competitor_mentioned"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Arbeite nicht mit Zoho, hab noch gar kein System. Klingt gut bei euch", "intent": "interested", "signals": ["competitor_mentioned"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Unser Vertrag mit Personio endet bald, könnten wir nächste Woche sprechen?", "intent": "interested", "signals": ["competitor_mentioned", "meeting_request"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "habt ihr eine schnittstelle zu hubspot, das nutzen wir gerade", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Bei der Konkurrenz steht ihr ganz schön im Ruf 😄", "intent": "other", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "What's the difference to Asana?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Can I import my data from Salesforce?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "how do you compare to Monday?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "We currently use Trello, can that be connected?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "are you better than Checkatrade?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "We also have an offer from SunPower on the table, why should I take yours?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "unhappy with my present provider and open to something new", "intent": "interested", "signals": ["competitor_mentioned"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "we want to get away from SAP, tell me more", "intent": "interested", "signals": ["competitor_mentioned"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "Our previous supplier went bust so we're very interested", "intent": "interested", "signals": ["competitor_mentioned"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "We parted ways with our old agency and need a replacement", "intent": "interested", "signals": ["competitor_mentioned"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "don't use Zoho, don't have any system yet. Yours sounds good", "intent": "interested", "signals": ["competitor_mentioned"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "Our Personio contract ends soon, could we speak next week?", "intent": "interested", "signals": ["competitor_mentioned", "meeting_request"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "is there an integration with hubspot, that's what we use now", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "you've got quite a reputation with the competition 😄", "intent": "other", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Falsch verbunden", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Sie haben sich verwählt", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "ich bin nicht der, den sie suchen", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Hier gibt es keinen Herrn Wagner", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ich glaub die Nachricht war nicht für mich bestimmt", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "damit hab ich nichts zu tun", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Das ist eine Privatnummer, keine Firma", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Bin schon lange nicht mehr bei dieser Firma", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "falsche person, ich hab mich nie für irgendwas angemeldet", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Dafür bin ich leider nicht zuständig", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "die nummer gehört nicht mehr der schreinerei, ich hab sie neu bekommen", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wer ist da? kenne ich nicht, sie verwechseln mich", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ich bin Rentner und kein Unternehmer, da liegt ein Irrtum vor", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ich habe hier nur Ferienjob, mit Bestellungen hab ich nix am Hut", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Für den Einkauf ist Frau Moser verantwortlich, ich nicht: moser@example.org", "intent": "other", "signals": ["wrong_person", "referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Da müssen Sie sich an meinen Kollegen Herrn Brandt wenden, ich mache nur Marketing", "intent": "other", "signals": ["wrong_person", "referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "nicht mein Bereich. Ansprechpartnerin ist die Kollegin aus der Technik, Frau Lutz, DW 14", "intent": "other", "signals": ["wrong_person", "referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Hab die Firma verlassen, mein Nachfolger heißt Tobias Frey, t.frey@example.org", "intent": "other", "signals": ["wrong_person", "referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ich bin da raus. Bitte an die Hausverwaltung Sturm wenden", "intent": "other", "signals": ["wrong_person", "referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Mein Bruder könnte das brauchen, ruf ihn mal an: 0171 3920201", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ich kenne jemanden, der Interesse hätte: Frau Weiß von der Apotheke", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "hab euch meinem nachbarn empfohlen, der meldet sich oder du schreibst ihm: 0171 3920202", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Hätte da eine Empfehlung für Sie: die Gärtnerei Blum sucht gerade einen Anbieter", "intent": "other", "signals": ["referral"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "frag mal die Sabine aus Gruppe 3, die sucht sowas", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ein Freund von mir sucht genau sowas, hier seine Nummer 0171 3920203", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "mein Chef im zweiten Job braucht auch eine neue Website, kontaktieren Sie ihn gern, max.k@example.org", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "gebt dem Karl Bescheid, der wollt auch eine Anlage. Grüße von mir", "intent": "other", "signals": ["referral"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Versuchen Sie es bei der Feuerwehr Neudorf, die wollen umrüsten", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Klingt toll! Und meine Kollegin interessiert sich auch dafür, schreib ihr: 0171 3920204", "intent": "interested", "signals": ["referral"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "wrong number", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "you've dialled the wrong number", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I'm not who you're looking for", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "There's no Mr Wagner here", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I don't think this message was intended for me", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "nothing to do with me", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "this is a private number, not a business", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I left that company ages ago", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "wrong person, I never signed up for anything", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I'm not responsible for that I'm afraid", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "number doesn't belong to the joinery any more, I got it new", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "who is this? don't know you, you're confusing me with someone", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I'm a pensioner not a business owner, there's been a mistake", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "only got a summer job here, nothing to do with orders", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Mrs Moser is responsible for purchasing, not me: moser@example.org", "intent": "other", "signals": ["wrong_person", "referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "You need to contact my colleague Mr Brand, I only do marketing", "intent": "other", "signals": ["wrong_person", "referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "not my area. The contact is our colleague in engineering, Ms Lutz, ext 14", "intent": "other", "signals": ["wrong_person", "referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I've left the company, my replacement is Toby Fry, t.fry@example.org", "intent": "other", "signals": ["wrong_person", "referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I'm no longer involved. Please turn to Storm property management", "intent": "other", "signals": ["wrong_person", "referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "my brother could use this, give him a call: 07700 900201", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I know someone who'd be interested: Mrs White from the pharmacy", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "recommended you to my neighbour, he'll be in touch or text him on 07700 900202", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "got a recommendation for you: Bloom nurseries is looking for a supplier", "intent": "other", "signals": ["referral"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "ask Sabrina in group 3, she's looking for something like this", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "A friend of mine is after exactly that, here's his number 07700 900203", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "my boss at my second job needs a new website too, feel free to contact him, max.k@example.org", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "let Karl know, he wanted a system too. say hi from me", "intent": "other", "signals": ["referral"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "try the fire station in Newton, they want to upgrade", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Sounds great! My colleague is interested too, text her: 07700 900204", "intent": "interested", "signals": ["referral"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Ich möchte mit einem Mitarbeiter sprechen", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "bitte einen menschen", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "keine lust auf chatbot, gib mir wen echtes", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Schreibe ich hier mit einer KI? Bitte verbinden Sie mich mit einer realen Person", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Kann ich mit jemandem aus Ihrem Team persönlich reden?", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Sind Sie ein echter Mensch? Ich hätte eine Frage zur Garantie", "intent": "question", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Kann mir das ein Berater am Telefon erklären statt dem Bot? Es geht um die Fördersätze", "intent": "question", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "ihr scheiss bot kapiert nix, ich will einen echten mitarbeiter, mein konto ist seit tagen gesperrt", "intent": "complaint", "signals": ["wants_human"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Immer nur automatische Antworten! Mein Ersatzteil fehlt seit 2 Wochen. Ein Mensch soll sich bis morgen melden", "intent": "complaint", "signals": ["wants_human"], "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "Mitarbeiter", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Bitte leiten Sie mich an einen Kollegen weiter, der kein Roboter ist", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "reden sie mit mir nicht per computer, ich will ein persönliches gespräch mit einem berater", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I'd like to speak to a member of staff", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "a human please", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "don't want a chatbot, give me somebody real", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Am I writing to an AI? Please connect me to a real person", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "can I talk to someone on your team in person?", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Are you a real human? I had a question on the warranty", "intent": "question", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "could an adviser explain this on the phone instead of the bot? It's about funding rates", "intent": "question", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "your stupid bot doesn't get anything, I want a real employee, my account's been locked for days", "intent": "complaint", "signals": ["wants_human"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "nothing but automated answers! my spare part has been missing for 2 weeks. a human needs to get back to me by tomorrow", "intent": "complaint", "signals": ["wants_human"], "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "agent", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "please forward me to a colleague who isn't a robot", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "stop talking to me through a computer, I want a personal conversation with an adviser", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Stop", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "STOPP", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "stop bitte", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Abmelden bitte", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Newsletter abbestellen", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Bitte löschen Sie meine Daten", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "bitte meine nummer löschen, danke", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Keine Werbung mehr bitte", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Bitte keine weiteren E-Mails", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Ich möchte keine Nachrichten mehr bekommen", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "bitte nicht mehr schreiben", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "lasst mich in ruhe", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Hört endlich auf mich anzurufen!", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "de", "text": "noch eine mail und ich zeig euch an", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "de", "text": "schluss jetzt mit diesen nachrichten, löscht mich", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "de", "text": "lass mich einfach in ruhe, kapiert?", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Nerv nicht. Nummer raus.", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "de", "text": "ich hab gesagt keine anrufe mehr!!!", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Bitte entfernen Sie meine E-Mail-Adresse aus Ihrer Datenbank", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Ich widerspreche der Nutzung meiner Daten für Werbung", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "ich bitte um vollständige Löschung aller über mich gespeicherten Informationen", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Bitte nehmt mich von der Liste", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "bitte austragen aus dem newsletter", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Ich habe kein Interesse und möchte auch künftig nichts mehr von Ihnen hören", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Unterlassen Sie bitte weitere Anrufe", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Bitte kontaktieren Sie mich nicht mehr", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Schicken Sie mir nichts mehr", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "will das nicht mehr kriegen", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Widerruf meiner Einwilligung nach Art. 7 DSGVO", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Recht auf Löschung: bitte alle Daten zu meiner Person vernichten", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "sperren Sie meine Nummer für Werbeanrufe", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Meine Rufnummer steht ab sofort nicht mehr zur Verfügung, bitte aus dem Bestand nehmen", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "setzt mich bitte auf eure sperrliste", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Frechheit, woher haben Sie meine Daten? Sofort löschen!", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "de", "text": "ihr seid ab jetzt blockiert. tschüss", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Ruft mich NIE wieder an", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "de", "text": "mog nix mehr hearn von eich, bitte streichts mi", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Bitte keni Nachrichte meh schicke, merci", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Grüezi, bitte streichen Sie mich von Ihrer Adressliste. Besten Dank", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Danke, aber bitte keine weiteren Angebote mehr", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Ich bin nicht mehr interessiert, bitte nehmen Sie mich aus der Kartei", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Sehr geehrte Damen und Herren,\n\nwir fordern Sie auf, die Zusendung von Werbung an diese Adresse mit sofortiger Wirkung einzustellen und unsere Daten zu löschen.\n\nMit freundlichen Grüßen\nSekretariat Bolte GmbH", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Guten Tag, eine weitere Kontaktaufnahme ist nicht erwünscht. Gruß", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "wir verzichten dankend auf weitere Zusendungen", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Bitte vergessen Sie, dass es mich gibt, und schreiben Sie mir nicht mehr", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Kann man euch irgendwo abbestellen? ich will raus", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "raus aus dem verteiler bitte", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "meine mutter ist gestorben, bitte alle daten löschen und keine post mehr", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Diese Firma existiert nicht mehr, bitte aus dem Verteiler nehmen", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "ich habe dem NIE zugestimmt, das ist unzulässige werbung. letzte warnung", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "de", "text": "nein danke, kein kontakt mehr bitte", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Belästigen Sie jemand anderen. Ende der Konversation, keine weiteren Nachrichten", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Einwilligung widerrufen", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Abo kündigen, will eure Nachrichten nicht mehr", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "von weiteren Nachrichten bitte ich abzusehen", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "hiermit untersage ich Ihnen jede weitere Kontaktaufnahme", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "STOP ALL", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "stop please", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "unsubscribe me please", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "cancel newsletter", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "Please delete my data", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "delete my number please, thanks", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "no more ads please", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "No further emails please", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "I don't want to receive any more messages", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "please don't write to me anymore", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "leave me alone", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "en", "text": "stop calling me!", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "en", "text": "one more mail and I'll report you", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "en", "text": "enough of these messages, delete me", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "en", "text": "just leave me alone, got it?", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "en", "text": "quit bugging me. number off.", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "en", "text": "I said no more calls!!!", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "en", "text": "Please remove my email address from your database", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "I object to my data being used for advertising", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "I request complete deletion of all information stored about me", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "please get me off the list", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "remove me from the newsletter", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "not interested and I don't want to hear from you in future either", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "please refrain from further calls", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "please don't contact me any more", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "don't send me anything else", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "don't wanna get this stuff anymore", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "withdrawing my consent under GDPR article 7", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "right to erasure: please destroy all data relating to me", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "block my number for marketing calls", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "my number is no longer available to you, take it out of your records", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "put me on your do not call list", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "outrageous, where did you get my details? delete them immediately!", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "en", "text": "you're blocked from now on. bye", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "en", "text": "NEVER call me again", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "en", "text": "opt me out", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "opt-out", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "please cross me off your address list. Many thanks", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "thanks but please no further offers", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "I'm no longer interested, take me out of your system", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "Dear Sir or Madam,\n\nWe ask you to cease sending advertising to this address with immediate effect and to delete our data.\n\nRegards\nSecretary's Office, Bolton Ltd", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "Hello, further contact is not wanted. Regards", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "we'd prefer not to get any more mailings", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "please forget I exist and stop writing", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "where can I unsubscribe? I want out", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "end subscription", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "my mother passed away, please erase all her data and send no more post", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "This company no longer exists, please take it off the mailing list", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "I NEVER agreed to this, it's unlawful. last warning", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "en", "text": "no thanks, no more contact please", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "go bother someone else. end of conversation, no further messages", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "en", "text": "consent revoked", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "stop sending me your messages", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "kindly desist from contacting this office again", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "I hereby forbid you any further contact", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "do not email me again please", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "en", "text": "please stop", "intent": "opt_out", "sentiment": "neutral", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Stopp, ich meinte die andere Variante", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Hör nicht auf mit den tollen Tipps, die lese ich gern!", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Bitte weiter schicken, ich freu mich immer über eure Nachrichten", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Bitte löschen Sie den alten Entwurf, der neue kommt gleich", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "hab die mail versehentlich gelöscht, kannst du sie nochmal schicken?", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wie kann ich mich von dem einen Modul abmelden, das ich doppelt gebucht habe?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Stopp, doch nicht 9 Uhr sondern 10", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Wie lange ist die Kündigungsfrist bei meinem alten Versorger, wisst ihr das?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ich hab mein Abo beim Fitnessstudio gekündigt, nicht bei euch", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Muss ich mein Auto abmelden bevor ich es in Zahlung gebe?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "bitte streichen Sie Punkt 4 aus dem Protokoll", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Kann ich einzelne Nutzer später wieder aus dem System entfernen?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "stop, I meant the other version", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "don't stop sending these tips, love them!", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "keep them coming, always happy to hear from you", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "please delete the old draft, the new one is on its way", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "accidentally deleted your mail, can you send it again?", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "how do I unregister from the module I booked twice?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "stop, not 9 but 10 o'clock", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "what's the notice period at my old supplier, any idea?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I cancelled my gym membership, not yours", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "can I remove single users from the system later on?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "please strike item 4 from the minutes", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I'll stop by your office at 3 as agreed", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "does the bus stop near your showroom", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Abwesenheitsnotiz: Ich bin vom 3. bis 17. Juli nicht erreichbar. Ihre E-Mail wird nicht weitergeleitet.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Ich bin im Urlaub und ab dem 5. wieder zurück.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Automatische Antwort: Derzeit bin ich außer Haus.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Vielen Dank für Ihre Anfrage. Wir werden uns schnellstmöglich bei Ihnen melden. Dies ist eine automatische Nachricht.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Ihre Nachricht konnte nicht zugestellt werden. Der Empfänger wurde nicht gefunden.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Unzustellbar: Ihre Anfrage. Das Postfach des Empfängers ist voll.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Ihr Anliegen wurde unter der Nummer 2024-5567 registriert. Bitte geben Sie diese bei Rückfragen an.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Wir haben Ihre E-Mail erhalten und werden sie zeitnah bearbeiten. Ihr Serviceteam", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Hallo, danke für deine Nachricht. Unser Büro ist von Montag bis Freitag von 9 bis 17 Uhr besetzt. Wir antworten dir so rasch wie möglich.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Bin bis Ende des Monats in Karenz, Vertretung: Frau Egger, egger@example.org", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Aufgrund einer Fortbildung bin ich heute und morgen nicht am Platz. In eiligen Angelegenheiten wenden Sie sich bitte an die Zentrale.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Diese Mailbox wird nicht überwacht. Bitte antworten Sie nicht auf diese Nachricht.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Sie haben unsere Mailbox erreicht. Wir rufen zurück, sobald wir wieder verfügbar sind.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Lesebestätigung: Ihre Nachricht \"Angebot 311\" wurde am 03.02. um 09:14 gelesen.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Ich habe das Unternehmen zum 31.3. verlassen. Diese Adresse wird nicht mehr abgerufen, bitte wenden Sie sich an info@example.org. (automatische Nachricht)", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Mail delivery failed: Zielserver antwortet nicht, es erfolgen weitere Zustellversuche.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Vielen Dank für Ihr Schreiben. Ich befinde mich vom 1. bis 20. September in Kur. Mein Postfach wird in dieser Zeit nicht gelesen.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Danke für deine WhatsApp! Unser Laden öffnet wieder am Dienstag um 10 Uhr. Bis dahin bitte etwas Geduld 🙏", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "[Ticket 88120] Ihr Ticket wurde erstellt. Ein Mitarbeiter meldet sich innerhalb von 24 Stunden.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Guten Tag, wegen Umzugs ist unser Büro bis Freitag geschlossen. E-Mails werden ab Montag beantwortet.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Die SMS konnte nicht zugestellt werden. Fehlercode 21", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Ich bin auf Geschäftsreise mit eingeschränktem Zugriff auf meine Mails und antworte Ihnen nach meiner Rückkehr.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Ich fahre gerade und kann nicht antworten. Diese Nachricht wurde automatisch gesendet.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Herzlichen Dank für Ihre Mitteilung. Wir haben Betriebsurlaub bis 24. August.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Abwesend bis 12.4. Bitte in dringenden Fällen an teamleitung@example.org schreiben", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "Ihre Anfrage ist eingegangen. Die Bearbeitungszeit beträgt derzeit ca. 3 Arbeitstage. Bitte sehen Sie von Rückfragen ab.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Out of office: I'm away from 3 to 17 July. Your email will not be forwarded.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "I am on holiday and back on the 5th.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Automatic reply: I am currently out of the office.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Thank you for your enquiry. We will get back to you as soon as possible. This is an automated message.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Your message could not be delivered. The recipient was not found.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Undeliverable: your enquiry. The recipient's mailbox is full.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Your request has been registered under number 2024-5567. Please quote it in any queries.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "We have received your email and will process it shortly. Your service team", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Hi, thanks for your message. Our office is staffed Monday to Friday 9 to 5. We will reply as soon as we can.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "On parental leave until the end of the month, covering for me: Ms Egger, egger@example.org", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Due to a training course I'm away from my desk today and tomorrow. For urgent matters please contact reception.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "This mailbox is unmonitored. Please do not reply to this message.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "You have reached our voicemail. We'll call back as soon as we're available.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Read receipt: your message \"Quote 311\" was read on 03/02 at 09:14.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "I have left the company as of 31 March. This address is no longer checked, please contact info@example.org. (automated message)", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Mail delivery delayed: remote server not responding, will keep trying.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Thank you for writing. I'm on sabbatical from 1 to 20 September and won't be reading my inbox.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Thanks for your WhatsApp! Our shop opens again Tuesday at 10. Please bear with us till then 🙏", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "[Ticket 88120] Your ticket has been created. An agent will be in touch within 24 hours.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Hello, our office is closed until Friday because we are moving. Emails will be answered from Monday.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "SMS could not be delivered. Error code 21", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "I'm on a business trip with limited access to email and will answer when I return.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "I'm driving and can't reply. This message was sent automatically.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Many thanks for your note. We are closed for the summer break until 24 August.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Away until 12/4. Please write to teamlead@example.org if urgent", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "en", "text": "Your enquiry has been received. Current processing time is about 3 working days. Please refrain from follow-up queries.", "intent": "other", "sentiment": "neutral", "urgency": "low", "auto_reply": true}
{"language": "de", "text": "bin grad im Urlaub, melde mich danach bei Ihnen", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I'm on holiday at the moment, will get in touch after", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "sorry dass ich erst jetzt antworte, war krank. Lese mir alles durch", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "sorry for the late answer, was off sick. will read through it all", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Das war eine echte Enttäuschung mit Ihrer Firma", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Die Heizung ist schon wieder ausgefallen, bitte endlich reparieren!", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "Ihr Mitarbeiter war unfreundlich und hat sich nicht mal entschuldigt", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Auf meine drei Mails hat niemand reagiert. Ich erwarte umgehend eine Rückmeldung", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "Die Lieferung ist unvollständig, es fehlen zwei Kartons. Bitte bis Donnerstag nachliefern", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "so einen schlechten service hab ich selten erlebt", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Ich will mein Geld zurück, bis zum 15. ist das auf meinem Konto", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "Zum vierten Mal falsche Ware. Ich habe die Nase voll", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Ich beschwere mich hiermit über das Verhalten Ihres Vertreters", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "seit zwei wochen kein internet, kein rückruf, nichts. so geht das nicht", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "ihr habt mir zu viel abgebucht, bitte korrigieren", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "Versprochen war ein Rückruf, passiert ist nichts", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Habe eine Stunde umsonst gewartet, keiner ist gekommen", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Die App stürzt ständig ab, so kann keiner arbeiten. Wann wird das behoben?", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "unverschämt, einfach aufzulegen wenn man eine Frage stellt", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Die Rechnung ist falsch, ich habe nie 3 Stunden bestellt. Bitte neue Rechnung diese Woche", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "ihre monteure haben meinen zaun beschädigt und sind einfach gefahren", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Ihr Werbeanruf um 21 Uhr war eine Zumutung", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Sehr geehrte Damen und Herren,\n\ntrotz mehrfacher Aufforderung wurde der Mangel an unserer Anlage nicht beseitigt. Ich setze Ihnen hiermit eine Frist bis zum 30. April.\n\nHochachtungsvoll\nOtto Kranz", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "der kurs war schlecht organisiert, der trainer kam zu spät und hatte keine ahnung", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Warum bekomme ich ständig andere Auskünfte? Das nervt", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Was bei euch abläuft ist das reinste Chaos", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "ihr hattet zugesagt das angebot am montag zu schicken, heute ist freitag", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "das dach ist undicht seit ihr dran wart, ich erwarte dass das diese woche repariert wird", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "Find ich nicht in Ordnung, dass ihr einfach meinen Chef anruft", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "so lass ich nicht mit mir umgehen", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "this was a real disappointment from your company", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "heating's failed again, please finally repair it!", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "your employee was unfriendly and didn't even apologise", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "nobody reacted to my three emails. I expect a response without delay", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "delivery is incomplete, two boxes are missing. Please send them by Thursday", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "rarely seen such poor service", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "I want my money back, in my account by the 15th", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "wrong goods for the fourth time. I'm fed up", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "I wish to complain about the conduct of your representative", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "no internet for two weeks, no call back, nothing. this is not on", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "you took too much from my account, please correct", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "a call back was promised, nothing happened", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "waited an hour for nothing, nobody came", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "app keeps crashing, nobody can work like this. when will it be fixed?", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "so rude to just hang up when someone asks a question", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "the invoice is wrong, never ordered 3 hours. New invoice this week please", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "your fitters damaged my fence and just drove off", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "a sales call at 9pm is unacceptable", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "Dear Sir or Madam,\n\nDespite repeated requests the fault in our system has not been remedied. I hereby give you a deadline of 30 April.\n\nYours faithfully\nOtto Crane", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "course was badly organised, trainer turned up late and didn't have a clue", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "why do I get a different answer every time? annoying", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "what's going on with you people is pure chaos", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "you promised to send the quote on Monday, it's Friday now", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "roof's been leaking since you worked on it, I expect it repaired this week", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "not ok that you simply call my boss", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "I won't be treated like this", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Welche Größe haben die Module?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wie funktioniert das mit der Anmeldung?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Kann ich das auch am Handy benutzen?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "gibts das auch in grün", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wie viel kostet die einzelplatz version?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Was ist im Preis alles enthalten?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Gibt es Rabatt für Studenten?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Sind die Preise brutto oder netto?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wo finde ich die Bedienungsanleitung?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Bietet ihr auch Wartung an?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "habt ihr auch eine filiale in nürnberg", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wie lange ist die Lieferzeit?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Braucht man dafür Vorkenntnisse?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wird man da auch betreut wenn mal was nicht klappt?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Was bedeutet eigentlich Nennleistung?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ist das mit Windows kompatibel?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wer trägt die kosten wenn was kaputt geht", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Guten Tag, können Sie mir sagen, welche Unterlagen für den Antrag nötig sind? Danke, Moritz Klee", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wie hoch ist die förderung denn aktuell", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "muss ich da vorher was am Zählerkasten machen lassen", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Hat das Gerät eine Fernbedienung, und wie laut ist es?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ab wie vielen Teilnehmern gibt es einen Gruppentarif?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "dürfen auch externe mitmachen?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Mein Chef fragt: geht das auch auf Englisch?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "ist günstig auch gut? also wie ist die qualität vom kleinen paket", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Bis morgen müsste ich wissen, ob die Halterung ins Paket passt, können Sie das klären?", "intent": "question", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "what size are the panels?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "how does registration work?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "can I use it on my phone as well?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "does it come in green", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "how much is the single user version?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "what's all included in the price?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "is there a student discount?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "are prices with or without VAT?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "where can I find the manual?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "do you offer maintenance too?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "do you have a branch in Newcastle", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "what's the lead time?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "do you need any prior knowledge for it?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "is there support if something doesn't work?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "what does nominal power actually mean?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "is it compatible with windows?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "who covers the cost if something breaks", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Hello, could you tell me which documents are required for the application? Thanks, Maurice Clay", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "how high is the subsidy at the moment", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "does anything need doing on the meter cabinet beforehand", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "does the unit have a remote, and how loud is it?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "from how many participants is there a group rate?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "may external people take part?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "my boss asks: does it work in German too?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "is cheap also good? like what's the quality of the small package", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I need to know by tomorrow whether the bracket fits the package, can you find out?", "intent": "question", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Das interessiert mich sehr", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Ja, bitte schicken Sie mir Unterlagen", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "hört sich super an, erzähl mal mehr", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Gerne mehr Details dazu", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "genau sowas suchen wir!", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Wow, das wär perfekt für uns", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Ich bin neugierig geworden. Was genau steckt dahinter?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "klingt nicht schlecht, schick mal rüber", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Ihr Angebot gefällt uns gut", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "ja bin interessiert", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "wär schon was für meine Mädels im Büro. Wie geht man da vor?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Danke für das Angebot, das liest sich sehr gut. Wie wären die nächsten Schritte?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Das haben wir schon lange gesucht! Bitte um Rückmeldung wie das abläuft", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Geil, davon will ich mehr wissen", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "kosten sind ok für mich, was ist alles dabei?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "nein der preis passt, da gibts nix zu meckern. interessiert mich schon", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "günstiger als gedacht! Da bin ich gern dabei, schick mal Infos", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Ich kann selbst entscheiden, da brauche ich niemanden fragen. Bitte mehr Infos", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Wir hätten jetzt Zeit und Kapazität, das passt wunderbar. Was schlagen Sie vor?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Zweifel hab ich keine, die Referenzen sind überzeugend. Erzählen Sie weiter", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Sehr geehrte Frau Horn,\n\nmit großem Interesse habe ich Ihre Broschüre gelesen. Wir könnten uns gut vorstellen, das bei uns einzuführen. Bitte senden Sie uns weiterführende Informationen.\n\nMit freundlichen Grüßen\nLutz Behr", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "das brauchen wir dringend einmal, bei uns herrscht Zettelwirtschaft. wie funktioniert es?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Mich habt ihr überzeugt! Meinen Chef muss ich aber noch rumkriegen, der entscheidet", "intent": "interested", "objections": ["authority"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Tolle Sache, nur ob wir das wirklich brauchen weiß ich noch nicht", "intent": "interested", "objections": ["need"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Gefällt mir sehr, nur hätt ich gern vorher ein paar Referenzen, ganz traue ich dem Braten noch nicht", "intent": "interested", "objections": ["trust"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Wirklich toll gemacht! Der Preis ist allerdings happig, geht da noch was?", "intent": "interested", "objections": ["price"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Super Sache, will ich machen, aber erst im neuen Jahr", "intent": "interested", "objections": ["timing"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "I'm very interested", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "yes, please send me the documents", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "sounds super, tell me more", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "happy to get more details on this", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "exactly what we're looking for!", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "wow, that would be perfect for us", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "you've made me curious. what exactly is behind it?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "doesn't sound bad, send it over", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "we like your offer", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "yes I'm interested", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "could be something for my girls in the office. how does one get started?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "Thanks for the offer, it reads very well. What would the next steps be?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "been looking for this for ages! please let me know how it works", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "awesome, want to know more about that", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "costs are ok for me, what's included?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "no the price is right, nothing to complain about. I'd be interested", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "cheaper than I thought! happy to hear more", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "I can decide by myself, no need to ask anyone. more info please", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "we'd have time and capacity now, suits us wonderfully. what do you suggest?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "no doubts here, the references are convincing. go on", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "Dear Ms Horne,\n\nI read your brochure with great interest. We could well imagine introducing this here. Please send us further information.\n\nKind regards\nLuke Bear", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "we badly need something like that, it's all paper chaos here. how does it work?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "you've convinced me! still have to talk my boss round, he decides", "intent": "interested", "objections": ["authority"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "great thing, just not sure yet whether we really need it", "intent": "interested", "objections": ["need"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "like it a lot, but I'd want some references first, don't quite trust it yet", "intent": "interested", "objections": ["trust"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "really well done! the price is hefty though, anything you can do?", "intent": "interested", "objections": ["price"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "great stuff, want to do it, but not before the new year", "intent": "interested", "objections": ["timing"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Danke!", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "ok", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "👍", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Vielen Dank für das nette Gespräch", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Schöne Feiertage Ihnen und Ihrer Familie", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Alles Gute zum Geburtstag!", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Habe das Dokument weitergeleitet", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Hier die gewünschten Unterlagen im Anhang", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Unsere neue Adresse lautet Hauptstraße 5", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Bin gleich zurück", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "super, danke dir!", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "ich schau es mir an", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "hab grad keinen empfang, schreib dir später", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "haha der war gut", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "War schön euch kennenzulernen", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Nur zur Info: der Chef ist jetzt Opa geworden", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Alles super gelaufen, wir sind sehr zufrieden mit der Anlage", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Der teure Kaffee bei euch war übrigens ausgezeichnet ☕", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Die Preisverleihung ist am Freitag, falls Sie es noch nicht wissen", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ich vertraue auf das Wetter, dann klappt das mit dem Grillfest", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Mein Chef lässt schön grüßen", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "gerne geschehen", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "verstanden", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Habe bezahlt, Beleg hängt an", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Thanks!", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "many thanks for the nice chat", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "happy holidays to you and your family", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "happy birthday!", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "forwarded the document", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "please find the requested files attached", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "our new address is 5 High Street", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "back in a minute", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "great, thank you!", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "I'll have a look", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "no signal right now, will write later", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "haha good one", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "was nice meeting you all", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "fyi the boss has just become a grandad", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "everything went really well, we're very happy with the system", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "the expensive coffee at your place was excellent by the way ☕", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "the prize giving is on friday in case you didn't know", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "trusting the weather, then the barbecue will work out", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "my boss says hi", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "you're welcome", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "understood", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "paid, receipt attached", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Der Preis ist nicht zu teuer", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "zu teuer ist es nicht, im Gegenteil, gefällt mir", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Nein, zu teuer find ich das nicht. Wie gehts weiter?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "der preis ist kein problem für uns, klingt gut", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Am Preis solls nicht scheitern, ich bin interessiert", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Finanziell ist das für uns machbar, gerne mehr Details", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Das ist keineswegs überteuert, ich hätte gern mehr Infos", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "teuer? find ich gar nicht. Erzählen Sie mehr", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "da kann man preislich nicht meckern, wie läuft das ab?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Über den Preis brauchen wir nicht reden, der passt", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "budget ist da, daran liegts nicht. schick mal infos", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Ich hab keine Zweifel an eurer Seriosität, klingt super", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Vertrauen hab ich, die Referenzen sind top. Was braucht ihr von mir?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "nein, kein Misstrauen, war nur im Stress. Das Thema find ich spannend", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Zeit ist kein Thema, wir haben grad Luft. Erzähl mal", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Der Zeitpunkt ist perfekt, wir suchen gerade danach", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "passt zeitlich wunderbar, im Januar haben wir Kapazität", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Muss niemanden fragen, das entscheide ich selbst. Gern mehr dazu", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Ich bin der Chef, da brauchts keine Genehmigung. Was gibts für Möglichkeiten?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Wir haben noch keinen Anbieter, deshalb ist das interessant", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "nein, wir arbeiten mit keinem anderen zusammen. Ihr Angebot klingt gut", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Bedarf haben wir auf jeden Fall, erzählen Sie", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "nicht dass wir das nicht brauchen, im Gegenteil, her damit!", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "das können wir wirklich gut gebrauchen. Wie geht man da vor", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Keine Einwände, ich find das klasse. Was wäre der nächste Schritt", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "nicht schlecht, nicht schlecht. da würd ich gern mehr sehen", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "the price is not too expensive", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "it's not too expensive, on the contrary, I like it", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "no, I don't find that too dear. what happens next?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "price isn't a problem for us, sounds good", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "price isn't the issue, tell me more", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "money's not the issue here, I'm interested", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "financially that's doable for us, happy to get more details", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "by no means overpriced, I'd like more info", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "expensive? I don't think so. tell me more", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "can't complain about the price, how does it work?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "no need to talk about price, it's fine", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "the budget is there, that's not it. send some info", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "no doubts about you being legit, sounds super", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "I do trust you, references are great. what do you need from me?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "no, not suspicious, just been busy. I find the topic exciting", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "time isn't an issue, we've got capacity right now. go on", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "the timing is perfect, we're looking for this right now", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "fits our schedule perfectly, january is quiet", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "don't have to ask anybody, I decide this myself. more please", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "I'm the boss, no approval needed. what are the options?", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "we don't have a provider yet, that's why it's interesting", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "no, we don't work with anybody else. your offer sounds good", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "there's definitely a need on our side, go ahead and explain", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "it's not that we don't need it, quite the opposite, bring it on!", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "we could really use that. how does one go about it", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "no objections, I think it's brilliant. what's the next step", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "not bad, not bad at all. would like to see more", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "doesn't sound too complicated, I like that. show me more", "intent": "interested", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Der Preis für das schönste Dach geht an uns 😄 nur zur Info", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ich habe meinen alten Chef getroffen, schöne Grüße", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ihr Mitarbeiter hat alles super erklärt, danke", "intent": "other", "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Der Vertrag mit dem Vermieter ist jetzt unterschrieben, wir ziehen um", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Was kostet der Versand?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wie hoch ist der Preis pro Nutzer und Monat", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "ist das teuer im unterhalt?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wer entscheidet bei euch über die Zulassung zur Prüfung?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Muss mein Chef auf der Anmeldung unterschreiben?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Brauche ich dafür ein eigenes Konto?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Brauchen wir dafür eine Genehmigung von der Gemeinde?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wann ist die nächste Einführung geplant?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ab wann gilt der neue Tarif?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wie sicher sind die Daten gespeichert?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Gibt es eine Garantie und wie lange gilt sie?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Kann man die Termine auch später noch ändern", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Läuft das Programm auch auf dem Mac?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Habe mich für den Kurs interessiert, gibt es da noch freie Plätze?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Guten Tag, ich hätte zwei Fragen: Wo findet der Kurs statt, und gibt es Parkplätze? Danke, Lea Roth", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wie unterscheiden sich die beiden Pakete", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "was heißt inklusive montage genau", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wie wird das abgerechnet", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "what's the delivery charge?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "what is the price per user per month", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "is it expensive to run?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "who decides on admission to the exam at your end?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "does my boss have to sign the registration?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "do I need my own account for that?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "do we need a permit from the council for this?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "when is the next intake planned?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "from when does the new rate apply?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "how securely is the data stored?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "is there a guarantee and how long does it last?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "can the dates be changed later on", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "does the program run on a mac too?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "interested in the course, are there any places left?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Hello, I have two questions: where does the course take place, and is there parking? Thanks, Leah Roth", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "how do the two packages differ", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "what does including installation mean exactly", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "how is it billed", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "any idea how long the batteries last", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "roughly how many people fit in one group", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Drei Wochen Wartezeit und keine Rückmeldung, das ist ein Witz", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Noch immer kein Ersatzteil da, bitte bis Freitag klären", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "Niemand ruft zurück, niemand antwortet, so geht man nicht mit Kunden um", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Die Anlage liefert seit Tagen keinen Strom. Wann kommt jemand?", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "Man hat mir etwas anderes zugesagt als im Vertrag steht", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Der Verkäufer hat mich angelogen, von Zusatzkosten war nie die Rede", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "ihr habt mich schon wieder vergessen", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Falscher Betrag auf der Rechnung, bitte umgehend ändern", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "Ich bin stinksauer. Der Monteur ist einfach nicht aufgetaucht", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Eure Hotline ist eine Katastrophe, 40 Minuten Warteschleife", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "dreimal angerufen, dreimal eine andere Auskunft", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Die Fenster sind undicht, seit ihr sie eingebaut habt. Ich verlange Nachbesserung bis 1.6.", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "am Wochenende angerufen zu werden finde ich unmöglich", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Wo bleibt meine Gutschrift? Versprochen war sie für letzten Montag", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "der Kollege war eine halbe Stunde zu spät und völlig unvorbereitet", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "das Zertifikat ist voller Fehler, peinlich", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "three weeks of waiting and no reply, it's a joke", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "still no spare part, please sort by Friday", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "nobody calls back, nobody answers, that's no way to treat customers", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "I have been waiting for the parts for weeks now, nobody answers. When are they coming?", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "the system hasn't produced any power for days. when is somebody coming?", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "I was told something different from what it says in the contract", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "the salesman lied to me, extra costs were never mentioned", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "you've forgotten about me again", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "wrong amount on the bill, please change it without delay", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "I'm livid. The fitter simply didn't turn up", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "your hotline is a disaster, 40 minutes on hold", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "called three times, got three different answers", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "the windows have been leaking ever since you fitted them. I demand repairs by 1 June", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "being called on a weekend is out of order", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "where's my credit note? you promised it for last Monday", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "en", "text": "your colleague was half an hour late and totally unprepared", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "the certificate is full of mistakes, embarrassing", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "promised everything before I signed, now I can't reach anybody", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "Two of the five boxes never arrived. What are you going to do about it?", "intent": "complaint", "sentiment": "negative", "urgency": "medium"}
{"language": "de", "text": "Was könnt ihr besser als Brevo?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Ist das so ähnlich wie Notion?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Importiert ihr auch Daten aus Kundenmeister?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wir haben gerade Bexio im Einsatz, gibts eine Schnittstelle?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Gehört ihr zu Viessmann?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Nutzen Cleverreach, läuft gut", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wir sind bei Vattenfall und bleiben dort", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Hab schon bei Ikea bestellt, sorry", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "haben uns für Trigema Bau entschieden", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "arbeiten mit Zendesk, alle sind happy damit", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Die Entscheidung ist auf Miro gefallen", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "unser Onlineshop läuft bei Jimdo und das reicht", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "bei Solarhelden zahl ich 2.000 weniger", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Otovo hat uns ein günstigeres Angebot gemacht", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Bin von Weebly enttäuscht und suche Ersatz, euer System sieht gut aus", "intent": "interested", "signals": ["competitor_mentioned"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Unser Abo bei Mailjet läuft aus, was könnt ihr uns bieten? Klingt spannend", "intent": "interested", "signals": ["competitor_mentioned"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "what do you do better than Brevo?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "is it a bit like Notion?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "do you import data from Kashflow too?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we have Bexio in place, is there an interface?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "are you part of Viessmann?", "intent": "question", "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "using Mailchimp, works well", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we're with Octopus and staying there", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "already ordered from Wickes, sorry", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we decided on Barratt Build in the end", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "working with Zendesk, everyone's happy with it", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "the decision went to Miro", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "our shop runs on Wix and that's enough", "intent": "objection", "objections": ["competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "at Sunhelpers I pay 2,000 less", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "Otovo made us a cheaper offer", "intent": "objection", "objections": ["price", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "disappointed with Weebly and looking for a replacement, your system looks good", "intent": "interested", "signals": ["competitor_mentioned"], "sentiment": "positive", "urgency": "low"}
{"language": "en", "text": "our Mailjet subscription is running out, what can you offer us? sounds exciting", "intent": "interested", "signals": ["competitor_mentioned"], "sentiment": "positive", "urgency": "low"}
{"language": "de", "text": "Für einen Laden, den keiner kennt, ist mir das zu viel Geld", "intent": "objection", "objections": ["trust", "price"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "da geh ich lieber zu unserem Handwerker vor Ort, bei euch weiß man ja nie", "intent": "objection", "objections": ["trust", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "brauchen wir jetzt nicht, vielleicht nächstes Jahr wenn wir umbauen", "intent": "objection", "objections": ["need", "timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Unser Vorstand sieht dafür keine Notwendigkeit und ohne den geht nichts", "intent": "objection", "objections": ["authority", "need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "mein mann findets zu teuer und der hat da das sagen", "intent": "objection", "objections": ["authority", "price"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "too much money for an outfit nobody's heard of", "intent": "objection", "objections": ["trust", "price"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "rather go with our local tradesman, you never know with you lot", "intent": "objection", "objections": ["trust", "competitor"], "signals": ["competitor_mentioned"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "don't need it now, maybe next year when we extend", "intent": "objection", "objections": ["need", "timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "our board sees no necessity and without them nothing happens", "intent": "objection", "objections": ["authority", "need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "my husband thinks it's too expensive and he has the say", "intent": "objection", "objections": ["authority", "price"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "derzeit steht das bei uns nicht an", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Das ist im Moment nicht dran, kommt erst im dritten Quartal auf die Agenda", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "sind grad voll im umbau da bleibt keine zeit", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "lassen Sie uns das nach den Ferien nochmal aufgreifen", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "it's not on the agenda right now", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "not our turn to look at that at the moment, comes up in Q3", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "knee deep in a refit so no time for this", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "let's pick it up again after the holidays", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we've only just come out of a restructuring, give us six months", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "can't think about that until the baby's here", "intent": "objection", "objections": ["timing"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "das deckt unser Verein ehrenamtlich ab", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "wir vergeben sowas gar nicht nach außen", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Wir haben nur zwei Kunden im Jahr, da lohnt kein System", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "our volunteers take care of that", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "we don't outsource that sort of thing", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "only two customers a year, no point in a system", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I do all that myself and have time for it", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "what you sell solves a problem we don't have", "intent": "objection", "objections": ["need"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I'd rather not give my bank details to a company I've never met", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "does anyone vouch for you? can't find a single customer story", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "last time a salesman said that I lost 5 grand", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "wer bürgt denn für euch? Ich finde keine einzige Kundengeschichte", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "beim letzten Vertreter mit solchen Sprüchen hab ich 5.000 verloren", "intent": "objection", "objections": ["trust"], "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "the trust's trustees decide on spending, I'm only the treasurer", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "my manager would have to okay that", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "all purchasing is centralised at group level", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "das muss mein Vorgesetzter freigeben", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "der gesamte Einkauf läuft zentral über den Konzern", "intent": "objection", "objections": ["authority"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Morgen um 8 bei uns im Lager, passt das?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Wann passt es Ihnen denn diese Woche", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "ich hätt am dienstag vormittag zeit wenns bei ihnen geht", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Ja der Termin steht", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "bin in 5 minuten da", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "wir müssen den Termin morgen leider ausfallen lassen", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "tomorrow at 8 at our warehouse, does that suit?", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "when would suit you this week", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "I've got time tuesday morning if that works for you", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "Are you around on Thursday? We could go over the drawings", "intent": "scheduling", "signals": ["meeting_request"], "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "yes the appointment stands", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "with you in 5 minutes", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "en", "text": "we'll have to skip tomorrow's meeting sorry", "intent": "scheduling", "sentiment": "neutral", "urgency": "medium"}
{"language": "de", "text": "Ich glaube Sie suchen jemand anderen", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "den Anschluss hab ich erst seit März, keine Ahnung wer vorher dran war", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "I think you're looking for somebody else", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "only had this number since March, no idea who had it before", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "there's nobody by that name at this company", "intent": "other", "signals": ["wrong_person"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "That'd be Karen's department, I just answer the phones. karen.o@example.org", "intent": "other", "signals": ["wrong_person", "referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Rufen Sie doch mal beim Sportverein an, die suchen Sponsorensoftware", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "you could try the sports club, they're after sponsorship software", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "my landlady is rebuilding her place and needs someone, 07700 900222", "intent": "other", "signals": ["referral"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "habs meinem Kollegen weitergegeben", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "passed it to my colleague", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Kein Bot bitte, jemand aus Fleisch und Blut", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "no bot please, someone with a pulse", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "is there anybody real on the other end?", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "sitzt da am anderen ende überhaupt wer?", "intent": "other", "signals": ["wants_human"], "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Die Anlage piept und raucht!! Was jetzt??", "intent": "question", "signals": ["urgent_request"], "sentiment": "negative", "urgency": "high"}
{"language": "en", "text": "the unit is beeping and smoking!! what now??", "intent": "question", "signals": ["urgent_request"], "sentiment": "negative", "urgency": "high"}
{"language": "de", "text": "muss in 20 minuten beim notar sein, wo ist die datei? bitte sofort schicken", "intent": "question", "signals": ["urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "en", "text": "at the notary in 20 minutes, where's the file? please send right away", "intent": "question", "signals": ["urgent_request"], "sentiment": "neutral", "urgency": "high"}
{"language": "de", "text": "Alles klar, machen wir! Der Auftrag muss aber heute noch raus", "intent": "interested", "signals": ["buying_signal", "urgent_request"], "sentiment": "positive", "urgency": "high"}
{"language": "en", "text": "right, we're doing it! but the order has to go out today", "intent": "interested", "signals": ["buying_signal", "urgent_request"], "sentiment": "positive", "urgency": "high"}
{"language": "de", "text": "Wenn ich nach zwei Jahren kündige, was passiert dann mit meinen Daten?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "was ist wenn ich vorzeitig kündige, krieg ich geld zurück?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "angenommen ich kündige irgendwann, kann ich alles exportieren", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "if I cancel after a year, do I get to keep my data?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "suppose we cancel early, is there a fee?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Stopp, eine Frage hätte ich noch: ist die Montage inklusive?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Halt stopp, wie lange gilt das Angebot nochmal?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "stop, one more question: is fitting included?", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "oh stop, quick question about the warranty, does it cover the inverter", "intent": "question", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Finger weg von meiner Handynummer!", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "de", "text": "lasst die Finger von meinen Daten und meldet euch nie wieder", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "en", "text": "hands off my number, and goodbye", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "en", "text": "which part of no did you not get? stay away from my inbox", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Was genau ist an Nein so schwer zu verstehen? Lassen Sie mich in Frieden", "intent": "opt_out", "sentiment": "negative", "urgency": "low", "opt_out": true}
{"language": "de", "text": "Ich finde es unverschämt, dass Sie meine Sekretärin aushorchen", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "sie haben meine nummer von meiner ex bekommen, das geht gar nicht", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "en", "text": "I find it cheeky that you quizzed my receptionist to get at my mobile number", "intent": "complaint", "sentiment": "negative", "urgency": "low"}
{"language": "de", "text": "Das Stoppschild vor eurem Büro ist umgefallen, nur zur Info", "intent": "other", "sentiment": "neutral", "urgency": "low"}
{"language": "de", "text": "Mein Anwalt rät mir, die Finger davon zu lassen, solange keine Nachweise da sind", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}
{"language": "en", "text": "my accountant says hands off until there are proper accounts", "intent": "objection", "objections": ["trust"], "sentiment": "neutral", "urgency": "low"}$messages$, E'\n') as l (line)
cross join lateral jsonb_to_record(l.line::jsonb) as m (
  language text, text text, intent text, objections text[], signals text[], sentiment text, urgency text,
  opt_out boolean, auto_reply boolean);

commit;
