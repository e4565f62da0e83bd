"""Style of the SQL: python -m db.lint

squawk reads the deploy scripts with PostgreSQL's grammar; sqlfluff reads all scripts and sees the
bodies of SQL functions as statements of their own (PL/pgSQL is plpgsql_check's, in tests/system).
Exit status 1 if either finds something; what they look at: .sqlfluff and .squawk.toml.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
SEEN = ROOT / ".salesflow" / "lint"  # the scripts as sqlfluff is to see them
TOOLS = Path(sys.executable).parent

_SQL_BODY = re.compile(
    r"(?P<head>^create (?:or replace )?(?:function|procedure) [^;$]*?\blanguage sql\b[^;$]*?\bas )"
    r"\$(?P<tag>\w*)\$\n(?P<body>.*?)\n\$(?P=tag)\$;",
    re.MULTILINE | re.DOTALL,
)


def with_bodies(script: str) -> str:
    """The script with each body of an SQL function behind its function; no line moves."""
    return _SQL_BODY.sub(lambda found: f"{found['head']}'';\n{found['body']};\n", script)


def main() -> None:
    shutil.rmtree(SEEN, ignore_errors=True)
    scripts = [
        script.relative_to(ROOT)
        for folder in ("deploy", "revert", "verify", "db/dashboards")
        for script in sorted((ROOT / folder).rglob("*.sql"))
    ]
    for script in scripts:
        (SEEN / script).parent.mkdir(parents=True, exist_ok=True)
        (SEEN / script).write_text(with_bodies((ROOT / script).read_text()))
    deployed = [script for script in scripts if script.parts[0] == "deploy"]
    look = "lint --nocolor --disable-progress-bar --processes 0".split()
    done = [
        subprocess.run([TOOLS / "squawk", *deployed], cwd=ROOT, check=False),
        subprocess.run(
            [TOOLS / "sqlfluff", *look, "--config", ROOT / ".sqlfluff", "."],
            cwd=SEEN,
            check=False,
        ),
    ]
    sys.exit(any(one.returncode for one in done))


if __name__ == "__main__":
    main()
