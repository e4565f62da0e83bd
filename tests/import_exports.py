"""Exports as real CRMs and people write them, made here, with what an importer should find."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROWS = 60
OWNERS = ("Julia Bauer", "Max Huber", "Ann O'Neil", "Søren Holm")


@dataclass(frozen=True)
class Deal:
    """One deal, before it is written the way some program writes it."""

    number: int
    title: str
    person: str
    email: str
    company: str
    owner: str
    stage: str  # open, won, lost
    value: float
    created: date
    closed: date | None


@dataclass(frozen=True)
class Export:
    """A file: its name, its header and how each deal becomes a row of it."""

    name: str
    object: str
    header: Sequence[str]
    row: Callable[[Deal], Sequence[Any]]
    write: str = "csv"
    delimiter: str = ","
    encoding: str = "utf-8"
    title: Sequence[str] = ()
    has_owner: bool = True
    has_value: bool = True
    has_end: bool = True
    currency: str = "EUR"


def deals() -> list[Deal]:
    """The same deals for every file."""
    rng = random.Random(8)
    made = []
    for n in range(ROWS):
        created = date(2025, 1, 1) + timedelta(days=rng.randrange(200))
        stage = rng.choice(("open", "open", "won", "lost"))
        closed = created + timedelta(days=rng.randrange(5, 90)) if stage != "open" else None
        made.append(
            Deal(
                n + 1,
                f"Renewal {n + 1}",
                f"Pia Person{n + 1}",
                f"pia{n + 1}@firm{n % 17}.example",
                f"Firm {n % 17} GmbH",
                OWNERS[n % len(OWNERS)],
                stage,
                float(rng.randrange(100, 90_000)),
                created,
                closed,
            )
        )
    return made


def german(amount: float) -> str:
    return f"{amount:,.2f}".replace(",", "x").replace(".", ",").replace("x", ".")


def words(open_: str, won: str, lost: str) -> Callable[[Deal], str]:
    return lambda deal: {"open": open_, "won": won, "lost": lost}[deal.stage]


def iso(day: date | None, clock: str = "") -> str:
    return f"{day.isoformat()}{clock}" if day else ""


def us(day: date | None) -> str:
    return f"{day.month}/{day.day}/{day.year}" if day else ""


def eu(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


_hub = words(
    "Appointment Scheduled (Sales Pipeline)",
    "Closed Won (Sales Pipeline)",
    "Closed Lost (Sales Pipeline)",
)
_sf = words("Needs Analysis", "Closed Won", "Closed Lost")
_zoho = words("Negotiation/Review", "Closed Won", "Closed-Lost to Competition")
_odoo = words("Proposition", "Won", "Lost")
_de = words("Angebot gelegt", "Gewonnen", "Verloren")

EXPORTS = [
    Export("hubspot-deals.csv", "deal",
        ["Record ID", "Deal Name", "Deal Stage", "Close Date", "Deal owner", "Amount", "Create Date", "Associated Company", "Associated Contact"],
        lambda d: [d.number, d.title, _hub(d), iso(d.closed, " 10:15"), d.owner, d.value, iso(d.created, " 09:00"), d.company, d.person]),
    Export("hubspot-contacts.csv", "contact",
        ["Record ID", "First Name", "Last Name", "Email", "Phone Number", "Contact owner", "Lifecycle Stage", "Lead Status", "Create Date", "Associated Company"],
        lambda d: [d.number, *d.person.split(), d.email, f"+49 30 {d.number}", d.owner, "Lead", "IN_PROGRESS", iso(d.created, " 09:00"), d.company],
        has_value=False, has_end=False),
    Export("hubspot-deals-de.csv", "deal",
        ["Datensatz-ID", "Dealname", "Dealphase", "Abschlussdatum", "Zuständiger Mitarbeiter für den Deal", "Betrag", "Erstellungsdatum"],
        lambda d: [d.number, d.title, words("Termin vereinbart", "Abgeschlossen und gewonnen", "Abgeschlossen und verloren")(d), iso(d.closed), d.owner, d.value, iso(d.created)]),
    Export("salesforce-leads-report.csv", "lead",
        ["Lead Owner", "First Name", "Last Name", "Company / Account", "Lead Source", "Lead Status", "Create Date", "Email", "Rating"],
        lambda d: [d.owner, *d.person.split(), d.company, "Web", words("Working - Contacted", "Closed - Converted", "Closed - Not Converted")(d), us(d.created), d.email, "Hot"],
        has_value=False, has_end=False),
    Export("salesforce-opportunities-report.csv", "deal",
        ["Opportunity Owner", "Account Name", "Opportunity Name", "Stage", "Amount Currency", "Amount", "Close Date", "Created Date", "Opportunity ID"],
        lambda d: [d.owner, d.company, d.title, _sf(d), "EUR", f"{d.value:,.2f}", us(d.closed or d.created), us(d.created), f"0065{d.number:011}"]),
    Export("salesforce-opportunities-api.csv", "deal",
        ["Id", "AccountId", "Name", "StageName", "Amount", "CloseDate", "OwnerId", "CreatedDate"],
        lambda d: [f"006{d.number}", f"001{d.number % 17}", d.title, _sf(d), d.value, iso(d.closed or d.created), f"005{d.owner[0]}", iso(d.created, "T08:00:00.000Z")]),
    Export("pipedrive-deals.csv", "deal",
        ["Deal - ID", "Deal - Title", "Deal - Value", "Deal - Currency of Value", "Deal - Owner", "Deal - Organization", "Deal - Contact person", "Deal - Stage", "Deal - Status", "Deal - Deal created", "Deal - Won time", "Deal - Lost time"],
        lambda d: [d.number, d.title, d.value, "EUR", d.owner, d.company, d.person, "Proposal Made", words("Open", "Won", "Lost")(d), iso(d.created, " 08:00:00"), iso(d.closed, " 09:00:00") if d.stage == "won" else "", iso(d.closed, " 09:00:00") if d.stage == "lost" else ""]),
    Export("pipedrive-people.csv", "contact",
        ["Person - ID", "Person - Name", "Person - Email - Work", "Person - Phone - Work", "Person - Organization", "Person - Owner", "Person - Person created"],
        lambda d: [d.number, d.person, d.email, f"030 {d.number}", d.company, d.owner, iso(d.created)],
        has_value=False, has_end=False),
    Export("pipedrive-deals.xlsx", "deal",
        ["Deal - ID", "Deal - Title", "Deal - Value", "Deal - Owner", "Deal - Organization", "Deal - Stage", "Deal - Status", "Deal - Deal created", "Deal - Won time", "Deal - Lost time"],
        lambda d: [d.number, d.title, d.value, d.owner, d.company, "Negotiations Started", words("Open", "Won", "Lost")(d), d.created, d.closed if d.stage == "won" else None, d.closed if d.stage == "lost" else None],
        write="xlsx"),
    Export("zoho-leads.csv", "lead",
        ["Record Id", "Lead Owner", "First Name", "Last Name", "Company", "Email", "Lead Status", "Lead Source", "Created Time"],
        lambda d: [f"zcrm_{d.number}", d.owner, *d.person.split(), d.company, d.email, words("Attempted to Contact", "Pre-Qualified", "Lost Lead")(d), "-None-", iso(d.created, " 10:00:00")],
        has_value=False, has_end=False),
    Export("zoho-deals.csv", "deal",
        ["Record Id", "Deal Owner", "Deal Name", "Account Name", "Contact Name", "Stage", "Amount", "Closing Date", "Created Time"],
        lambda d: [f"zcrm_{d.number}", d.owner, d.title, d.company, d.person, _zoho(d), d.value, iso(d.closed or d.created), iso(d.created, " 10:00:00")]),
    Export("odoo-pipeline.xlsx", "deal",
        ["External ID", "Opportunity", "Customer", "Contact Name", "Email", "Salesperson", "Stage", "Expected Revenue", "Created on", "Closed Date"],
        lambda d: [f"__export__.crm_lead_{d.number}", d.title, d.company, d.person, d.email, d.owner, _odoo(d), d.value, d.created, d.closed],
        write="xlsx"),
    Export("odoo-pipeline-de.csv", "deal",
        ["Externe ID", "Verkaufschance", "Kunde", "Kontaktname", "E-Mail", "Verkäufer", "Stufe", "Erwarteter Umsatz", "Erstellt am", "Abgeschlossen am"],
        lambda d: [f"crm_{d.number}", d.title, d.company, d.person, d.email, d.owner, words("Qualifiziert", "Gewonnen", "Verloren")(d), d.value, iso(d.created, " 08:00:00"), iso(d.closed, " 08:00:00")]),
    Export("dynamics-opportunities.xlsx", "deal",
        ["(Do Not Modify) Opportunity", "(Do Not Modify) Row Checksum", "Topic", "Potential Customer", "Est. Revenue", "Pipeline Phase", "Status", "Actual Close Date", "Created On", "Owner"],
        lambda d: [f"{{OPP-{d.number}}}", "x==", d.title, d.company, d.value, "Develop", words("Open", "Won", "Lost")(d), d.closed, d.created, d.owner],
        write="xlsx"),
    Export("dynamics-verkaufschancen.csv", "deal",
        ["(Nicht ändern) Verkaufschance", "Thema", "Potenzieller Kunde", "Gesch. Umsatz", "Pipelinephase", "Status", "Tatsächliches Abschlussdatum", "Erstellt am", "Besitzer"],
        lambda d: [f"{{OPP-{d.number}}}", d.title, d.company, german(d.value) + " €", "Entwickeln", words("Offen", "Gewonnen", "Verloren")(d), eu(d.closed), eu(d.created), d.owner],
        delimiter=";", encoding="cp1252"),
    Export("dynamics-contacts.csv", "contact",
        ["(Do Not Modify) Contact", "Full Name", "Email", "Company Name", "Business Phone", "Owner", "Created On"],
        lambda d: [f"{{C-{d.number}}}", d.person, d.email, d.company, f"030/{d.number}", d.owner, us(d.created)],
        has_value=False, has_end=False),
    Export("excel-by-hand.csv", "lead",
        ["Nr.", "Firma", "Ansprechpartner", "E-Mail Adresse", "Status", "Auftragswert", "Betreuer", "Angelegt am", "Abschlussdatum"],
        lambda d: [d.number, d.company, d.person, d.email, _de(d), f"€ {german(d.value)}", d.owner, eu(d.created), eu(d.closed)],
        delimiter=";", encoding="cp1252", title=["Vertriebsliste 2025;;;;;;;;", ";;;;;;;;"]),
    Export("excel-on-a-mac.csv", "lead",
        ["Kundennummer", "Firma", "Name", "Status", "Betrag in CHF", "Verkäufer", "Erstelldatum", "Geschlossen am"],
        lambda d: [f"K{d.number}", f"Müller & Söhne {d.number % 17}", d.person, words("in Bearbeitung", "abgeschlossen", "abgelehnt")(d), german(d.value), d.owner, eu(d.created), eu(d.closed)],
        delimiter=";", encoding="mac_roman", currency="CHF"),
    Export("sheet-with-title.xlsx", "lead",
        ["Company", "Contact", "Email", "Stage", "Deal Value", "Sales Rep", "Created", "Close Date"],
        lambda d: [d.company, d.person, d.email, _sf(d), d.value, d.owner, d.created, d.closed],
        write="xlsx", title=["Pipeline of the year"]),
    Export("dollars.csv", "deal",
        ["Deal ID", "Deal Title", "Stage", "Amount", "Owner", "Created", "Closed On"],
        lambda d: [d.number, d.title, words("20% - Proposal", "100% - Closed Won", "0% - Closed Lost")(d), f"${d.value:,.2f}", d.owner, us(d.created), us(d.closed)],
        currency="USD"),
    Export("last-name-first.csv", "lead",
        ["ID", "Name", "Status", "Wert", "Betreuer", "Erstellt am", "Abgeschlossen am"],
        lambda d: [d.number, d.person, _de(d), german(d.value), (d.owner, ", ".join(reversed(d.owner.split(" "))))[d.number % 2], eu(d.created), eu(d.closed)],
        delimiter=";"),
    Export("api.json", "deal",
        ["id", "dealname", "stage", "amount", "owner.name", "created", "closedAt"],
        lambda d: [d.number, d.title, _sf(d), d.value, d.owner, iso(d.created, "T00:00:00Z"), iso(d.closed, "T12:00:00Z") or None],
        write="json"),
    Export("api.jsonl", "lead",
        ["lead_id", "name", "email", "company", "status", "deal_value", "owner", "created_at", "closed_at"],
        lambda d: [d.number, d.person, d.email, d.company, words("contacted", "won", "lost")(d), d.value, d.owner, iso(d.created, "T00:00:00Z"), iso(d.closed, "T12:00:00Z") or None],
        write="jsonl"),
    Export("report.xls", "deal",
        ["Opportunity ID", "Opportunity Name", "Stage", "Amount", "Opportunity Owner", "Created Date", "Close Date"],
        lambda d: [d.number, d.title, _sf(d), f"EUR {d.value:,.2f}", d.owner, us(d.created), us(d.closed or d.created)],
        write="html"),
    Export("tabs-utf16.txt", "lead",
        ["Lead-ID", "Vorname", "Nachname", "Firma", "Phase", "Volumen", "Zuständig", "Datum", "Gewonnen am"],
        lambda d: [d.number, *d.person.split(), d.company, _de(d), german(d.value), d.owner, eu(d.created), eu(d.closed)],
        delimiter="\t", encoding="utf-16"),
    Export("packed.csv.gz", "deal",
        ["Deal ID", "Deal Name", "Deal Stage", "Value", "Deal Owner", "Create Date", "Close Date"],
        lambda d: [d.number, d.title, _sf(d), d.value, d.owner, iso(d.created), iso(d.closed)]),
]  # fmt: skip


def write(export: Export, directory: Path) -> Path:
    """The file on disk."""
    path = directory / export.name
    rows = [export.row(deal) for deal in deals()]
    if export.write == "xlsx":
        from openpyxl import Workbook

        book = Workbook()
        sheet = book.worksheets[0]
        for line in export.title:
            sheet.append([line])
        for cells in ([*export.header], *rows):
            sheet.append([*cells])
        book.save(path)
        return path
    if export.write in ("json", "jsonl"):
        records = []
        for cells in rows:
            record: dict[str, Any] = {}
            for name, cell in zip(export.header, cells, strict=True):
                outer, _, inner = name.partition(".")
                record[outer] = {inner: cell} if inner else cell
            records.append(record)
        lines = "\n".join(json.dumps(record) for record in records)
        path.write_text(lines if export.write == "jsonl" else json.dumps(records, indent=1))
        return path
    if export.write == "html":
        table = "".join(
            "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"
            for cells in (export.header, *rows)
        )
        path.write_text(f"<html><meta charset=utf-8><table border=1>\n{table}</table></html>")
        return path
    out = io.StringIO()
    for line in export.title:
        out.write(line + "\n")
    writer = csv.writer(out, delimiter=export.delimiter)
    writer.writerows([export.header, *rows])
    content = out.getvalue().encode(export.encoding, "replace")
    if path.suffix == ".gz":
        import gzip

        content = gzip.compress(content)
    path.write_bytes(content)
    return path
