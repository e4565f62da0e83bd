"""Real-shaped exports through the command, each held to an independent count of what is in it."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
import typer
from typer.testing import CliRunner

from agent.importer import import_file
from tests.conftest import Database
from tests.import_exports import EXPORTS, ROWS, Export, deals, write

app = typer.Typer()
app.command()(import_file)


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.name)
def test_an_export_comes_in_right(database: Database, tmp_path: Path, export: Export) -> None:
    path = write(export, tmp_path)
    runner = CliRunner(env={"DATABASE_URL": database.url, "LANG": "C.UTF-8"})
    result = runner.invoke(app, [str(path)])
    assert result.exit_code == 0, result.output
    with psycopg.connect(database.url) as connection:
        found = connection.execute(
            "select i.object, i.row_count, i.cells_unread, i.leads_ownerless, "
            "(select count(*) from leads), (select count(*) from users), "
            "(select count(*) from leads where status = 'won'), "
            "(select count(*) from leads where status = 'lost'), "
            "(select sum(deal_value) from leads), (select min(currency) from leads) "
            "from imports as i"
        ).fetchone()
        ends = connection.execute(
            "select count(*) from lead_status_history as h where h.to_status in ('won', 'lost') "
            "and h.created_at > '2025-01-01' and h.created_at < '2025-12-01'"
        ).fetchone()
    assert found is not None
    assert ends is not None
    made = deals()
    won = sum(1 for deal in made if deal.stage == "won")
    lost = sum(1 for deal in made if deal.stage == "lost")
    wanted = (export.object, ROWS, 0, 0, ROWS, 4)
    assert found[:6] == wanted, result.output
    if export.has_end:
        assert (found[6], found[7], ends[0]) == (won, lost, won + lost), result.output
    else:
        assert found[6] == 0
    if export.has_value:
        assert float(found[8]) == sum(deal.value for deal in made), result.output
        assert found[9] == export.currency
    again = runner.invoke(app, [str(path)])
    assert again.exit_code == 0
    with psycopg.connect(database.url) as connection:
        same = connection.execute(
            "select leads_inserted, leads_updated, leads_unchanged from imports"
            " order by number desc"
        ).fetchone()
        assert same == (0, 0, ROWS)
