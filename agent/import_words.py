"""What `salesflow import` says, in German and English."""

from __future__ import annotations

from typing import NoReturn

import typer
from rich.console import Console
from rich.text import Text

from agent.text import clean

WORDS = {
    "en": {
        "empty": "{file} is empty.",
        "kind": "{file} is a file of kind {detail}, not CSV: export it as CSV.",
        "binary": "{file} is not a text file: export it as CSV.",
        "no_header": "The first line of {file} looks like data ({detail}), not like column names: "
        "put names above it, or use --no-header and a map of “column 1”, “column 2”, …",
        "no_file": "Cannot read {file}: {detail}",
        "encoding": "There is no encoding {detail}.",
        "delimiter": "A delimiter is one character.",
        "no_map": "There is no map {detail}. Give the path of a JSON file or one of: {names}",
        "bad_map": "The map {file} is not JSON: {detail}",
        "reading": "Reading {file}",
        "working": "Importing {count} rows",
        "attributes": "Kept as attributes: {columns}",
        "save": "To change this: salesflow import {file} --suggest > map.json, then --map map.json",
        "dry_run": "Dry run: nothing was changed.",
        "column": "column",
        "rejected": "Left out:",
        "warned": "Look at:",
        "more": "… and {count} more. All of them: --rejects FILE.csv, "
        "or select * from import_rejects where import_id = '{id}';",
        "line": "line {line}",
        "whole_column": "whole column",
        "wrote": "{count} lines written to {file}",
        "row_count": "rows",
        "leads_inserted": "leads new",
        "leads_updated": "leads updated",
        "leads_unchanged": "leads unchanged",
        "status_changes": "status changes",
        "activities_added": "activities",
        "assessments_added": "BANT assessments",
        "users_created": "users new",
        "squads_created": "squads new",
        "rows_rejected": "rows left out",
        "warnings": "warnings",
        "header": ("line", "column", "value", "reason"),
        "no_sheet": "{file} has no such sheet. There are: {detail}",
        "bad_json": "{file} is not the JSON it seems to be: {detail}",
        "open_quote": "In line {detail} of {file} a quote is opened that nothing closes: "
        "nothing was imported.",
        "no_files": "There is no file of rows in {file}.",
        "understood": "{file}: {count} rows, each a {object}, source {source}",
        "object.lead": "lead",
        "object.deal": "deal",
        "object.contact": "contact",
        "object.company": "company",
        "object.activity": "activity",
        "object.user": "user",
        "recognised": "Recognised as {detail}.",
        "words": "What the words mean:",
        "unknown": "not known",
        "owners": "Owners: {known} known, {new} new: {names}",
        "order.dmy": "day first",
        "order.mdy": "month first",
        "order.de": "1.234,56",
        "order.en": "1,234.56",
        "and_more": "{names} … and {count} more",
        "broken": "{count} rows do not fit the header",
        "nameless": "No column says what the rows are called, so nothing was imported.",
        "wrote_map": "A map to edit: {map}. Then: salesflow import {file} --map {map}",
        "ask_status": "{column}: what is “{word}” ({count} rows)?",
        "ask_name": "Which column says what a row is called?",
        "ask_go": "Import it?",
        "stopped": "Stopped: nothing was imported.",
        "unread": "Not understood, kept as attributes:",
        "eg": "{count} × {reason}, for example {values}",
        "ownerless": "{count} open leads have no owner and are in no plan: set policy "
        "imports.owner, or give them one.",
        "undo": "To take it back: salesflow undo-import {number}",
        "undone": "Import {number} is undone.",
        "kept": "{count} things were changed since and stay: select * from "
        "import_rejects where code = 'changed_since';",
        "no_import": "There is no import {number}. Imports:",
        "leads_merged": "leads known from another source",
        "leads_ownerless": "open leads without owner",
        "contacts_added": "persons new",
        "companies_added": "companies new",
        "cells_unread": "cells not understood",
    },
    "de": {
        "empty": "{file} ist leer.",
        "kind": "{file} ist eine Datei der Art {detail}, kein CSV: als CSV exportieren.",
        "binary": "{file} ist keine Textdatei: als CSV exportieren.",
        "no_header": "Die erste Zeile von {file} sieht nach Daten aus ({detail}), nicht nach "
        "Spaltennamen: Namen darüber setzen, oder --no-header und eine Zuordnung von "
        "„column 1“, „column 2“, …",
        "no_file": "{file} ist nicht lesbar: {detail}",
        "encoding": "Die Kodierung {detail} gibt es nicht.",
        "delimiter": "Ein Trennzeichen ist ein einzelnes Zeichen.",
        "no_map": "Die Zuordnung {detail} gibt es nicht. Pfad einer JSON-Datei oder: {names}",
        "bad_map": "Die Zuordnung {file} ist kein JSON: {detail}",
        "reading": "Lese {file}",
        "working": "Importiere {count} Zeilen",
        "attributes": "Als Attribute behalten: {columns}",
        "save": "Um das zu ändern: salesflow import {file} --suggest > map.json, "
        "dann --map map.json",
        "dry_run": "Probelauf: nichts wurde geändert.",
        "column": "Spalte",
        "rejected": "Ausgelassen:",
        "warned": "Bitte ansehen:",
        "more": "… und {count} weitere. Alle: --rejects DATEI.csv, "
        "oder select * from import_rejects where import_id = '{id}';",
        "line": "Zeile {line}",
        "whole_column": "ganze Spalte",
        "wrote": "{count} Zeilen nach {file} geschrieben",
        "row_count": "Zeilen",
        "leads_inserted": "Leads neu",
        "leads_updated": "Leads aktualisiert",
        "leads_unchanged": "Leads unverändert",
        "status_changes": "Statuswechsel",
        "activities_added": "Aktivitäten",
        "assessments_added": "BANT-Bewertungen",
        "users_created": "Benutzer neu",
        "squads_created": "Teams neu",
        "rows_rejected": "Zeilen ausgelassen",
        "warnings": "Hinweise",
        "header": ("Zeile", "Spalte", "Wert", "Grund"),
        "no_sheet": "{file} hat kein solches Blatt. Es gibt: {detail}",
        "bad_json": "{file} ist nicht das JSON, nach dem es aussieht: {detail}",
        "open_quote": "In Zeile {detail} von {file} beginnt ein Anführungszeichen, das "
        "nichts schließt: nichts wurde importiert.",
        "no_files": "In {file} ist keine Datei mit Zeilen.",
        "understood": "{file}: {count} Zeilen, jede ein {object}, Quelle {source}",
        "object.lead": "Lead",
        "object.deal": "Deal",
        "object.contact": "Kontakt",
        "object.company": "Unternehmen",
        "object.activity": "Aktivität",
        "object.user": "Benutzer",
        "recognised": "Erkannt als {detail}.",
        "words": "Was die Wörter bedeuten:",
        "unknown": "unbekannt",
        "owners": "Betreuer: {known} bekannt, {new} neu: {names}",
        "order.dmy": "Tag zuerst",
        "order.mdy": "Monat zuerst",
        "order.de": "1.234,56",
        "order.en": "1,234.56",
        "and_more": "{names} … und {count} weitere",
        "broken": "{count} Zeilen passen nicht zur Kopfzeile",
        "nameless": "Keine Spalte sagt, wie die Zeilen heißen; nichts wurde importiert.",
        "wrote_map": "Eine Zuordnung zum Bearbeiten: {map}. Dann: salesflow import {file} "
        "--map {map}",
        "ask_status": "{column}: was ist „{word}“ ({count} Zeilen)?",
        "ask_name": "Welche Spalte sagt, wie eine Zeile heißt?",
        "ask_go": "Importieren?",
        "stopped": "Abgebrochen: nichts wurde importiert.",
        "unread": "Nicht verstanden, als Attribut behalten:",
        "eg": "{count} × {reason}, zum Beispiel {values}",
        "ownerless": "{count} offene Leads haben keinen Betreuer und stehen in keinem Plan: "
        "Richtlinie imports.owner setzen oder zuweisen.",
        "undo": "Zurücknehmen: salesflow undo-import {number}",
        "undone": "Import {number} ist zurückgenommen.",
        "kept": "{count} Dinge wurden seither geändert und bleiben: select * from import_rejects "
        "where code = 'changed_since';",
        "no_import": "Es gibt keinen Import {number}. Importe:",
        "leads_merged": "Leads aus anderer Quelle bekannt",
        "leads_ownerless": "offene Leads ohne Betreuer",
        "contacts_added": "Personen neu",
        "companies_added": "Unternehmen neu",
        "cells_unread": "Zellen nicht verstanden",
    },
}


class Speaker:
    """Says things to a person, on standard error, in their language."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self.err = Console(stderr=True, highlight=False)
        self.out = Console(highlight=False)

    def __call__(self, key: str, **values: object) -> str:
        words = WORDS[self.locale][key]
        assert isinstance(words, str)  # noqa: S101
        return words.format(**{name: clean(value) for name, value in values.items()})

    def number(self, count: int) -> str:
        """A count, grouped as the language does."""
        return f"{count:,}".replace(",", "." if self.locale == "de" else ",")

    def some(self, names: list[str], most: int = 12) -> str:
        """A few of many names."""
        if len(names) <= most:
            return clean(", ".join(names))
        return self("and_more", names=", ".join(names[:most]), count=self.number(len(names) - most))

    def fail(self, code: int, key: str, **values: object) -> NoReturn:
        self.err.print(Text(self(key, **values), style="bold red"))
        raise typer.Exit(code)
