"""A cache that fails open: without Redis there are no limits for a while, but people still come in."""

import logging
import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

T = TypeVar("T")

REST_SECONDS: Final = 5
"""After a failure nothing is asked for this long, so that a page doesn't wait for one timeout after the other."""

logger = logging.getLogger(__name__)


class ForgivingRedisCache(RedisCache):
    """Answers as an empty cache does when Redis is away. Only rate limits live in it, and nothing about a person."""

    resting_until: float = 0.0

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """Say that the key is new: whoever asks for a lock or a turn gets it."""
        return self._forgiving(super().add, *args, otherwise=True, **kwargs)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return the value, or the default."""
        return self._forgiving(super().get, key, default, version, otherwise=default)

    def set(self, *args: Any, **kwargs: Any) -> None:
        """Store the value if there is somewhere to store it."""
        self._forgiving(super().set, *args, otherwise=None, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> int:
        """Count up; without Redis nothing has been counted. Raises ValueError for an unknown key, as Django does."""
        return self._forgiving(super().incr, *args, otherwise=0, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        """Forget the key."""
        return self._forgiving(super().delete, *args, otherwise=False, **kwargs)

    def clear(self) -> None:
        """Refuse: the server is the broker's too, and Django would empty the queue along with the cache."""
        raise NotImplementedError

    def _forgiving(self, method: Callable[..., T], *args: Any, otherwise: T, **kwargs: Any) -> T:
        if time.monotonic() < self.resting_until:
            return otherwise
        try:
            return method(*args, **kwargs)
        except (RedisError, OSError) as error:
            self.resting_until = time.monotonic() + REST_SECONDS
            logger.warning("cache_away", extra={"error": type(error).__name__})
            return otherwise
