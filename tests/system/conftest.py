"""An empty database."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from tests.cluster import Cluster


@pytest.fixture
def empty(cluster: Cluster) -> Iterator[str]:
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as admin:
        admin.execute("create database empty_test")
        try:
            yield cluster.url("empty_test")
        finally:
            admin.execute("drop database empty_test with (force)")
