"""What a good model says, in German and English, of facts it was shown. Nothing here may be refused."""

# ruff: noqa: E501 (texts as they are, a line each)

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """A lead as its plan tells it, and the numbers as a model may write them."""

    language: str
    name: str
    company: str
    facts: tuple[str, ...]
    say: dict[str, str]


FACTS = [
    Facts("de", "Sabine Köhler", "Köhler Maschinenbau GmbH", (
        "Verhandlung mit Sabine Köhler zum Abschluss bringen",
        "In Verhandlung seit 12 Tagen; BANT 82/100 (grün), letzter Kontakt 17.11.2026, 30.700 EUR, Gewinnchance 83 %",
        "Guten Tag Sabine Köhler, was fehlt noch für Ihr Ja? Lassen Sie uns das heute in zehn Minuten klären.",
    ), {"first": "Sabine", "last": "Köhler", "value": "30.700 EUR", "value2": "30.700 Euro", "value3": "30,7k EUR", "days": "12 Tagen",
        "days2": "zwölf Tagen", "p": "83 %", "p2": "83 Prozent", "bant": "82/100", "bant2": "82 von 100 Punkten", "date": "17.11.2026", "date2": "17. November", "mins": "zehn Minuten"}),
    Facts("de", "Jürgen Will", "Studio 54 AG", (
        "Termin mit Jürgen Will am 03.12.2026 14:30 vorbereiten",
        "Termin am 03.12.2026 14:30; Qualifiziert seit 14 Tagen, BANT 64/100 (gelb), letzter Kontakt 20.11.2026, 8.000 EUR, Gewinnchance 41 %",
        "Guten Tag Jürgen Will, ich freue mich auf unseren Termin am 03.12.2026 14:30. Haben Sie heute zehn Minuten?",
    ), {"first": "Jürgen", "last": "Will", "value": "8.000 EUR", "value2": "8000 €", "value3": "achttausend Euro", "days": "14 Tagen",
        "days2": "zwei Wochen", "p": "41 %", "p2": "einundvierzig Prozent", "bant": "64/100", "bant2": "64 Punkten", "date": "20.11.", "date2": "20. November 2026", "mins": "10 Minuten"}),
    Facts("en", "Sam Reed", "Riverside Retail Ltd", (
        "Bring the negotiation with Sam Reed to an end",
        "Negotiating for 12 days; BANT 82/100 (green), last contact 2026-11-17, 25,452 EUR, win probability 83 %",
        "Hi Sam, what is still missing for your yes? Let us settle it in ten minutes today.",
    ), {"first": "Sam", "last": "Reed", "value": "25,452 EUR", "value2": "€25,452", "value3": "25,452 euros", "days": "12 days",
        "days2": "twelve days", "p": "83 %", "p2": "eighty-three percent", "bant": "82/100", "bant2": "82 out of 100", "date": "17 November", "date2": "November 17th", "mins": "ten minutes"}),
    Facts("en", "Grace O'Brien", "Brightwater & Sons", (
        "Prepare the meeting with Grace O'Brien on 2026-12-03 14:30",
        "Meeting on 2026-12-03 14:30; Qualified for 14 days, BANT 64/100 (yellow), last contact 2026-11-20, 8,000 EUR, win probability 41 %",
        "Hi Grace, I look forward to our meeting on 2026-12-03 14:30. Do you have ten minutes today?",
    ), {"first": "Grace", "last": "O'Brien", "value": "8,000 EUR", "value2": "EUR 8,000", "value3": "8k EUR", "days": "14 days",
        "days2": "two weeks", "p": "41%", "p2": "41 percent", "bant": "64/100", "bant2": "64 points", "date": "2026-11-20", "date2": "20 November 2026", "mins": "10 minutes"}),
]  # fmt: skip

