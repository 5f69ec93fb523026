"""The health page tells the truth about each part, and soon."""

import os
import time

import pytest
import redis
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from mrintegration import heartbeats
from tests.harness.workers import beat_process, worker_process

# What the settings promise; a watcher that asks every half minute must see a dead worker within a minute.
RED_WITHIN_SECONDS = 60


@pytest.fixture
def _all_well(broker):
    heartbeats.beat_once(broker, heartbeats.WORKER)
    heartbeats.beat_once(broker, heartbeats.BEAT)


@pytest.mark.django_db
@pytest.mark.usefixtures("_all_well")
def test_all_parts_well(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/health")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "parts": {"database": "ok", "broker": "ok", "worker": "ok", "beat": "ok", "storage": "ok"},
    }
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.usefixtures("broker")
def test_without_workers_and_beat(client):
    response = client.get("/health")
    assert response.status_code == 503
    assert response.json()["parts"] == {
        "database": "ok",
        "broker": "ok",
        "worker": "failed",
        "beat": "failed",
        "storage": "ok",
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("_all_well")
def test_storage_that_cannot_be_written(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "gone"
    response = client.get("/health")
    assert response.status_code == 503
    assert response.json()["parts"]["storage"] == "failed"


@pytest.mark.django_db
def test_broker_that_is_away(client, settings, tmp_path):
    settings.REDIS_URL = f"unix://{tmp_path}/none.sock?db=0"
    response = client.get("/health")
    assert response.status_code == 503
    assert response.json()["parts"] == {
        "database": "ok",
        "broker": "failed",
        "worker": "failed",
        "beat": "failed",
        "storage": "ok",
    }


def test_database_that_is_away(client, broker, monkeypatch, django_db_blocker):
    def refuse():
        raise OperationalError("connection to server at 'secret-host' failed")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/health")
    assert response.status_code == 503
    assert response.json()["parts"]["database"] == "failed"
    assert b"secret-host" not in response.content


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_is_noticed_within_a_minute(client, broker):
    process = worker_process()
    process.start()
    try:
        process.wait_for(" ready.")
        assert client.get("/health").json()["parts"]["worker"] == "ok"
        call_command("check_health", "worker")
    finally:
        process.kill()
    died = time.monotonic()
    while client.get("/health").json()["parts"]["worker"] == "ok":
        assert time.monotonic() - died < RED_WITHIN_SECONDS
        time.sleep(0.5)
    with pytest.raises(CommandError, match="worker does not answer"):
        call_command("check_health", "worker")


@pytest.mark.django_db(transaction=True)
def test_an_orderly_stop_is_seen_at_once(client, broker):
    worker, beat = worker_process(), beat_process()
    worker.start()
    beat.start()
    try:
        worker.wait_for(" ready.")
        beat.wait_for("beat: Starting")
        deadline = time.monotonic() + 10
        while client.get("/health").status_code != 200 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert client.get("/health").status_code == 200
        call_command("check_health", "beat")
    finally:
        worker.stop()
        beat.stop()
    parts = client.get("/health").json()["parts"]
    assert (parts["worker"], parts["beat"]) == ("failed", "failed")


def test_a_heartbeat_without_a_broker_does_not_stop_the_worker(caplog, tmp_path):
    with redis.Redis.from_url(f"unix://{tmp_path}/none.sock") as client:
        heartbeats.beat_once(client, heartbeats.WORKER)
        heartbeats.fall_silent(client, heartbeats.WORKER)
    assert [record.message for record in caplog.records] == ["heartbeat_not_written", "heartbeat_not_removed"]


def test_only_this_machines_processes_count_for_its_container(broker):
    broker.zadd("mr-alive:worker", {f"elsewhere:{os.getpid()}": time.time()})
    assert heartbeats.living(broker, heartbeats.WORKER) == 1
    assert heartbeats.living(broker, heartbeats.WORKER, "here") == 0
