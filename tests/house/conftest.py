"""A checkout of one's own: just the files that run the house."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Checkout:
    """A copy of db/ somewhere, with its private cluster."""

    path: Path

    def cluster(self, do: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """`python -m db.cluster <do>` there."""
        return subprocess.run(
            [sys.executable, "-m", "db.cluster", do],
            cwd=self.path,
            env=os.environ | environment,
            text=True,
            capture_output=True,
            check=False,
        )

    @property
    def home(self) -> Path:
        return Path(self.cluster("path").stdout.strip())

    @property
    def pid(self) -> int:
        return int((self.home / "data" / "postmaster.pid").read_text().splitlines()[0])

    @property
    def url(self) -> str:
        """What a shell that sources .salesflow/env has in DATABASE_URL."""
        source = '. .salesflow/env; printf %s "$DATABASE_URL"'
        return subprocess.check_output(["sh", "-c", source], cwd=self.path, text=True)


@pytest.fixture
def open_path() -> Iterator[Path]:
    """A directory that other OS users can enter, as pytest's tmp_path is not."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        yield path


@pytest.fixture
def checkout(open_path: Path) -> Iterator[Checkout]:
    path = open_path / "a checkout, with odd characters 'and' a long name: %20é" / ("deep" * 20)
    shutil.copytree(ROOT / "db", path / "db", ignore=shutil.ignore_patterns("__pycache__"))
    copy = Checkout(path)
    yield copy
    copy.cluster("clean")
