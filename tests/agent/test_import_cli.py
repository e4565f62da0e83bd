"""`salesflow import FILE.csv`, as a person uses it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from agent import csvfile, tables
from agent.importer import import_file
from tests.conftest import Database

app = typer.Typer()
app.command()(import_file)

TEXT = "Name;E-Mail;Firma;Betrag\nJörg Müller;joerg@example.org;Müller & Söhne;1.234,50\n"


class Shell:
    """A person's shell: a directory, a database, and the command."""

    def __init__(self, database: Database, directory: Path) -> None:
        self.database = database
        self.directory = directory

    def file(self, content: str | bytes, name: str = "leads.csv") -> Path:
        path = self.directory / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *args: str | Path, **env: str) -> Result:
        runner = CliRunner(env={"DATABASE_URL": self.database.url, "LANG": "C.UTF-8", **env})
        result = runner.invoke(app, [str(arg) for arg in args])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        return result

    def leads(self) -> list[dict[str, Any]]:
        with self.database.connect() as connection:
            return connection.execute("select * from leads order by name").fetchall()

    def rejects(self) -> list[dict[str, Any]]:
        with self.database.connect() as connection:
            return connection.execute("select * from import_rejects order by id").fetchall()


def detect(path: Path) -> csvfile.Shape:
    return csvfile.detect(lambda: tables.open_binary(path))


@pytest.fixture
def shell(database: Database, tmp_path: Path) -> Shell:
    return Shell(database, tmp_path)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found(tmp_path: Path, encoding: str, delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([["Name", "Größe"], *([f"Jörg, {n}", "groß; |\t€ 5"] for n in range(300))])
    path = tmp_path / "x.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    shape = detect(path)
    assert (shape.delimiter, shape.header) == (delimiter, ("Name", "Größe"))
    with path.open("rb") as file:
        rows = list(csvfile.rows(file, shape))
    assert len(rows) == 300
    assert rows[-1] == csvfile.Row(301, ["Jörg, 299", "groß; |\t€ 5"])


def test_umlauts_late_in_a_large_file_decide_its_encoding(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 100_000 + "ä,ö\n".encode("cp1252"))
    assert detect(path).encoding == "cp1252"
    path.write_bytes(b"a,b\n" + b"1,2\n" * 100_000 + "ä,ö\n".encode())
    assert detect(path).encoding == "utf-8"


cells = st.text(st.characters(blacklist_characters="\0\r\ufffd\ufeff", blacklist_categories=["Cs"]))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(st.lists(cells, min_size=3, max_size=3).filter(any), min_size=1))
def test_what_was_written_is_read(tmp_path: Path, table: list[list[str]]) -> None:
    path = tmp_path / "x.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["a", "b", "c"], *table])
    shape = csvfile.Shape("utf-8", ",", ("a", "b", "c"), 1)
    with path.open("rb") as raw:
        found = [row for row in csvfile.rows(raw, shape) if row.problem is None]
    assert [[cell or "" for cell in row.cells] for row in found] == table


def test_a_file_is_imported_by_the_names_of_its_columns(shell: Shell) -> None:
    result = shell.run(shell.file(TEXT))
    assert result.exit_code == 0
    assert "lead.deal_value" in result.output
    (lead,) = shell.leads()
    assert (lead["name"], lead["company"]) == ("Jörg Müller", "Müller & Söhne")
    assert str(lead["deal_value"]) == "1234.50"


def test_a_suggested_map_is_json_to_edit_and_give_back(shell: Shell) -> None:
    path = shell.file(TEXT)
    suggested = shell.run(path, "--suggest")
    map_ = json.loads(suggested.stdout)
    assert map_["lead"] == {
        "name": "Name", "email": "E-Mail", "company": "Firma", "deal_value": "Betrag",
    }  # fmt: skip
    assert shell.leads() == []
    map_["lead"]["source"] = {"const": "fair"}
    assert shell.run(path, "--map", shell.file(json.dumps(map_), "m.json")).exit_code == 0
    assert shell.leads()[0]["source"] == "fair"


