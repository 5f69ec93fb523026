"""The log: one line an event, as JSON, with ids instead of names and never a token, a body or a query string."""

from typing import Any, Final

from pythonjsonlogger.core import RESERVED_ATTRS

LEFT_OUT: Final = [*RESERVED_ATTRS, "request"]
"""Of a line's fields. Django gives some lines the request, which prints itself with its path."""


def logging_config(*, level: str, log_format: str) -> dict[str, Any]:
    """Return the dictConfig for the whole process; `log_format` is "json" or "text"."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
                "reserved_attrs": LEFT_OUT,
                "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
            },
            "text": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": log_format}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own request log prints the path, which may hold an invitation's token; RequestLogMiddleware
            # prints the route's name instead.
            "django.server": {"level": "ERROR"},
            "django.request": {"level": "CRITICAL"},
            "django.security.csrf": {"level": "CRITICAL"},
            # Scanners send any host name; the request's own line tells of the 400.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "fontTools": {"level": "WARNING"},
            "weasyprint.progress": {"level": "WARNING"},
            "celery.redirected": {"level": "WARNING"},
        },
    }
