"""Signs of life: workers and beat write the time again and again, so that silence needs no one to report it."""

import logging
import os
import socket
import time
from typing import Any, cast

import redis
from celery import bootsteps
from celery.beat import PersistentScheduler
from django.conf import settings

logger = logging.getLogger(__name__)

EVERY_SECONDS = 5
# Four missed beats: /health is red well within a minute of the last worker's death.
EXPIRE_SECONDS = 20
WORKER, BEAT = "worker", "beat"


def connection() -> "redis.Redis":
    """Return a connection that gives up quickly: a sign of life that waits is none."""
    return redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2)


def beat_once(client: "redis.Redis", kind: str) -> None:
    """Say that this process of this machine lives; a broker that is away is only logged, the next beat tries again."""
    now = time.time()
    try:
        with client.pipeline() as pipeline:
            pipeline.zadd(_key(kind), {_member(): now})
            pipeline.zremrangebyscore(_key(kind), 0, now - EXPIRE_SECONDS)
            pipeline.execute()
    except redis.RedisError as error:
        logger.warning("heartbeat_not_written", extra={"kind": kind, "error": type(error).__name__})


def fall_silent(client: "redis.Redis", kind: str) -> None:
    """Take the sign away at an orderly stop, so that it is seen at once."""
    try:
        client.zrem(_key(kind), _member())
    except redis.RedisError as error:
        logger.warning("heartbeat_not_removed", extra={"kind": kind, "error": type(error).__name__})


def living(client: "redis.Redis", kind: str, host: str = "") -> int:
    """Count the processes of a kind that live, on one host or on all; raises RedisError without a broker."""
    members = cast("list[bytes]", client.zrangebyscore(_key(kind), time.time() - EXPIRE_SECONDS, "+inf"))
    return sum(1 for member in members if not host or member.decode().rpartition(":")[0] == host)


def _key(kind: str) -> str:
    """Return the name of the sorted set that holds a kind's processes by the time of their last beat."""
    return f"mr-alive:{kind}"


def _member() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"


class WorkerHeartbeat(bootsteps.StartStopStep):
    """Beats from the worker's main process, whose event loop also hands out the jobs: if it hangs, silence follows."""

    requires = ("celery.worker.components:Timer",)

    def __init__(self, parent: Any, **options: Any) -> None:
        super().__init__(parent, **options)
        self.client = connection()
        self.timer: Any = None

    def start(self, parent: Any) -> None:
        """Beat now and then regularly."""
        beat_once(self.client, WORKER)
        self.timer = parent.timer.call_repeatedly(
            EVERY_SECONDS, beat_once, (self.client, WORKER), priority=10
        )

    def stop(self, _parent: Any) -> None:
        """Fall silent at an orderly stop."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
            fall_silent(self.client, WORKER)


class Scheduler(PersistentScheduler):
    """Celery's scheduler with a sign of life at each turn of its loop, which the settings keep short."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.client = connection()
        super().__init__(*args, **kwargs)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Do what is due and beat."""
        beat_once(self.client, BEAT)
        return float(super().tick(*args, **kwargs))

    def close(self) -> None:
        """Fall silent at an orderly stop."""
        fall_silent(self.client, BEAT)
        super().close()
