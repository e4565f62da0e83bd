"""Keys of sources and objects, rows that stay apart, people in many spellings, undo."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest
import typer
from typer.testing import CliRunner, Result

from agent.importer import import_file, undo_import
from tests.conftest import Database

app = typer.Typer()
app.command("import")(import_file)
app.command("undo-import")(undo_import)


class Office:
    """A database, and somebody who imports files into it."""

    def __init__(self, database: Database, directory: Path) -> None:
        self.database = database
        self.directory = directory

    def run(self, *args: object) -> Result:
        runner = CliRunner(env={"DATABASE_URL": self.database.url, "LANG": "C.UTF-8"})
        result = runner.invoke(app, [str(arg) for arg in args])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result

    def load(self, name: str, *lines: str, options: Sequence[str] = (), code: int = 0) -> Result:
        path = self.directory / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        result = self.run("import", path, *options)
        assert result.exit_code == code, result.output
        return result

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.database.url) as connection:
            return connection.execute(query.encode()).fetchall()

    def do(self, statement: str) -> None:
        with psycopg.connect(self.database.url) as connection:
            connection.execute(statement.encode())

    def value(self, query: str) -> Any:
        ((found,),) = self.rows(query)
        return found


@pytest.fixture
def office(database: Database, tmp_path: Path) -> Office:
    return Office(database, tmp_path)


CONTACTS = [
    "Record ID,First Name,Last Name,Email,Contact owner,Lifecycle Stage,Associated Company",
    *(f"{n},Pia,Person{n},pia{n}@firm{n}.example,Julia Bauer,Lead,Firm {n}" for n in range(1, 107)),
]
DEALS = [
    "Record ID,Deal Name,Deal Stage,Amount,Close Date,Deal owner,"
    "Associated Contact IDs,Associated Contact,Associated Company",
    *(
        f"{n},Deal {n},Closed Won,{n},2025-03-01,Julia Bauer,{n},Pia Person{n},Firm {n}"
        for n in range(1, 121)
    ),
]


def test_contacts_and_deals_with_the_same_record_ids_do_not_touch_each_other(
    office: Office,
) -> None:
    office.load("contacts.csv", *CONTACTS)
    before = office.rows("select id, name, status, attributes from leads order by id")
    office.load("deals.csv", *DEALS)
    assert office.value("select count(*) from leads") == 106 + 120
    known = ", ".join(f"'{row[0]}'" for row in before)
    again = office.rows(
        f"select id, name, status, attributes from leads where id in ({known}) order by id"
    )
    assert again == before
    # linked, not copied: the person behind contact 7 and deal 7 is one
    assert office.value("select count(*) from contacts") == 120
    assert office.value("select count(*) from companies") == 120
    assert (
        office.value(
            "select count(*) from contacts as c join lead_contacts as l on l.contact_id = c.id "
            "where c.email = 'pia7@firm7.example'"
        )
        == 2
    )


def test_a_deal_is_called_by_its_person_and_keeps_its_title(office: Office) -> None:
    office.load("contacts.csv", *CONTACTS[:3])
    office.load("deals.csv", *DEALS[:3])
    found = office.rows(
        "select name, email, attributes ->> 'Deal Name' from leads where status = 'won' order by 1"
    )
    assert found == [
        ("Pia Person1", "pia1@firm1.example", "Deal 1"),
        ("Pia Person2", "pia2@firm2.example", "Deal 2"),
    ]


def test_rows_without_a_key_that_differ_stay_apart(office: Office) -> None:
    office.load(
        "leads.csv",
        "Firma,E-Mail,Auftragswert",
        *(f"Acme,info@acme.example,{n}" for n in range(50)),
        "Acme,info@acme.example,7",
    )
    assert office.value("select count(*) from leads") == 50
    assert office.rows("select code, line_no, row_count from import_rejects") == [
        ("identical_row", 52, 1)
    ]
    office.run("import", office.directory / "leads.csv")
    assert office.value("select count(*) from leads") == 50


def test_rows_that_nothing_names_are_not_imported_and_a_map_is_written(office: Office) -> None:
    result = office.load(
        "x.csv", "Quelle,Converted,Wert", *(f"web,{n % 2},{n}" for n in range(40)), code=64
    )
    assert office.value("select count(*) from leads") == 0
    path = office.directory / "x.csv.map.json"
    assert path.name in "".join(result.output.split())
    map_ = json.loads(path.read_text())
    assert set(map_["//columns"]) == {"Quelle", "Converted", "Wert"}
    assert len(map_["//targets"]) > 60
    map_["lead"] = {**map_.get("lead", {}), "name": {"template": "Lead {Wert}"}}
    path.write_text(json.dumps(map_))
    assert office.run("import", office.directory / "x.csv", "--map", path).exit_code == 0
    assert office.value("select count(*) from leads") == 40


def test_a_key_that_tells_nothing_apart_stops_the_import(office: Office) -> None:
    (office.directory / "m.json").write_text('{"lead": {"external_id": "K", "name": "Name"}}')
    lines = ["K,Name", *(f"{n % 2},Name {n}" for n in range(40))]
    result = office.load(
        "x.csv", *lines, options=["--map", str(office.directory / "m.json")], code=64
    )
    assert "2 keys" in " ".join(result.output.split())
    assert office.value("select count(*) from leads") == 0
    # of its own accord it would not have taken the column for a key
    office.load("y.csv", "Lead-ID,Name", *lines[1:])
    assert office.value("select count(*) from leads") == 40


def test_one_address_in_two_sources_is_one_lead_said_and_undone(office: Office) -> None:
    office.load("a.csv", "Name,E-Mail,Telefon", "Ann,ann@acme.example,", "Bob,info@acme.example,")
    office.load(
        "b.csv",
        "Name,E-Mail,Telefon",
        "Ann Amsel,ann@acme.example,0123",
        "Cid,info@acme.example,",
        options=["--source", "hubspot"],
    )
    found = office.rows("select name, phone from leads order by name")
    assert found == [("Ann", "0123"), ("Bob", None), ("Cid", None)]
    assert office.rows("select code, value from import_rejects") == [
        ("merged_email", "ann@acme.example")
    ]
    assert office.run("undo-import", "2").exit_code == 0
    assert office.rows("select name, phone from leads order by name") == [
        ("Ann", None),
        ("Bob", None),
    ]


def test_by_policy_one_address_in_two_sources_stays_two_leads(office: Office) -> None:
    office.do("select set_policy('imports.same_email', '\"separate\"')")
    office.load("a.csv", "Name,E-Mail", "Ann,ann@acme.example")
    office.load("b.csv", "Name,E-Mail", "Ann A,ann@acme.example", options=["--source", "crm"])
    assert office.value("select count(*) from leads") == 2
    assert office.value("select code from import_rejects") == "same_email"


def test_one_owner_in_many_spellings_is_one_user(office: Office) -> None:
    office.load(
        "x.csv",
        "ID;Name;Betreuer",
        "1;A;julia.bauer@firma.example",
        "2;B;Julia Bauer",
        '3;C;"Bauer, Julia"',
        "4;D;JULIA BAUER",
        "5;E;Max Huber",
    )
    found = office.rows(
        "select u.name, u.email, count(*) from users as u join leads as l on l.user_id = u.id "
        "group by 1, 2 order by 1"
    )
    assert [(name.lower(), email, count) for name, email, count in found] == [
        ("julia bauer", "julia.bauer@firma.example", 4),
        ("max huber", None, 1),
    ]


def test_two_owners_of_one_name_are_two_users(office: Office) -> None:
    office.load("x.csv", "ID,Name,Owner ID,Owner", "1,A,u1,Max Huber", "2,B,u2,Max Huber")
    assert office.value("select count(distinct user_id) from leads") == 2


WHOLE = [
    "Lead-ID;Name;E-Mail;Status;Betreuer;Auftragswert",
    *(f"{n};Name {n};n{n}@x.example;Angebot;Rita Rep;{n}" for n in range(1, 21)),
]


def test_an_import_is_undone_in_one_call(office: Office) -> None:
    office.do("insert into leads (name, email) values ('By hand', 'n1@x.example')")
    office.load("x.csv", *WHOLE)
    assert office.value("select count(*) from leads") == 20
    assert office.run("undo-import", "1").exit_code == 0
    assert office.rows("select name, user_id, deal_value, attributes from leads") == [
        ("By hand", None, None, {})
    ]
    assert office.value("select count(*) from users") == 0
    # and in again
    office.run("import", office.directory / "x.csv")
    assert office.value("select count(*) from leads") == 20


def test_undo_leaves_what_people_changed_and_lists_it(office: Office) -> None:
    office.load("x.csv", *WHOLE)
    office.do("update leads set phone = '1' where name = 'Name 3'")
    result = office.run("undo-import", "1")
    assert result.exit_code == 0
    assert office.rows("select name from leads") == [("Name 3",)]
    assert office.value("select kept_by_undo from imports") == 1
    assert office.run("undo-import", "1").exit_code == 64


def test_undo_restores_what_an_update_changed(office: Office) -> None:
    office.load("x.csv", *WHOLE)
    office.load("x.csv", *(line.replace("Angebot", "Gewonnen") for line in WHOLE[:5]))
    assert office.value("select count(*) from leads where status = 'won'") == 4
    office.do("update leads set deal_value = 77 where name = 'Name 2'")
    assert office.run("undo-import", "2").exit_code == 0
    assert office.value("select count(*) from leads where status = 'proposal_sent'") == 20
    assert office.value("select deal_value from leads where name = 'Name 2'") == 77


def test_leads_without_an_owner_are_counted_or_given_one(office: Office) -> None:
    result = office.load("x.csv", "Name,Firma", "Ann,A", "Bob,B", "Cid,C")
    assert "no owner" in " ".join(result.output.split())
    assert office.value("select leads_ownerless from imports") == 3
    assert office.value("select salesflow.count_ownerless_leads()") == 3
    office.do("insert into users (name) values ('Rita'), ('Sam')")
    office.do("select set_policy('imports.owner', '\"round_robin\"')")
    office.load("y.csv", "Name,Firma", "Dan,D", "Eve,E", "Fay,F", "Gil,G")
    assert office.rows(
        "select u.name, count(*) from leads as l join users as u on u.id = l.user_id"
        " group by 1 order by 1"
    ) == [("Rita", 2), ("Sam", 2)]


def test_words_that_are_not_known_leave_their_row_and_the_known_ones_alone(
    office: Office,
) -> None:
    office.load(
        "x.csv",
        "Name,Stage",
        *(f"N{n},{'Kickoff' if n % 2 else 'Angebot gelegt'}" for n in range(10)),
    )
    assert dict(office.rows("select status, count(*) from leads group by 1")) == {
        "new": 5,
        "proposal_sent": 5,
    }
    assert office.rows("select severity, value, row_count from import_rejects") == [
        ("unread", "Kickoff", 5)
    ]
    assert office.value("select count(*) from leads where attributes ->> 'Stage' = 'Kickoff'") == 5


def test_an_import_killed_leaves_nothing_and_the_next_is_not_slower(office: Office) -> None:
    """The statistics of rows that were rolled back decide nothing."""
    lines = ["ID,Name,Status,Created,Closed"]
    lines += [f"{n},N{n},won,2025-01-01,2025-02-02" for n in range(20_000)]
    path = office.directory / "x.csv"
    path.write_text("\n".join(lines) + "\n")
    office.run("import", path, "--dry-run")
    with psycopg.connect(office.database.url, autocommit=True) as connection:
        connection.execute("analyze")
        connection.execute("set statement_timeout = '60s'")
    assert office.value("select count(*) from leads") == 0
    assert office.run("import", path).exit_code == 0
    assert office.value("select count(*) from leads where status = 'won'") == 20_000


def test_a_directory_is_imported_in_the_right_order(office: Office) -> None:
    folder = office.directory / "export"
    folder.mkdir()
    (folder / "activities.csv").write_text(
        "Activity - ID,Activity - Subject,Activity - Type,Activity - Done,Deal - ID,"
        "Activity - Due date\n1,Call Pia,Call,Done,7,2025-01-05\n"
        "2,Meet,Meeting,Done,99,2025-01-05\n"
    )
    (folder / "deals.csv").write_text(
        "Deal - ID,Deal - Title,Deal - Status,Deal - Stage,Deal - Contact person,"
        "Deal - Organization\n7,Big,Open,Contact Made,Pia Person,Acme\n"
    )
    (folder / "people.csv").write_text(
        "Person - ID,Person - Name,Person - Owner,Person - Organization\n7,Pia Person,Rita,Acme\n"
    )
    result = office.run("import", folder)
    assert result.exit_code == 3, result.output  # one activity belongs to no deal
    assert office.rows(
        "select l.name, a.type, a.title from activities as a join leads as l on l.id = a.lead_id"
    ) == [("Pia Person", "call", "Call Pia")]
    assert office.value("select count(*) from contacts") == 1
    assert office.value("select code from import_rejects where severity = 'rejected'") == "no_lead"


def test_an_import_of_known_sources_uses_up_no_number_of_them(office: Office) -> None:
    """There are 32,767; a file every morning must not run out of them."""
    number = "select last_value from pg_sequences where sequencename = 'import_sources_id_seq'"
    office.load("contacts.csv", *CONTACTS)
    before = office.value(number)
    office.load("contacts.csv", *CONTACTS, "107,Pia,New,new@firm.example,Julia Bauer,Lead,New")
    assert office.value(number) == before


def test_a_file_of_thousands_of_columns_says_so_in_a_few_lines(office: Office) -> None:
    names = ",".join(f"c{n}" for n in range(3000))
    result = office.load("x.csv", f"Name,{names}", "Ann," + "x," * 2999 + "x")
    assert result.output.count("\n") < 40
    assert office.value("select attributes ->> 'c2999' from leads") == "x"
