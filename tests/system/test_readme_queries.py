"""Every query that we show somebody runs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Database

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
BLOCK = re.compile(r"^```sql\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks() -> list[str]:
    return BLOCK.findall(README.read_text()) if README.exists() else []


def psql(url: str, *arguments: str, script: str = "") -> str:
    done = subprocess.run(
        ["psql", "-X", "-v", "ON_ERROR_STOP=1", "-d", url, *arguments],
        input=script,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_the_sql_of_the_readme_runs_from_top_to_bottom(database: Database) -> None:
    """As a reader does who follows it: what one block makes, the next may use."""
    found = blocks()
    if not found:
        pytest.skip("README.md shows no SQL")
    for number, block in enumerate(found, 1):
        psql(database.url, script=f"\\echo block {number}\n{block}")


@pytest.mark.parametrize(
    "file", sorted((ROOT / "db" / "dashboards").glob("*.sql")), ids=lambda f: f.stem
)
def test_every_dashboard_runs(database: Database, file: Path) -> None:
    assert "row" in psql(database.url, "-f", str(file))


def test_there_is_a_dashboard_for_each_view(database: Database) -> None:
    with database.connect() as connection:
        views = connection.execute(
            "select viewname from pg_views"
            " where schemaname = 'public' and viewname like 'dashboard%'"
        ).fetchall()
    shown = {f"dashboard_{file.stem}" for file in (ROOT / "db" / "dashboards").glob("*.sql")}
    assert {row["viewname"] for row in views} <= shown