DE = """
Rufen Sie {first} {last} heute noch an
{name} heute anrufen und die offenen Punkte klären
Mit {name} den Abschluss suchen
{name} kontaktieren
Abschlussgespräch mit {name} vereinbaren
Frau {last} an das Angebot erinnern
Bei {company} nachfassen
Jetzt {name} anrufen: {value} stehen bereit
Erst zuhören, dann den letzten Punkt klären
{name} um eine klare Entscheidung bitten
Verhandlung mit {name} heute beenden
Gespräch mit {company} vorbereiten
Entscheider bei {company} einbeziehen
{name} zurückrufen
Nachfassen bei {name}, Angebot über {value}
Kurzes Telefonat mit {name} führen
Nächsten Schritt mit {name} verbindlich vereinbaren
Follow-up mit {name} per E-Mail senden
Budgetfrage bei {company} klären
{first} {last}: offene Einwände ausräumen
Guten Tag {name}, was fehlt Ihnen noch für eine Entscheidung?
Guten Tag Frau {last}, haben Sie heute {mins} für mich? Ich würde gern die letzten offenen Punkte mit Ihnen klären.
Hallo {first}, danke für Ihre Rückmeldung. Lassen Sie uns kurz sprechen, damit wir den nächsten Schritt festlegen können.
Guten Tag {name}, ich melde mich wie versprochen. Wann passt es Ihnen heute am besten?
Liebe Frau {last}, vielen Dank für das gute Gespräch. Gerne bespreche ich mit Ihnen, wie es weitergeht.
Sehr geehrte Frau {last}, wir sind nah beieinander. Klären wir heute die letzten Punkte?
Guten Tag {name}, ich verstehe, dass Ihnen eine saubere Einführung wichtig ist. Welche Frage ist für Sie noch offen?
Guten Morgen {name}, wie geht es Ihrem Team mit dem Thema? Ich helfe gern weiter.
Hallo Frau {last}, ich möchte Sie nicht drängen, aber gern verstehen, wo Sie stehen. Passt Ihnen ein kurzes Telefonat?
Guten Tag {name}, zwei kurze Fragen: Was muss noch passieren, und wer entscheidet mit?
Guten Tag {name}, eine kurze Frage: Ist das Thema bei {company} noch aktuell?
Guten Tag {name}, beim ersten Gespräch haben Sie mir erzählt, was Ihnen wichtig ist. Daran möchte ich anknüpfen.
Ich habe mir Ihre Unterlagen noch einmal angesehen. Darf ich Ihnen heute kurz zeigen, was mir aufgefallen ist?
Guten Tag {name}, passt Ihnen morgen Vormittag oder eher der Nachmittag?
Haben Sie einen Moment Zeit? Es geht um den nächsten Schritt, und ich möchte ihn mit Ihnen abstimmen.
Guten Tag {name}, in unserem letzten Gespräch am {date2} blieb noch etwas offen. Wollen wir das gemeinsam abschließen?
Ich freue mich auf Ihre Antwort. Freundliche Grüße
Hallo {first}, schön, dass Sie sich gemeldet haben! Was wäre für Sie ein gutes Ergebnis?
Guten Tag {name}, ich würde Ihnen gern zeigen, wie andere Maschinenbauer dieses Thema gelöst haben. Wann passt es?
Guten Tag {name}, wenn Sie einverstanden sind, halte ich die Punkte fest und sende sie Ihnen zu. Einverstanden?
Was hält Sie noch von einem Ja ab? Ich nehme mir gern {mins} Zeit dafür.
Guten Tag {name}, Ihre Nachricht habe ich gelesen und möchte sie persönlich beantworten. Wann erreiche ich Sie gut?
Beginnen Sie mit {name}: Die Verhandlung läuft seit {days}.
Heute zählt {name}. Seit {days2} wird verhandelt, und die Gewinnchance liegt bei {p}.
Bei {company} geht es um {value}.
Es stehen {value2} auf dem Spiel, und die Chancen stehen mit {p2} gut.
Die BANT-Bewertung von {bant} zeigt, dass sich der Einsatz lohnt.
Mit {bant2} ist der Lead gut qualifiziert.
Der letzte Kontakt war am {date}. Melden Sie sich deshalb heute.
Seit dem {date2} herrscht Stille, also rufen Sie lieber heute als morgen an.
Der wichtigste Hebel heute ist {company}: {value3}, {p} Gewinnchance.
Bringen Sie zuerst die Verhandlung zu Ende, dann kümmern Sie sich um die ruhigen Kontakte.
Eine klare Priorität: {name}. Alles andere kann bis morgen warten.
Ihre Pipeline ist gesund, doch einige Kontakte sind verstummt. Ein kurzer Anruf kann viel bewegen.
Zwei Dinge sind heute wichtig: eine Antwort für {name} und ein Termin für den nächsten Schritt.
Wer heute anruft, hält das Gespräch warm; wer wartet, verliert den Faden.
Die größte Chance liegt bei {company}, denn dort fehlt nur noch ein Ja.
Nutzen Sie den Vormittag für {name} und den Nachmittag für alle, die noch auf Antwort warten.
Nach {days} ohne Abschluss ist es Zeit für ein offenes Wort.
{company} ist abschlussreif. Ein Gespräch von {mins} reicht, um die letzten Punkte zu klären.
Ein direkter Anruf ist besser als eine weitere E-Mail.
Fragen Sie nach dem Zeitplan und danach, wer bei {company} mitentscheidet.
Der Einwand betrifft den Zeitplan, nicht die Lösung. Nehmen Sie ihn ernst und fragen Sie nach.
Sprechen Sie das Budget offen an, bevor Sie das Angebot erneut senden.
Bitte kurz prüfen, ob das Angebot bei {name} angekommen ist
Freundlich nachfragen, ob {company} noch Informationen braucht
Beide Seiten wollen den Abschluss, es fehlt nur ein Termin.
Zum zweiten Mal nachfassen und dabei konkret werden
Guten Tag {name}, ich fasse mich kurz: Woran hängt es noch?
Guten Tag {name}, Sie hatten nach der Einführung gefragt. Das erkläre ich Ihnen gern in Ruhe.
Passt Ihnen heute ein kurzes Gespräch, oder ist Ihnen morgen lieber?
Hallo {first}, ich habe gute Neuigkeiten zu Ihrer Frage und melde mich gern telefonisch bei Ihnen.
Am besten rufen Sie gleich am Morgen an, da ist {name} gut erreichbar.
Guten Tag {name}, vielen Dank für Ihre Geduld. Ich habe die Antwort jetzt für Sie.
Lassen Sie uns die offenen Punkte Schritt für Schritt durchgehen. Wo möchten Sie anfangen?
Hallo {name} – kurze Rückfrage: Sind die Unterlagen für Ihr Team verständlich?
"""

