"""Pytest plugin: a real Celery worker and beat on the test database, and the broker they listen to."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import redis
from django.conf import settings
from django.db import connection

from mrintegration.celery import app as celery_app
from tests.harness.servers import ARTIFACTS

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 30


class Process:
    """A part of the product that runs beside the tests; `log` is kept in .test-artifacts."""

    popen: subprocess.Popen[bytes]

    def __init__(self, name: str, command: list[str], environment: dict[str, str]):
        ARTIFACTS.mkdir(exist_ok=True)
        self.log = ARTIFACTS / f"{name}-{os.getpid()}.log"
        self.command = command
        self.environment = environment

    def start(self):
        with self.log.open("wb") as log:
            self.popen = subprocess.Popen(
                self.command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )

    def wait_for(self, text, seconds=START_SECONDS):
        """Wait until the log holds `text`; a process that ends before that is a failure."""
        deadline = time.monotonic() + seconds
        while text not in self.log.read_text(errors="replace"):
            if self.popen.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(
                    f"{self.command} did not say {text!r}:\n{self.log.read_text(errors='replace')}"
                )
            time.sleep(0.05)

    def kill(self):
        """End the process and its children at once, as a power cut would."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()

    def stop(self, seconds=25):
        """Ask it to end. Afterwards nothing of it holds a connection to the test database."""
        if self.popen.poll() is None:
            self.popen.terminate()
            try:
                self.popen.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()


def child_environment(**more):
    """Return the environment that makes a child process use this run's test database and broker."""
    url = urlsplit(os.environ["DATABASE_URL"])
    test_database = url._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    return os.environ | {"DATABASE_URL": test_database, "PYTHONPATH": str(ROOT)} | more


def worker_process(**more):
    """Return a worker, not yet started, so that a test can kill it and start another."""
    command = [sys.executable, "-m", "celery", "-A", "mrintegration", "worker", "--loglevel", "INFO"]
    return Process("worker", [*command, "--concurrency", "1"], child_environment(**more))


def beat_process(**more):
    """Return beat, not yet started; its schedule lies in the run's data folder."""
    command = [sys.executable, "-m", "celery", "-A", "mrintegration", "beat", "--loglevel", "INFO"]
    return Process("beat", command, child_environment(**more))


@pytest.fixture
def broker():
    """The broker as a redis-py client, emptied before the test."""
    client = redis.Redis.from_url(os.environ["REDIS_URL"])
    client.flushdb()
    yield client
    client.close()


@pytest.fixture
def broker_away(monkeypatch):
    """Nobody listens where the broker should be; connections that are kept from before are left aside."""
    monkeypatch.setattr(celery_app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(celery_app, "_pool", None)
    monkeypatch.setattr(celery_app.amqp, "_producer_pool", None)


@pytest.fixture(scope="module")
def live_worker(django_db_setup, django_db_blocker):
    """A real worker for this module's tests. They need `transactional_db`: the worker sees only what is committed."""
    with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
        client.flushdb()
    process = worker_process()
    process.start()
    try:
        process.wait_for(" ready.")
        yield process
    finally:
        process.stop()


@pytest.fixture(scope="module")
def live_beat(django_db_setup):
    """A real beat for this module's tests."""
    process = beat_process()
    process.start()
    try:
        process.wait_for("beat: Starting")
        yield process
    finally:
        process.stop()


@pytest.fixture(autouse=True)
def _no_memory_between_tests(request):
    """Rate limits live in the cache on the broker: a test that signs in must not limit the next one."""
    yield
    if request.node.get_closest_marker("django_db"):
        with redis.Redis.from_url(os.environ["REDIS_URL"]) as client:
            keys = list(client.scan_iter(f"{settings.CACHES['default']['KEY_PREFIX']}:*"))
            if keys:
                client.delete(*keys)
