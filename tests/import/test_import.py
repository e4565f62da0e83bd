"""Files become leads: a staging table and a map in, leads, reps, activities and outcomes out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
import pytest

Db = psycopg.Connection[dict[str, Any]]

MAP = {
    "lead": {
        "external_id": "ID",
        "name": "Name",
        "email": "E-Mail",
        "status": "Status",
        "deal_value": "Betrag",
        "created_at": "Erstellt",
    },
    "user": {"name": "Betreuer"},
    "outcome": {"at": "Ende", "reason": "Grund"},
}
HEADER = ["ID", "Name", "E-Mail", "Status", "Betrag", "Erstellt", "Betreuer", "Ende", "Grund", "X"]
ROW = [
    "1",
    "Anna",
    "anna@example.org",
    "Angebot",
    "1.234,50",
    "31.01.2026",
    "Rita Rep",
    "",
    "",
    "y",
]
_tables = iter(range(1_000_000))


def cell(row: Sequence[str], **changes: str) -> list[str]:
    """The row with cells changed; E_Mail for E-Mail."""
    named = dict(zip(HEADER, row, strict=True))
    named.update({name.replace("_", "-"): value for name, value in changes.items()})
    return list(named.values())


def load(
    db: Db,
    *rows: Sequence[str],
    map_: Any = MAP,
    header: Sequence[str] = HEADER,
    **options: Any,
) -> dict[str, Any]:
    """COPY-like: a table with text columns, then import_leads()."""
    table = f"staging_{next(_tables)}"
    columns = psycopg.sql.SQL(", ").join(
        psycopg.sql.SQL("{} text").format(psycopg.sql.Identifier(name)) for name in header
    )
    name = psycopg.sql.Identifier(table)
    db.execute(psycopg.sql.SQL("create temp table {} ({})").format(name, columns))
    for row in rows:
        places = psycopg.sql.SQL(", ").join([psycopg.sql.Placeholder()] * len(row))
        db.execute(
            psycopg.sql.SQL("insert into {} values ({})").format(name, places),
            [one or None for one in row],
        )
    cursor = db.execute(
        "select * from import_leads(%s::regclass, %s, 'test.csv', %s, %s)",
        (
            table,
            None if map_ is None else json.dumps(map_),
            options.get("dry_run", False),
            options.get("locale", "en"),
        ),
    )
    return one_row(cursor)


def one_row(cursor: psycopg.Cursor[dict[str, Any]]) -> dict[str, Any]:
    row = cursor.fetchone()
    assert row is not None
    return row


def rejects(db: Db, result: dict[str, Any]) -> list[dict[str, Any]]:
    return db.execute(
        "select * from import_rejects where import_id = %s order by id", (result["id"],)
    ).fetchall()


def lead(db: Db, external_id: str = "1") -> dict[str, Any]:
    return one_row(
        db.execute(
            "select l.*, u.name as user_name from leads as l left join users as u "
            "on u.id = l.user_id where l.external_id = %s",
            (external_id,),
        )
    )


def history(db: Db, external_id: str = "1") -> list[tuple[Any, ...]]:
    rows = db.execute(
        "select h.from_status, h.to_status, to_char(h.created_at at time zone 'Europe/Berlin', "
        "'YYYY-MM-DD') as day, h.reason, h.automated, h.metadata ->> 'actor' as actor "
        "from lead_status_history as h join leads as l on l.id = h.lead_id "
        "where l.external_id = %s order by h.position",
        (external_id,),
    ).fetchall()
    return [tuple(row.values()) for row in rows]


@pytest.fixture(autouse=True)
def _workshop_is_left_empty(db: Db) -> Iterator[None]:
    yield
    if db.info.transaction_status != psycopg.pq.TransactionStatus.INTRANS:
        return
    for table in ("rows", "fields", "items", "values", "people", "companies", "contacts", "plan"):
        found = db.execute(f"select count(*) as n from salesflow.import_{table}")
        assert one_row(found) == {"n": 0}, table


def test_a_row_becomes_a_lead_with_its_rep(db: Db) -> None:
    result = load(db, ROW)
    assert (result["row_count"], result["leads_inserted"], result["users_created"]) == (1, 1, 1)
    found = lead(db)
    assert found["name"] == "Anna"
    assert found["email"] == "anna@example.org"
    assert found["status"] == "proposal_sent"
    assert str(found["deal_value"]) == "1234.50"
    assert found["currency"] == "EUR"
    assert found["user_name"] == "Rita Rep"
    assert found["attributes"] == {"X": "y"}
    assert found["created_at"].isoformat() == "2026-01-30T23:00:00+00:00"
    assert history(db) == [
        (None, "proposal_sent", "2026-01-31", "Import of test.csv", False, "import")
    ]


def test_a_closed_lead_has_both_its_dates(db: Db) -> None:
    load(db, cell(ROW, Status="Closed Lost", Ende="15.03.2026", Grund="Preis"))
    assert history(db) == [
        (None, "new", "2026-01-31", "Import of test.csv", False, "import"),
        ("new", "lost", "2026-03-15", "Preis", False, "import"),
    ]


def counts(db: Db) -> dict[str, Any]:
    tables = (
        "leads users squads activities bant_assessments lead_status_history autonomous_actions "
        "ai_recommendations lead_summaries"
    )
    return {
        table: one_row(
            db.execute(
                f"select count(*) as n, max(xmin::text) as newest, md5(string_agg(t::text, '' "
                f"order by t::text)) as content from {table} as t"
            )
        )
        for table in tables.split()
    }


ACTIVITY = {
    "activities": [{"type": {"const": "call"}, "title": "X", "occurred_at": "Erstellt"}],
    "bant": {
        "budget": {"const": "80"},
        "authority": {"const": "80"},
        "need": {"const": "80"},
        "timeline": {"const": "80"},
    },
    "squad": {"name": {"const": "North"}},
}


def test_the_same_file_again_changes_nothing(db: Db) -> None:
    rows = [ROW, cell(ROW, ID="2", Status="won", Ende="2.2.2026"), cell(ROW, ID="3", Betrag="5")]
    first = load(db, *rows, map_=MAP | ACTIVITY)
    assert (first["activities_added"], first["assessments_added"]) == (3, 3)
    before = counts(db)
    again = load(db, *rows, map_=MAP | ACTIVITY)
    assert rejects(db, again) == []
    changed = {
        name: again[name]
        for name in again
        if name != "number" and isinstance(again[name], int) and again[name]
    }
    assert changed == {"row_count": 3, "leads_unchanged": 3}
    assert counts(db) == before


def test_an_update_takes_the_news_and_leaves_what_people_changed(db: Db) -> None:
    load(db, ROW, cell(ROW, ID="2"))
    db.execute("update leads set name = 'Anna Amsel', deal_value = 99 where external_id = '1'")
    result = load(
        db, cell(ROW, E_Mail="a@example.org", Status="Verhandlung", X="z"), cell(ROW, ID="2")
    )
    assert (result["leads_updated"], result["leads_unchanged"]) == (1, 1)
    found = lead(db)
    assert (found["name"], found["deal_value"]) == ("Anna Amsel", 99)
    assert (found["email"], found["attributes"]) == ("a@example.org", {"X": "z"})
    assert [step[:2] for step in history(db)] == [
        (None, "proposal_sent"),
        ("proposal_sent", "negotiation"),
    ]


def test_a_status_people_set_survives_an_unchanged_file(db: Db) -> None:
    load(db, ROW)
    db.execute("update leads set status = 'negotiation' where external_id = '1'")
    result = load(db, cell(ROW, X="z"))
    assert (result["leads_updated"], result["status_changes"]) == (1, 0)
    assert lead(db)["status"] == "negotiation"


def test_a_blank_cell_takes_nothing_back(db: Db) -> None:
    load(db, ROW)
    assert load(db, cell(ROW, E_Mail="", Betrag="", Betreuer=""))["leads_updated"] == 0
    assert lead(db)["email"] == "anna@example.org"


@pytest.mark.parametrize(
    ("change", "code", "column", "value"),
    [
        ({"Betrag": "viel"}, "bad_money", "Betrag", "viel"),
        ({"Betrag": "-5"}, "bad_money", "Betrag", "-5"),
        ({"Betrag": "9999999999999"}, "bad_money", "Betrag", "9999999999999"),
        ({"Erstellt": "30.02.2026"}, "bad_timestamp_dmy", "Erstellt", "30.02.2026"),
        ({"Erstellt": "01.01.0001"}, "bad_timestamp_dmy", "Erstellt", "01.01.0001"),
        ({"E_Mail": "anna at home"}, "bad_email", "E-Mail", "anna at home"),
        ({"Status": "gelb"}, "unknown_word", "Status", "gelb"),
    ],
)
def test_a_cell_that_is_not_understood_is_kept_and_its_row_taken(
    db: Db, change: dict[str, str], code: str, column: str, value: str
) -> None:
    bad = cell(ROW, **{"ID": "2"} | change)
    result = load(db, ROW, bad, cell(ROW, ID="3"), cell(bad, ID="4"))
    assert (result["leads_inserted"], result["rows_rejected"], result["cells_unread"]) == (4, 0, 2)
    (entry,) = rejects(db, result)
    assert entry["severity"] == "unread"
    assert (entry["line_no"], entry["code"], entry["row_count"]) == (3, code, 2)
    assert (entry["column_name"], entry["value"]) == (column, value)
    assert entry["reason"] not in ("", f"imports.reason.{code}")
    assert lead(db, "2")["attributes"][column] == value
    assert column not in lead(db)["attributes"]


def test_every_cell_that_is_not_understood_is_named_in_the_language_asked_for(db: Db) -> None:
    result = load(db, cell(ROW, Betrag="viel", Status="gelb"), locale="de")
    found = {reject["column_name"]: reject["reason"] for reject in rejects(db, result)}
    assert found == {
        "Betrag": "ist kein Betrag von 0 bis 999.999.999.999,99",
        "Status": "ist keines der Wörter für lead.status: mit „values“ zuordnen",
    }


def test_a_lead_closed_before_it_came_to_be_came_to_be_then(db: Db) -> None:
    result = load(db, cell(ROW, Status="won", Ende="1.1.2020"))
    assert [step[2] for step in history(db)] == ["2020-01-01", "2020-01-01"]
    (warning,) = rejects(db, result)
    assert (warning["severity"], warning["code"]) == ("warning", "closed_before_created")


@pytest.mark.parametrize(("end", "code"), [("", "undated_close"), ("1.1.2030", "closed_in_future")])
def test_a_win_without_a_date_is_not_won_today(db: Db, end: str, code: str) -> None:
    result = load(db, cell(ROW, Status="won", Ende=end))
    assert history(db)[-1][:3] == ("new", "won", "2026-01-31")
    assert code in [entry["code"] for entry in rejects(db, result)]


def test_a_win_without_any_date_lies_in_no_recent_period(db: Db) -> None:
    load(db, cell(ROW, Status="won", Ende="", Erstellt=""))
    assert history(db)[-1][:3] == ("new", "won", "1970-01-01")


def test_a_row_without_anything_to_call_it_by_is_rejected(db: Db) -> None:
    result = load(db, [""] * 9 + ["y"])
    assert [reject["code"] for reject in rejects(db, result)] == ["no_name"]


def test_rejected_rows_are_mended_and_tried_again(db: Db) -> None:
    result = load(db, ROW, cell([""] * 10, X="2"))
    db.execute(
        'update import_rejects set record = record || \'{"Name": "Bob", "ID": "2"}\' '
        "where import_id = %s",
        (result["id"],),
    )
    again = one_row(db.execute("select * from retry_import(%s)", (result["id"],)))
    assert (again["leads_inserted"], again["rows_rejected"]) == (1, 0)
    assert lead(db, "2")["name"] == "Bob"


def test_a_retry_reads_dates_as_the_whole_file_was_read(db: Db) -> None:
    bad = cell([""] * 10, Erstellt="03/04/2026")
    result = load(db, cell(ROW, Erstellt="13/04/2026"), bad)
    db.execute('update import_rejects set record = record || \'{"ID": "2"}\'')
    again = one_row(db.execute("select * from retry_import(%s)", (result["id"],)))
    assert (again["leads_inserted"], again["warnings"]) == (1, 0)
    assert history(db, "2")[0][2] == "2026-04-03"


def test_the_last_of_two_rows_with_one_key_counts(db: Db) -> None:
    result = load(db, ROW, cell(ROW, Name="Anna Amsel"))
    assert (result["leads_inserted"], result["warnings"]) == (1, 1)
    assert lead(db)["name"] == "Anna Amsel"
    (warning,) = rejects(db, result)
    assert (warning["severity"], warning["code"], warning["line_no"]) == ("warning", "duplicate", 2)
    assert warning["record"]["Name"] == "Anna"


def test_activities_come_many_to_a_lead_and_once_each(db: Db) -> None:
    load(db, ROW)
    map_ = {
        "lead": {"external_id": "ID"},
        "activities": [{"external_id": "Key", "type": "Art", "title": "T", "occurred_at": "Am"}],
    }
    rows = [["1", "a", "Anruf", "x", "1.2.2026"], ["1", "b", "Termin", "y", "2.2.2026"]]
    header = ["ID", "Key", "Art", "T", "Am"]
    assert load(db, *rows, map_=map_, header=header)["activities_added"] == 2
    rows[1][3] = "z"
    result = load(db, *rows, map_=map_, header=header)
    assert (result["activities_added"], result["warnings"]) == (1, 0)
    found = db.execute("select external_id, type, title from activities order by 1").fetchall()
    assert [tuple(row.values()) for row in found] == [("a", "call", "x"), ("b", "meeting", "z")]
    assert load(db, *rows, map_=map_, header=header)["activities_added"] == 0


def test_without_a_key_the_email_tells_leads_apart_else_their_name(db: Db) -> None:
    header = ["Name", "E-Mail", "Firma"]
    db.execute("insert into leads (name, email) values ('By hand', 'known@example.org')")
    rows = [["Ann", "known@example.org", "A"], ["Bob", "", "B"], ["Bob", "", "C"]]
    first = load(db, *rows, map_=None, header=header)
    assert (first["leads_inserted"], first["leads_updated"]) == (2, 1)
    again = load(db, *rows, map_=None, header=header)
    assert (again["leads_inserted"], again["leads_unchanged"]) == (0, 3)


def test_reps_are_found_by_key_email_or_name(db: Db) -> None:
    db.execute(
        "insert into users (name, email, external_id) values "
        "('Rita Rep', 'rita@example.org', 'r1'), ('Sam', null, null)"
    )
    map_ = {
        "lead": {"external_id": "ID"},
        "user": {"external_id": "K", "email": "M", "name": "N"},
    }
    rows = [
        ["1", "r1", "", "Somebody Else"],
        ["2", "", "RITA@example.org", "Rita"],
        ["3", "", "", "sam"],
        ["4", "", "new@example.org", "Sam"],
    ]
    result = load(db, *rows, map_=map_, header=["ID", "K", "M", "N"])
    names = [lead(db, row[0])["user_name"] for row in rows]
    # the last row fills the gap in what we know of Sam: an address contradicts nothing
    assert names == ["Rita Rep", "Rita Rep", "Sam", "Sam"]
    assert result["users_created"] == 0


def test_two_reps_of_one_name_are_pointed_out(db: Db) -> None:
    db.execute("insert into users (name) values ('Rita Rep'), ('Rita Rep')")
    assert [reject["code"] for reject in rejects(db, load(db, ROW))] == ["ambiguous_user"]


def test_a_dry_run_reports_and_changes_nothing(db: Db) -> None:
    before = counts(db)
    result = load(db, ROW, cell(ROW, ID="2", Betrag="viel"), cell(ROW), dry_run=True)
    assert result["is_dry_run"]
    assert (result["leads_inserted"], result["users_created"]) == (2, 1)
    assert [reject["code"] for reject in rejects(db, result)] == ["bad_money", "duplicate"]
    assert counts(db) == before


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["03/04/2026", "13/04/2026"], "2026-04-03"),
        (["03/04/2026", "04/13/2026"], "2026-03-04"),
        (["03.04.2026", "04.05.2026"], "2026-04-03"),
    ],
)
def test_a_column_of_dates_is_read_one_way(db: Db, dates: list[str], expected: str) -> None:
    rows = [cell(ROW, ID=str(n), Erstellt=day) for n, day in enumerate(dates)]
    result = load(db, *rows)
    assert (result["rows_rejected"], result["warnings"]) == (0, 0)
    assert history(db, "0")[0][2] == expected


def test_a_column_of_ambiguous_dates_is_pointed_out_and_the_map_decides(db: Db) -> None:
    result = load(db, cell(ROW, Erstellt="03/04/2026"), dry_run=True)
    assert [reject["code"] for reject in rejects(db, result)] == ["ambiguous_dates"]
    result = load(db, cell(ROW, Erstellt="03/04/2026"), map_=MAP | {"options": {"dates": "dmy"}})
    assert result["warnings"] == 0
    assert history(db)[0][2] == "2026-04-03"


@pytest.mark.parametrize(
    ("values", "first"),
    [(["1.234", "1,5"], 1234), (["1.234", "1.5"], 1.234), (["1,234", "1.5"], 1234)],
)
def test_a_column_of_numbers_is_read_one_way(db: Db, values: list[str], first: float) -> None:
    load(db, *(cell(ROW, ID=str(n), Betrag=value) for n, value in enumerate(values)))
    assert float(lead(db, "0")["deal_value"]) == round(first, 2)


def test_a_map_translates_templates_defaults_and_blanks(db: Db) -> None:
    map_ = {
        "lead": {
            "external_id": "id",
            "name": {"template": "{firm} | {product}"},
            "status": {"column": "s", "values": {"GREEN": "won", "grey": ""}, "else": "lost"},
            "source": {"column": "src", "default": "unknown"},
            "opening_status": {"const": "contacted"},
        },
        "options": {"null_values": ["Select"], "keep": ["id"], "drop": ["secret"]},
    }
    header = ["id", "firm", "product", "s", "src", "secret", "more"]
    load(
        db,
        ["1", "Acme", "Select", "green", "Select", "x", "SELECT"],
        ["2", "", "Pen", "grey", "fair", "x", "y"],
        ["3", "A", "B", "red", "fair", "x", "y"],
        map_=map_,
        header=header,
    )
    one, two, three = (lead(db, key) for key in "123")
    assert (one["name"], one["status"], one["source"]) == ("Acme", "won", "unknown")
    assert one["attributes"] == {"id": "1", "firm": "Acme"}  # a template does not use it up
    assert (two["name"], two["status"]) == ("Pen", "new")
    assert two["attributes"] == {"id": "2", "more": "y", "product": "Pen"}
    assert (three["name"], three["status"]) == ("A | B", "lost")
    assert [step[1] for step in history(db)] == ["contacted", "won"]


@pytest.mark.parametrize(
    ("map_", "says"),
    [
        ([], "JSON object"),
        ({"leads": {}}, "leads"),
        ({"lead": {"colour": "X"}}, "lead.colour"),
        ({"lead": {"name": "Nome"}}, "Nome"),
        ({"lead": {"name": {"const": "a", "column": "X"}}}, "lead.name"),
        ({"lead": {"name": {"column": "X", "colour": 1}}}, "colour"),
        ({"lead": {"name": {"template": "x"}}}, "template"),
        ({"lead": {"name": 7}}, "lead.name"),
        ({"lead": {"deal_value": {"column": "X", "format": "fr"}}}, "fr"),
        ({"activities": [{"title": "X"}]}, "type"),
        ({"activities": ["X"]}, "activity"),
        ({"lead": {"name": "X"}, "options": {"time_zone": "Mars"}}, "time_zone"),
        ({}, "nothing"),
    ],
)
def test_a_map_that_does_not_fit_says_why(db: Db, map_: Any, says: str) -> None:
    with pytest.raises(psycopg.Error) as raised, db.transaction():
        load(db, ROW, map_=map_)
    assert raised.value.sqlstate == "SF101"
    assert says in str(raised.value.diag.message_primary)
    assert raised.value.diag.message_hint


def test_an_empty_table_is_nothing_to_import(db: Db) -> None:
    with pytest.raises(psycopg.Error) as raised, db.transaction():
        load(db)
    assert raised.value.sqlstate == "SF102"


HOSTILE = "x'); drop table leads; --\u202e{name}\\%s$1 %L \x1b[31m"


def test_hostile_cells_headers_and_maps_stay_text(db: Db) -> None:
    header = ['i"d', HOSTILE.replace("\x1b", "")[:40]]
    map_ = {
        "lead": {
            "external_id": header[0],
            "name": {"template": "{" + header[0] + "} '; drop table leads; -- %L"},
            "source": {"column": header[1], "values": {"'": "'"}, "else": HOSTILE},
        },
        "options": {"null_values": ["'"]},
    }
    load(db, [HOSTILE, "b"], map_=map_, header=header)
    found = one_row(db.execute("select * from leads"))
    assert found["external_id"] == HOSTILE.replace("\x1b", "")
    assert found["source"] == HOSTILE


def test_a_cell_of_a_megabyte_is_kept(db: Db) -> None:
    load(db, cell(ROW, X="x" * 1_000_000))
    assert len(lead(db)["attributes"]["X"]) == 1_000_000


def test_only_administrators_import_and_only_what_they_may_read(db: Db) -> None:
    db.execute("create table secret (name text); insert into secret values ('x')")
    db.execute("create temp table mine (name text)")
    db.execute("insert into mine values ('x'); grant select on mine to salesflow_admin")
    db.execute("grant select on mine to salesflow_bi")
    db.execute("set local role salesflow_admin")
    assert one_row(db.execute("select * from import_leads('mine')"))["leads_inserted"] == 1
    with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
        db.execute("select * from import_leads('secret')")
    db.execute("set local role salesflow_bi")
    with pytest.raises(psycopg.errors.InsufficientPrivilege), db.transaction():
        db.execute("select * from import_leads('mine')")
    db.execute("reset role")


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (
            "Vorname,Nachname,E-Mail,Firma,Phase,Betrag,Betreuer,Erstellt am,Währung",
            {
                "lead": {
                    "first_name": "Vorname",
                    "last_name": "Nachname",
                    "email": "E-Mail",
                    "company": "Firma",
                    "status": "Phase",
                    "deal_value": "Betrag",
                    "created_at": "Erstellt am",
                    "currency": "Währung",
                },
                "user": {"name": "Betreuer"},
            },
        ),
        (
            "Record ID,Deal Name,Deal Stage,Close Date,Amount,Deal owner,Notes",
            {
                "object": "deal",
                "lead": {
                    "external_id": "Record ID",
                    "name": "Deal Name",
                    "status": "Deal Stage",
                    "deal_value": "Amount",
                },
                "user": {"name": "Deal owner"},
                "outcome": {"at": "Close Date"},
            },
        ),
        ("foo,bar", {}),
    ],
)
def test_headers_suggest_a_map(db: Db, headers: str, expected: dict[str, Any]) -> None:
    found = db.execute("select suggest_import_map(%s) as map", (headers.split(","),))
    assert one_row(found)["map"] == expected


def test_a_status_column_is_suggested_though_its_words_are_unknown(db: Db) -> None:
    sample = [{"Name": "a", "Status": "gelb"}, {"Name": "b", "Status": "grün"}]
    found = db.execute(
        "select suggest_import_map('{Name,Status}', %s) as map", (json.dumps(sample),)
    )
    assert one_row(found)["map"] == {"lead": {"name": "Name", "status": "Status"}}


def test_a_column_of_which_most_cells_say_otherwise_is_not_suggested(db: Db) -> None:
    sample = [{"Name": "a", "Betrag": "gelb"}, {"Name": "b", "Betrag": "grün"}]
    found = db.execute(
        "select suggest_import_map('{Name,Betrag}', %s) as map", (json.dumps(sample),)
    )
    assert one_row(found)["map"] == {"lead": {"name": "Name"}}
