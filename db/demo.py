"""A plausible sales team: two CSV files as a CRM would export them, the same for the same day.

Six reps in two squads, German and English, in five time zones; some 240 leads in every status,
with the calls, messages, meetings and tasks that led there. Every name is invented.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

LEADS_PER_REP = 40
SEED = 20261123


@dataclass(frozen=True)
class Rep:
    """A sales rep of the demo."""

    name: str
    locale: str
    time_zone: str
    squad: str
    manager: str

    @property
    def email(self) -> str:
        return self.name.lower().replace(" ", ".") + "@demo.salesflow.example"


REPS = (
    Rep("Lena Hoffmann", "de", "Europe/Berlin", "DACH", "Karin Vogel"),
    Rep("Jonas Weber", "de-AT", "Europe/Vienna", "DACH", "Karin Vogel"),
    Rep("Sofia Keller", "de-CH", "Europe/Zurich", "DACH", "Karin Vogel"),
    Rep("Emma Clarke", "en-GB", "Europe/London", "International", "Tom Bennett"),
    Rep("Daniel Reyes", "en-US", "America/New_York", "International", "Tom Bennett"),
    Rep("Priya Nair", "en", "Asia/Singapore", "International", "Tom Bennett"),
)

FIRST = {
    "de": "Anna Max Tom Julia Felix Clara Paul Marie Lukas Sabine Stefan Nina Florian Eva Markus "
    "Katrin Tobias Miriam Jan Heike".split(),
    "en": "Alice Ben Chloe David Ella Frank Grace Henry Isla James Kate Liam Mia Noah Olivia "
    "Peter Quinn Rosa Sam Tara".split(),
}
LAST = {
    "de": "Schmidt Mustermann Berger Lang Winkler Brandt Huber Sommer Roth Krüger Seidel Vogt "
    "Böhm Lorenz Arnold Pohl Graf Haas Jäger Thiel".split(),
    "en": "Archer Baker Carter Dalton Ellis Foster Grant Hughes Irving Jensen Kerr Lawson Mason "
    "Norris Owens Parker Quigley Reed Sutton Turner".split(),
}
FIRMS = {
    "de": (
        "Nordlicht",
        "Alpenblick",
        "Rheintal",
        "Morgenstern",
        "Lindenhof",
        "Blauwal",
        "Feldmann",
    ),
    "en": ("Brightwell", "Northgate", "Riverside", "Oakfield", "Silverline", "Harbour", "Kestrel"),
}
TRADES = {
    "de": (
        ("Logistik GmbH", "Logistik"),
        ("Dental AG", "Medizin"),
        ("Software GmbH", "IT"),
        ("Energie KG", "Energie"),
        ("Bau GmbH", "Bau"),
        ("Handels GmbH", "Handel"),
    ),
    "en": (
        ("Logistics Ltd", "Logistics"),
        ("Dental Inc", "Medical"),
        ("Software Ltd", "IT"),
        ("Energy Ltd", "Energy"),
        ("Builders Inc", "Construction"),
        ("Retail Ltd", "Retail"),
    ),
}
SOURCES = ("Website", "Messe", "Empfehlung", "LinkedIn", "Newsletter", "Webinar")
INBOUND = {
    "de": (
        "Danke, das klingt interessant. Können Sie mir Unterlagen schicken?",
        "Wir sprechen intern darüber und melden uns.",
        "Wie lange dauert die Einführung bei Ihnen?",
        "Der Preis liegt über unserem Rahmen.",
        "Passt Donnerstag für ein kurzes Gespräch?",
    ),
    "en": (
        "Thanks, that sounds interesting. Could you send me the details?",
        "We will discuss this internally and get back to you.",
        "How long does the roll-out usually take?",
        "The price is above what we had planned.",
        "Would Thursday work for a quick call?",
    ),
}
OUTBOUND = {
    "de": (
        "Kurz nachgefragt",
        "Unterlagen wie besprochen",
        "Beispiel aus Ihrer Branche",
        "Nächste Schritte",
    ),
    "en": (
        "Quick follow-up",
        "Material as discussed",
        "An example from your industry",
        "Next steps",
    ),
}
LOSSES = ("Kein Budget", "Wettbewerber gewählt", "Projekt verschoben", "Keine Rückmeldung")

# status, its share of the leads, mean BANT score, least and most contacts so far
STATUSES = (
    ("new", 12, None, (0, 0)),
    ("contacted", 22, 45, (1, 4)),
    ("nurture", 5, 35, (2, 4)),
    ("qualified", 15, 66, (2, 6)),
    ("meeting_scheduled", 11, 72, (3, 7)),
    ("proposal_sent", 9, 74, (4, 8)),
    ("negotiation", 6, 80, (5, 10)),
    ("won", 10, 84, (5, 11)),
    ("lost", 8, 48, (3, 8)),
    ("unqualified", 2, 20, (1, 3)),
)

LEAD_HEADER = (
    "Lead-ID",
    "Name",
    "Firma",
    "E-Mail",
    "Telefon",
    "Status",
    "Quelle",
    "Auftragswert",
    "Währung",
    "Sprache",
    "Erstellt am",
    "Status seit",
    "Abgeschlossen am",
    "Verlustgrund",
    "Betreuer",
    "E-Mail Betreuer",
    "Zeitzone Betreuer",
    "Sprache Betreuer",
    "Team",
    "Teamleitung",
    "Budget",
    "Entscheidung",
    "Bedarf",
    "Zeitplan",
    "Bewertet am",
    "Branche",
    "Mitarbeiterzahl",
)
ACTIVITY_HEADER = (
    "Aktivität",
    "Lead-ID",
    "Art",
    "Richtung",
    "Betreff",
    "Text",
    "Am",
    "Fällig am",
    "Stand",
    "Ergebnis",
)

Row = tuple[object, ...]


def stamp(instant: datetime | None) -> str:
    """An instant as ISO 8601, to the second; empty for none."""
    return instant.isoformat(timespec="seconds") if instant else ""


def euros(value: int) -> str:
    """An amount as a German CRM writes it: ``12.500,00``."""
    return f"{value:,}".replace(",", ".") + ",00"


class Team:
    """Makes the rows, lead by lead, from one source of chance."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.chance = random.Random(SEED)  # noqa: S311 - demo data, not a secret
        self.activities: list[Row] = []

    def moment(self, rep: Rep, days_ago: float) -> datetime:
        """Some instant about that many days ago in the rep's working hours, never in the future."""
        zone = ZoneInfo(rep.time_zone)
        local = (self.now - timedelta(days=days_ago)).astimezone(zone)
        local = local.replace(
            hour=self.chance.randint(8, 17),
            minute=self.chance.choice((0, 10, 20, 30, 45)),
            second=0,
            microsecond=0,
        )
        return min(local, self.now.astimezone(zone) - timedelta(minutes=self.chance.randint(5, 90)))

    def add(
        self,
        lead: str,
        kind: str,
        way: str,
        title: str,
        text: str,
        at: datetime,
        due: datetime | None = None,
        state: str = "completed",
        outcome: str = "",
    ) -> None:
        number = len(self.activities) + 1
        self.activities.append(
            (f"A-{number:05}", lead, kind, way, title, text, stamp(at), stamp(due), state, outcome)
        )

    def contacts(
        self, rep: Rep, lead: str, language: str, count: int, first: float, last: float
    ) -> None:
        """``count`` contacts between ``first`` and ``last`` days ago, oldest first."""
        chance = self.chance
        for step in range(count):
            share = step / max(1, count - 1)
            at = self.moment(rep, first + (last - first) * share if count > 1 else last)
            kind = chance.choices(("call", "email", "whatsapp", "linkedin"), (4, 4, 2, 1))[0]
            if step and chance.random() < 0.42:
                self.add(lead, kind, "inbound", "", chance.choice(INBOUND[language]), at)
            else:
                outcome = chance.choice(("erreicht", "nicht erreicht")) if kind == "call" else ""
                self.add(
                    lead,
                    kind,
                    "outbound",
                    chance.choice(OUTBOUND[language]),
                    "",
                    at,
                    outcome=outcome,
                )

    def lead(self, rep: Rep, number: int) -> Row:
        """One lead's row; its activities are added on the way."""
        chance = self.chance
        language = rep.locale[:2]
        key = f"L-{number:04}"
        first, last = chance.choice(FIRST[language]), chance.choice(LAST[language])
        suffix, trade = chance.choice(TRADES[language])
        firm = f"{chance.choice(FIRMS[language])} {suffix}"
        domain = firm.lower().replace(" ", "-") + ".example"
        status, _, bant, contacts = chance.choices(STATUSES, [s[1] for s in STATUSES])[0]
        closed = status in ("won", "lost", "unqualified")
        age = chance.uniform(0.2, 6) if status == "new" else chance.uniform(12, 120)
        quiet = min(
            age * 0.8,
            chance.choices(
                (chance.uniform(0, 2), chance.uniform(2, 8), chance.uniform(8, 35)), (5, 3, 3)
            )[0],
        )
        close_age = min(age * 0.5, chance.uniform(0.5, 55)) if closed else None
        created = self.moment(rep, age)
        self.contacts(rep, key, language, chance.randint(*contacts), age * 0.95, close_age or quiet)
        if status == "meeting_scheduled":
            due = self.now + timedelta(hours=chance.choice((4, 20, 30, 52, 76, 100)))
            title = "Termin" if language == "de" else "Meeting"
            self.add(
                key, "meeting", "outbound", title, "", self.moment(rep, quiet), due, "scheduled"
            )
        if not closed and status != "new" and chance.random() < 0.18:
            due = self.now + timedelta(days=chance.uniform(-3, 3))
            title = "Unterlagen senden" if language == "de" else "Send material"
            self.add(
                key, "task", "internal", title, "", self.moment(rep, quiet + 2), due, "pending"
            )
        assessed = bant is not None and chance.random() < 0.85
        scores = (
            [min(100, max(0, round(chance.gauss(bant or 0, 14)))) for _ in range(4)]
            if assessed
            else [""] * 4
        )
        since = age * 0.6 if status == "nurture" else min(quiet + chance.uniform(0, 9), age * 0.7)
        return (
            key,
            f"{first} {last}",
            firm,
            f"{first}.{last}@{domain}".lower()
            .replace("ü", "ue")
            .replace("ö", "oe")
            .replace("ä", "ae"),
            f"+{chance.choice((49, 43, 41)) if language == 'de' else chance.choice((44, 1, 65))} "
            f"{chance.randint(100, 999)} {chance.randint(100000, 999999)}",
            # what automation will find out by itself is exported as it began
            "new" if status in ("contacted", "qualified", "meeting_scheduled") else status,
            chance.choice(SOURCES),
            euros(
                chance.choice((1, 2, 3, 4, 6, 8, 12, 15, 20, 30)) * 1000
                + chance.randint(0, 9) * 100
            ),
            "EUR",
            language,
            stamp(created),
            stamp(self.moment(rep, since))
            if status in ("proposal_sent", "negotiation", "nurture")
            else "",
            stamp(self.moment(rep, close_age)) if close_age else "",
            chance.choice(LOSSES) if status == "lost" else "",
            rep.name,
            rep.email,
            rep.time_zone,
            rep.locale,
            rep.squad,
            rep.manager,
            *scores,
            stamp(self.moment(rep, age * 0.55)) if assessed else "",
            trade,
            chance.choice((8, 25, 60, 140, 400, 1200)),
        )

    def leads(self) -> Iterator[Row]:
        for index, rep in enumerate(REPS):
            for number in range(1, LEADS_PER_REP + 1):
                yield self.lead(rep, index * LEADS_PER_REP + number)


def write(directory: Path, now: datetime) -> tuple[Path, Path]:
    """Writes leads.csv and activities.csv as of an instant with time zone; their paths."""
    directory.mkdir(parents=True, exist_ok=True)
    team = Team(now)
    paths = directory / "leads.csv", directory / "activities.csv"
    rows: Iterator[Row]
    for path, header, rows in (
        (paths[0], LEAD_HEADER, team.leads()),
        (paths[1], ACTIVITY_HEADER, iter(team.activities)),
    ):
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(header)
            writer.writerows(rows)
    return paths
