"""The checkout's private PostgreSQL starts, survives and goes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from db import server
from tests.house.conftest import Checkout


def value(url: str, *statements: str) -> object:
    """The one value that the last statement gives."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            cursor = connection.execute(statement)
        row = cursor.fetchone()
        return row and row[0]


def test_up_gives_a_database_and_does_nothing_twice(checkout: Checkout) -> None:
    assert checkout.cluster("status").returncode == 3
    assert checkout.cluster("up").returncode == 0
    pid = checkout.pid
    assert value(checkout.url, "select current_database()") == "salesflow"
    assert value(checkout.url, "select current_user") == "postgres"
    assert value(checkout.url, "show listen_addresses") == ""
    again = checkout.cluster("up")
    assert (again.returncode, again.stdout, checkout.pid) == (0, "", pid)
    assert checkout.url in checkout.cluster("status").stdout


def test_data_survives_stop_and_kill(checkout: Checkout) -> None:
    checkout.cluster("up")
    value(checkout.url, "create table kept as select 42 as n", "select 1")
    assert checkout.cluster("stop").returncode == 0
    assert checkout.cluster("stop").returncode == 0
    assert checkout.cluster("status").returncode == 3

    checkout.cluster("up")
    with psycopg.connect(checkout.url):  # with a backend that has to notice
        os.kill(checkout.pid, signal.SIGKILL)
        up = checkout.cluster("up")
        assert up.returncode == 0, up.stderr
    assert value(checkout.url, "select n from kept") == 42


def test_a_pid_that_was_used_again_is_no_server(checkout: Checkout) -> None:
    checkout.cluster("up")
    checkout.cluster("stop")
    pidfile = checkout.home / "data" / "postmaster.pid"
    user = server.account()
    somebody = subprocess.Popen(server.command(user, "sleep", "600"), cwd="/")
    try:
        server.write(pidfile, f"{somebody.pid}\n{checkout.home / 'data'}\n1\n5432\n", user)
        assert checkout.cluster("status").returncode == 3
        up = checkout.cluster("up")
        assert up.returncode == 0, up.stderr
        assert checkout.pid != somebody.pid
        assert somebody.poll() is None
    finally:
        somebody.kill()
        somebody.wait()


def test_several_at_once_start_one_server(checkout: Checkout) -> None:
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: checkout.cluster("up"), range(4)))
    assert [one.returncode for one in done] == [0] * 4
    assert sum("starting" in one.stdout for one in done) == 1
    assert value(checkout.url, "select 1") == 1


def test_clean_leaves_nothing(checkout: Checkout) -> None:
    checkout.cluster("up")
    sockets = Path(str(value(checkout.url, "show unix_socket_directories")).strip('"'))
    home = checkout.home
    assert checkout.cluster("clean").returncode == 0
    assert [path for path in (home, sockets, checkout.path / ".salesflow") if path.exists()] == []


def test_no_private_cluster_beside_a_database_of_ones_own(checkout: Checkout) -> None:
    up = checkout.cluster("up", DATABASE_URL="postgresql://elsewhere.invalid/theirs")
    assert up.returncode == 0
    assert "left alone" in up.stdout
    assert checkout.cluster("status").returncode == 3


def test_its_own_url_in_the_environment_is_no_other_database(checkout: Checkout) -> None:
    checkout.cluster("up")
    url = checkout.url
    checkout.cluster("stop")
    checkout.cluster("up", DATABASE_URL=url)
    assert value(url, "select 1") == 1


def test_a_failed_start_says_why_and_what_to_do(checkout: Checkout) -> None:
    with (checkout.path / "db" / "postgresql.conf").open("a") as conf:
        conf.write("no_such_setting = 1\n")
    up = checkout.cluster("up")
    assert up.returncode == 1
    assert "no_such_setting" in up.stderr
    assert "make clean up" in up.stderr


def test_tcp_on_request_wants_a_password(checkout: Checkout) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    up = checkout.cluster("up", SALESFLOW_TCP_PORT=str(port))
    assert up.returncode == 0, up.stderr
    assert value(checkout.url, "select 1") == 1
    with pytest.raises(psycopg.OperationalError, match="no password supplied"):
        psycopg.connect(f"postgresql://postgres@127.0.0.1:{port}/salesflow")
    assert checkout.cluster("up", SALESFLOW_TCP_PORT="80").returncode == 1


def test_python_in_the_database_is_the_systems(checkout: Checkout) -> None:
    checkout.cluster("up", VIRTUAL_ENV=sys.prefix, PATH=f"{sys.prefix}/bin:/usr/bin:/bin")
    prefix = value(
        checkout.url,
        "create extension plpython3u",
        "create function prefix() returns text language plpython3u"
        " as 'import sys; return sys.prefix'",
        "select prefix()",
    )
    assert prefix == "/usr"
