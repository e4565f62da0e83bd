"""The reference files, each by a map of its own and no code for any."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import psycopg
import pytest
import typer
from typer.testing import CliRunner

from agent.importer import import_file
from tests.conftest import Database

app = typer.Typer()
app.command()(import_file)
ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("SALESFLOW_DATA", ROOT.parent / "shared" / "data"))
CRM = DATA / "crm_sales_opportunities"
EDUCATION = DATA / "x_education_leads" / "lead_scoring.csv"


def run(database: Database, file: Path, map_: str) -> int:
    result = CliRunner(env={"DATABASE_URL": database.url}).invoke(app, [str(file), "--map", map_])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result.exit_code


def rows(database: Database, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(database.url) as connection:
        return connection.execute(query).fetchall()


@pytest.mark.skipif(not CRM.is_dir(), reason=f"no reference data in {DATA}: set SALESFLOW_DATA")
def test_a_crm_with_teams_and_opportunities(database: Database) -> None:
    assert run(database, CRM / "sales_teams.csv", "crm_sales_teams") == 0
    assert run(database, CRM / "sales_pipeline.csv", "crm_sales_pipeline") == 0
    assert rows(database, "select role, count(*) from users group by 1 order by 1") == [
        ("manager", 6),
        ("rep", 35),
    ]
    assert rows(
        database,
        "select count(distinct s.id), count(distinct s.region), count(*) "
        "from squads as s join users as u on u.squad_id = s.id",
    ) == [(6, 3, 41)]
    assert dict(rows(database, "select status, count(*) from leads group by 1")) == {
        "won": 4238,
        "lost": 2473,
        "contacted": 1589,
        "new": 500,
    }
    assert rows(
        database,
        "select count(*), count(user_id), sum(deal_value)::int, min(currency) from leads",
    ) == [(8800, 8800, 10005534, "USD")]
    assert rows(
        database,
        "select h.from_status, h.to_status, "
        "(h.created_at at time zone 'America/New_York')::date::text "
        "from lead_status_history as h join leads as l on l.id = h.lead_id "
        "where l.external_id = '1C1I7A6R' order by h.position",
    ) == [(None, "contacted", "2016-10-20"), ("contacted", "won", "2017-03-01")]

    changed = (
        "select (select count(*) from lead_status_history), (select max(updated_at) from leads), "
        "(select count(*) from autonomous_actions)"
    )
    before = rows(database, changed)
    assert run(database, CRM / "sales_pipeline.csv", "crm_sales_pipeline") == 0
    assert rows(database, changed) == before
    assert rows(
        database,
        "select leads_inserted, leads_updated, leads_unchanged, status_changes from imports "
        "order by started_at desc limit 1",
    ) == [(0, 0, 8800, 0)]


@pytest.mark.skipif(not EDUCATION.is_file(), reason=f"no {EDUCATION}: set SALESFLOW_DATA")
def test_leads_with_37_columns_and_338_rows_quoted_as_one_cell(database: Database) -> None:
    assert run(database, EDUCATION, "x_education") == 0
    assert rows(
        database, "select row_count, leads_inserted, rows_rejected, warnings from imports"
    ) == [(9240, 9240, 0, 339)]
    assert rows(database, "select code, count(*) from import_rejects group by 1 order by 1") == [
        ("undated_close", 1),
        ("unwrapped", 338),
    ]
    assert rows(database, "select count(*) from leads where status = 'won'") == [(3561,)]
    assert rows(database, "select count(*), count(distinct lead_id) from activities") == [
        (9137, 9137)
    ]
    assert rows(
        database,
        "select count(*) from leads where attributes ? 'TotalVisits' "
        "and not attributes ? 'Converted'",
    ) == [(9103,)]
    assert rows(
        database,
        "select count(*) from leads, jsonb_each_text(attributes) as a where a.value = 'Select'",
    ) == [(0,)]