def test_it_speaks_german_and_english(shell: Shell) -> None:
    path = shell.file(TEXT)
    assert "Leads neu" in shell.run(path, "--dry-run", LANG="de_DE.UTF-8").output
    assert "leads new" in shell.run(path, "--dry-run", LANG="en_US.UTF-8").output
    assert "Probelauf" in shell.run(path, "--dry-run", "--lang", "de").output
    assert shell.leads() == []


BAD = (
    'Name,Betrag,Firma\nAnn,1,A\n"Bob\nB",viel,"=cmd|\' /C calc\'!A0"\n'
    "Cid,1\nDan,1,D,E\n,,\nEve,2,E,\n"
)


def test_rows_left_out_keep_line_column_value_and_reason(shell: Shell) -> None:
    path = shell.file(BAD)
    result = shell.run(path, "--rejects", shell.directory / "out.csv")
    assert result.exit_code == 3
    assert [lead["name"] for lead in shell.leads()] == ["Ann", "Bob\nB", "Eve"]
    found = {row["line_no"]: (row["code"], row["column_name"]) for row in shell.rejects()}
    assert found == {
        3: ("bad_money", "Betrag"),
        5: ("too_few_cells", None),
        6: ("too_many_cells", None),
    }
    assert "viel" in result.output

    with (shell.directory / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    assert table[0] == ["line", "column", "value", "reason", "Name", "Betrag", "Firma"]
    assert [row[4:] for row in table[1:]] == [["Cid", "1", ""], ["Dan", "1", "D", "E"]]


def test_the_result_as_json(shell: Shell) -> None:
    result = shell.run(shell.file(BAD), "--json")
    document = json.loads(result.stdout)
    assert (document["row_count"], document["leads_inserted"]) == (5, 3)
    assert (document["rows_rejected"], document["cells_unread"]) == (2, 1)


def test_hostile_bytes_are_replaced_and_pointed_out(shell: Shell) -> None:
    content = b"Name,Note\nOk,x\n" + b"A\x00nn,\x1b[31m'; drop table leads; --\n"
    result = shell.run(shell.file(content))
    assert result.exit_code == 0
    (warning,) = shell.rejects()
    assert (warning["code"], warning["line_no"]) == ("replaced_characters", 3)
    assert shell.leads()[0]["name"] == "A\ufffdnn"
    assert "\x1b[31m" not in result.output


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\n \n\n", "empty"),
        (b"PK\x03\x04" + bytes(range(256)), "ZIP"),
        (bytes(range(256)) * 20, "not a text file"),
        (b"Ann,ann@example.org,1\nBob,bob@example.org,2\n", "looks like data"),
        (b"Name,Firma\n", "nothing to import"),
        (b"foo,bar\n1,x\n", "what the rows are called"),
    ],
)
def test_a_file_that_cannot_be_imported_says_why(shell: Shell, content: bytes, says: str) -> None:
    result = shell.run(shell.file(content))
    assert result.exit_code == (64 if says == "what the rows are called" else 65)
    assert shell.leads() == []
    assert says in " ".join(result.output.split())


def test_a_file_of_which_every_row_is_left_out(shell: Shell) -> None:
    result = shell.run(shell.file("Name,Betrag,Firma\nAnn,1\n"))
    assert result.exit_code == 65


def test_mended_rejects_come_in_as_they_are(shell: Shell) -> None:
    path = shell.file(
        "Name,Betrag,Note\nAnn,1,x\nBob\nCid,2,=1+1,4\n" + "Dan,3,y\n" * 1, "leads.csv"
    )
    out = shell.directory / "out.csv"
    assert shell.run(path, "--rejects", out).exit_code == 3
    text = out.read_text(encoding="utf-8-sig")
    assert "'=1+1" in text
    map_ = shell.file(json.dumps({"lead": {"name": "Name", "deal_value": "Betrag"}}), "m.json")
    out.write_text(text.replace("Bob,,", "Bob,7,z").replace(",4\n", "\n"), encoding="utf-8-sig")
    assert shell.run(out, "--map", map_).exit_code == 0
    found = {lead["name"]: (lead["deal_value"], lead["attributes"]) for lead in shell.leads()}
    assert set(found) == {"Ann", "Bob", "Cid", "Dan"}
    assert found["Bob"] == (7, {"Note": "z"})
    assert found["Cid"][1] == {"Note": "=1+1"}