EN = """
Call {name} today
Call {first} today and settle the open points
Ask {name} for a clear decision
Close the deal with {name}
Follow up with {name} by e-mail
Agree the next step with {company}
Remind {first} of our proposal
Help {first} to say yes
Prepare the conversation with {company}
Phone {name} before lunch
Get {name} back to the table
Welcome {first} and listen first
Clarify the budget at {company}
Settle the last points with {first} {last}
Bring in the decision maker at {company}
Send {first} a short summary
Answer {name} now: {value} at stake
Reconnect with {name}
Confirm the timeline with {first}
Nudge {name} towards a decision
Hi {first}, what would make it easy for you to say yes today?
Hi {first}, thank you for your patience. Do you have {mins} today so that we can settle the last points?
Hello {first}, I wanted to follow up on our last conversation. Which part should we talk through first?
Good morning {first}, I have read your message and would love to answer it in person. When can I reach you?
Dear {first}, thank you for the open talk. I will keep this short: what is still missing on your side?
Hi {first}, I don't want to rush you. It would help me to know where you stand, so shall we speak briefly?
Hi {first}, we are close. Shall we go through the remaining questions together?
Hi {first}, two quick questions: what has to happen next, and who else decides?
Hi {first}, one quick question: is this still a priority for {company}?
Hi {first}, does tomorrow morning or the afternoon suit you better?
Hi {first}, I'm glad you got in touch. What would a good outcome look like for you?
Hey {first}, hope you're well! Can we find a moment today to talk about the next step?
Hi {first}, since we last spoke on {date2}, has anything changed on your side?
I understand that timing matters to your team. Let's look at it together and find a way that works.
Hi {first}, as promised I am getting back to you. When does it suit you today?
Hi {first}, I can walk you through the rollout step by step. Would that help?
Mr {last}, what would you need to see to feel comfortable with this decision?
Hello Ms {last}, I appreciate your time. May I ask what is holding things up?
Hi {first}, would a short call help? I am happy to answer any question that is still open.
Thanks for being so clear about what matters to you. I'll make sure that we cover exactly that.
Hi {first}, let's talk for {mins} and agree on the next step. Are you free today?
Start with {name}: the talks have been going on for {days}.
Today is about {first}. After {days2} of negotiation, the chance to win stands at {p}.
{company} is worth {value}, so call before anything else.
There is {value2} at stake, and the win probability of {p2} says it is worth your morning.
A BANT score of {bant} shows that this lead is well qualified.
At {bant2}, {company} is a lead worth your time.
The last contact was on {date}, so do not let another day pass.
Nothing has been heard since {date2}, which makes a call today the best move.
The biggest lever today is {company}: {value3} with {p} to win.
Finish the negotiation first, then turn to those who have gone quiet.
One clear priority: {name}. Everything else can wait until tomorrow.
Your pipeline is healthy, but some contacts have gone quiet. A short call can change that.
Two things matter today: an answer for {first} and a date for the next step.
Whoever calls today keeps the conversation warm; whoever waits loses the thread.
The best chance is {company}, because only a yes is missing.
Use the morning for {first} and the afternoon for everybody who is waiting for an answer.
After {days} without a decision it is time for an open word.
{company} is ready to close. A talk of {mins} is enough to settle what is left.
A direct call is better than another e-mail.
Ask about the timeline and find out who decides at {company}.
The objection is about timing, not about the solution. Take it seriously and ask.
Bring up the budget before you send the proposal again.
Please check whether {first} has received the proposal
Ask politely whether {company} needs any more information
Both sides want to close; only a date is missing.
Hi {first}, I'll be brief: what is still in the way?
Hi {first}, you asked about the rollout. I am happy to explain it at your pace.
Reach out first thing in the morning, when {first} is easiest to reach.
Hi {first}, I've prepared an answer to your question and would like to share it with you. Is now a good time?
Hi {first}, how does your team feel about the proposal?
{first}'s reply is open, so begin there.
It's a close call, and {first} deserves your full attention.
Double-check the open points, then call {first}.
I'd be glad to help at once, once you tell me what you need.
Let us take the first step together, and the second will be easy.
You mentioned that your team is under pressure. What would take some of it away?
Keep it short, warm and personal.
Listen for what {first} really needs and write it down.
Hi {first} – quick check: are the documents clear to your team?
"""


def sentences() -> list[tuple[Facts, str]]:
    """Every sentence with every set of facts of its language."""
    return [
        (facts, line.format(name=facts.name, company=facts.company, **facts.say))
        for facts in FACTS
        for line in (DE if facts.language == "de" else EN).strip().splitlines()
    ]
