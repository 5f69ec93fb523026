"""`make demo` says in one sentence what stops it, and starts again after anything."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest

from mrintegration.development.children import MOST_RESTARTS, Watch
from mrintegration.development.environment import demo_environment, write_environment
from mrintegration.development.launcher import Wishes
from mrintegration.development.places import private_folder
from mrintegration.development.processes import Child, start_marker
from mrintegration.development.trouble import Trouble

ROOT = Path(__file__).resolve().parents[2]
STRANGERS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE")


@pytest.fixture
def checkout():
    """A copy of this checkout in a path with blanks, without its environment and its data."""
    folder = Path(tempfile.mkdtemp(prefix="mr launcher "))
    folder.chmod(0o711)
    copy = folder / "a check out"
    left_out = shutil.ignore_patterns(
        ".git", ".venv", ".data", ".test-artifacts", "__pycache__", ".*_cache", "tests"
    )
    shutil.copytree(ROOT, copy, ignore=left_out)
    yield copy
    shutil.rmtree(private_folder(copy / ".data"), ignore_errors=True)
    shutil.rmtree(folder)


class Demo:
    """The launcher of a checkout, as `make demo` starts it, and what it has said so far."""

    def __init__(self, checkout, **wishes):
        environment = {name: value for name, value in os.environ.items() if name not in STRANGERS}
        self.output = Path(tempfile.mkstemp(dir=checkout.parent, suffix=".txt")[1])
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mrintegration.development"],
                cwd=checkout,
                env=environment | wishes,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self):
        return self.output.read_text()

    def wait_for(self, text, seconds=80):
        deadline = time.monotonic() + seconds
        while text not in self.said():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)
        return self.said()

    def end(self, number=signal.SIGINT):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        return self.process.wait(60)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    with (
        contextlib.suppress(OSError),
        urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=5) as answer,
    ):
        return answer.status == 200
    return False


def records(checkout):
    return {file.stem: json.loads(file.read_text()) for file in (checkout / ".data" / "pid").glob("*.json")}


def runs(record):
    return start_marker(record["pid"]) == record["started"]


def test_a_taken_port(checkout):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        demo = Demo(checkout, PORT=str(port))
        assert demo.process.wait(30) == 1
    assert demo.said() == (
        f"Port {port} is taken by another program: choose another one with `make demo PORT={port + 1}`.\n"
    )
    assert records(checkout) == {}


@pytest.mark.parametrize("port", ["eighty", "80", "70000", "-1"])
def test_a_port_that_is_none(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(Trouble, match=f"PORT={port} is not a port"):
        Wishes.read()


def test_a_fresh_start_never_empties_servers_from_outside(checkout):
    environment = {
        "FRESH": "1",
        "PORT": str(free_port()),
        "DATABASE_URL": "postgresql://nobody@localhost:1/none",
    }
    demo = Demo(checkout, **environment)
    assert demo.process.wait(30) == 1
    assert demo.said() == "FRESH=1 does not empty servers that DATABASE_URL names: empty them yourself.\n"


def test_settings_are_for_the_owner_only_and_the_key_is_kept(tmp_path):
    urls = {"database_url": "postgresql://a@/b", "redis_url": "unix:///c"}
    first = demo_environment(tmp_path, port=8000, **urls)
    write_environment(tmp_path, first)
    assert oct((tmp_path / "environment.json").stat().st_mode & 0o777) == "0o600"
    second = demo_environment(tmp_path, port=8001, **urls)
    assert second["SECRET_KEY"] == first["SECRET_KEY"]
    assert second["PUBLIC_URL"] == "http://localhost:8001"


def child(tmp_path, *command):
    made = Child("web", command, tmp_path, tmp_path / "web.log", tmp_path / "web.json")
    made.start()
    return made


def test_a_child_that_keeps_dying_is_given_up(tmp_path, capsys):
    dying = child(tmp_path, "/bin/sh", "-c", "echo the reason; exit 3")
    watch = Watch(servers=[], product=[dying])
    for _ in range(MOST_RESTARTS):
        dying.process.wait()
        watch.look()
    dying.process.wait()
    with pytest.raises(
        Trouble, match=r"ended 6 times, last with exit code 3; the end of .*\n(.*\n)*the reason"
    ):
        watch.look()
    assert capsys.readouterr().out.count("It is started again.") == MOST_RESTARTS


def test_a_server_that_dies_ends_the_demo(tmp_path):
    dying = child(tmp_path, "/bin/sh", "-c", "exit 4")
    dying.process.wait()
    with pytest.raises(Trouble, match="web ended with exit code 4"):
        Watch(servers=[dying], product=[]).look()


def test_a_child_that_does_not_listen_is_ended(tmp_path):
    deaf = child(tmp_path, "/bin/sh", "-c", "trap '' TERM; while true; do sleep 0.1; done")
    deaf.patience = 0.5
    time.sleep(0.2)
    pid = deaf.process.pid
    deaf.stop()
    assert start_marker(pid) is None
    assert not deaf.pid_file.exists()


@pytest.mark.chaos
@pytest.mark.timeout(400)
def test_the_whole_life_of_a_demo(checkout):
    port = str(free_port())
    demo = Demo(checkout, PORT=port)
    try:
        said = demo.wait_for("Ctrl-C stops everything.")
        assert f"http://localhost:{port}/" in said
        users = json.loads((checkout / ".data" / "demo-users.json").read_text())
        assert all(user["password"] in said for user in users.values())
        assert answers(port)

        # manage.py talks to it without any setting.
        environment = {name: value for name, value in os.environ.items() if name not in STRANGERS}
        query = "from django.contrib.auth import get_user_model; print(get_user_model().objects.count())"
        shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c", query]
        counted = subprocess.run(
            shell, cwd=checkout, env=environment, capture_output=True, text=True, check=True
        )
        assert int(counted.stdout.split()[-1]) >= len(users)

        # A second one in the same folder says so.
        second = Demo(checkout, PORT=str(free_port()))
        assert second.process.wait(30) == 1
        assert "already runs" in second.said()

        # A dead child is started again.
        worker = records(checkout)["worker"]
        os.killpg(worker["pid"], signal.SIGKILL)
        deadline = time.monotonic() + 30
        while records(checkout)["worker"] == worker:
            assert time.monotonic() < deadline
            time.sleep(0.2)

        # kill -9 leaves everything behind; the next start ends it and takes the same port.
        left = records(checkout)
        demo.end(signal.SIGKILL)
        assert all(runs(record) for record in left.values())
        demo = Demo(checkout, PORT=port)
        demo.wait_for("Ctrl-C stops everything.")
        assert not any(runs(record) for record in left.values())
        assert json.loads((checkout / ".data" / "demo-users.json").read_text()) == users

        # Ctrl-C stops everything in order, and FRESH=1 makes new sign-ins.
        running = records(checkout)
        assert demo.end() == 0
        assert not any(runs(record) for record in running.values())
        assert re.search(r"Stopping\.\s+Stopped\.\s*$", demo.said())
        demo = Demo(checkout, PORT=port, FRESH="1")
        demo.wait_for("Ctrl-C stops everything.")
        fresh = json.loads((checkout / ".data" / "demo-users.json").read_text())
        assert fresh.keys() == users.keys()
        assert fresh != users
    finally:
        demo.end()
