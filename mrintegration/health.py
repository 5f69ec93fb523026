"""Is the service well? Each part is tried for real, and the answer tells the state of each and nothing more."""

import logging
import tempfile
from collections.abc import Callable

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from mrintegration import heartbeats

logger = logging.getLogger(__name__)

SERVICE_UNAVAILABLE = 503


def database() -> bool:
    """The database answers a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def broker() -> bool:
    """The broker answers."""
    with heartbeats.connection() as client:
        return bool(client.ping())


def worker() -> bool:
    """At least one worker has said lately that it lives."""
    with heartbeats.connection() as client:
        return heartbeats.living(client, heartbeats.WORKER) > 0


def beat() -> bool:
    """The scheduler has said lately that it lives."""
    with heartbeats.connection() as client:
        return heartbeats.living(client, heartbeats.BEAT) > 0


def storage() -> bool:
    """A file can be written where reports are kept."""
    with tempfile.TemporaryFile(dir=settings.DATA_DIR) as file:
        return file.write(b"well") > 0


PARTS: dict[str, Callable[[], bool]] = {
    "database": database,
    "broker": broker,
    "worker": worker,
    "beat": beat,
    "storage": storage,
}


def examine() -> dict[str, bool]:
    """Try every part; what fails is logged by its kind, because a message may quote an address or a password."""
    return {name: _try(name, part) for name, part in PARTS.items()}


def _try(name: str, part: Callable[[], bool]) -> bool:
    try:
        return part()
    except (DatabaseError, redis.RedisError, OSError) as error:
        logger.warning("health_part_failed", extra={"part": name, "error": type(error).__name__})
        return False


@login_not_required
@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001  # Django's signature
    """200 when every part is well, 503 otherwise; public, because those who watch a service have no account."""
    parts = examine()
    well = all(parts.values())
    body = {
        "status": "ok" if well else "failed",
        "parts": {name: "ok" if ok else "failed" for name, ok in parts.items()},
    }
    return JsonResponse(body, status=200 if well else SERVICE_UNAVAILABLE)