def test_a_file_without_a_header_is_mapped_by_number(shell: Shell) -> None:
    map_ = shell.file(json.dumps({"lead": {"name": "column 1", "email": "column 2"}}), "m.json")
    path = shell.file("Ann,ann@example.org\n")
    assert shell.run(path, "--no-header", "--map", map_).exit_code == 0
    assert shell.leads()[0]["email"] == "ann@example.org"


def test_blank_and_repeated_headers_get_names(shell: Shell) -> None:
    shell.run(shell.file("Name,,x,x\nAnn,1,2,3\n"))
    assert shell.leads()[0]["attributes"] == {"column 2": "1", "x": "2", "x (2)": "3"}


def test_the_sep_line_of_excel_is_believed(shell: Shell) -> None:
    shell.run(shell.file("sep=|\nName|Firma\nAnn|A, B\n"))
    assert shell.leads()[0]["company"] == "A, B"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--map", "nosuch"], 64),
        (["--delimiter", "::"], 64),
        (["--encoding", "klingon"], 64),
    ],
)
def test_wrong_use(shell: Shell, args: list[str], code: int) -> None:
    assert shell.run(shell.file(TEXT), *args).exit_code == code


def test_a_file_that_is_not_there(shell: Shell) -> None:
    assert shell.run(shell.directory / "nosuch.csv").exit_code == 65


def test_a_map_that_is_no_json_or_does_not_fit(shell: Shell) -> None:
    path = shell.file(TEXT)
    assert shell.run(path, "--map", shell.file("{", "m.json")).exit_code == 64
    result = shell.run(path, "--map", shell.file('{"lead": {"name": "Nome"}}', "m.json"))
    assert result.exit_code == 64
    assert "Nome" in result.output
    assert "E-Mail" in result.output  # the columns there are


def test_without_a_database(shell: Shell) -> None:
    path = shell.file(TEXT)
    assert shell.run(path, DATABASE_URL="").exit_code == 69
    assert shell.run(path, DATABASE_URL="postgresql:///x?host=/nosuch").exit_code == 69


def test_a_role_that_may_not_import_is_told_so(shell: Shell) -> None:
    url = shell.database.url.replace("postgres@", "salesflow_agent@")
    result = shell.run(shell.file(TEXT), DATABASE_URL=url)
    assert result.exit_code == 77
    assert "salesflow_admin" in result.output


def test_a_large_file_is_never_in_memory(tmp_path: Path) -> None:
    """50 MB of rows, read in less than 5 MB."""
    import tracemalloc

    path = tmp_path / "x.csv"
    with path.open("w") as out:
        out.write("a,b\n")
        line = f"{'x' * 500},{'y' * 500}\n"
        for _ in range(50):
            out.write(line * 1000)
    shape = detect(path)
    with path.open("rb") as file:
        tracemalloc.start()
        count = sum(1 for _ in csvfile.rows(file, shape))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert count == 50_000
    assert peak < 5_000_000


@pytest.mark.parametrize("rows", [3, 100_000])
def test_a_quote_never_closed_imports_nothing_and_says_where(shell: Shell, rows: int) -> None:
    content = 'Name,Firma\nAnn,"Acme\n' + "".join(f"Bob {n},Corp\n" for n in range(rows))
    result = shell.run(shell.file(content))
    assert result.exit_code == 65
    assert "line 2" in " ".join(result.output.split())
    assert shell.leads() == []


def test_a_quote_closed_many_rows_later_imports_nothing(shell: Shell) -> None:
    rows = "".join(f"Bob {n},Corp\n" for n in range(500))
    result = shell.run(shell.file(f'Name,Firma\nAnn,"Acme\n{rows}Cid,"Fine"\n'))
    assert result.exit_code == 65
    assert shell.leads() == []


def test_a_note_of_many_lines_is_a_cell(shell: Shell) -> None:
    note = "\n".join(f"line {n}" for n in range(200))
    assert shell.run(shell.file(f'Name,Note\nAnn,"{note}"\nBob,x\n')).exit_code == 0
    assert shell.leads()[0]["attributes"]["Note"] == note
