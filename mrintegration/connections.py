"""How an address from the environment becomes a connection to the database, the broker or the mail server."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

STATEMENT_LIMITS = (
    "-c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000"
)


def database_from_url(url: str) -> dict[str, Any]:
    """Return Django's database settings for a postgresql:// address.

    A unix socket is given as `?host=/folder`. Raises ValueError for another kind of database.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("DATABASE_URL must start with postgresql://")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    host = query.pop("host", parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or query.pop("port", "")),
        # Opening a connection for each request doubles its CPU time; health checks mend a restarted server.
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": STATEMENT_LIMITS, "connect_timeout": 5, **query},
        # Tests need the collation of production: the template carries the built-in C.UTF-8 provider.
        "TEST": {"TEMPLATE": "template0"},
    }


def celery_broker_url(url: str) -> str:
    """Return the address as Kombu spells it: a unix socket is `redis+socket://` there and `unix://` in redis-py."""
    if url.startswith("unix://"):
        parts = urlsplit(url)
        database = parse_qs(parts.query).get("db", ["0"])[-1]
        return f"redis+socket://{parts.path}?virtual_host={database}"
    return url


@dataclass(frozen=True)
class Mail:
    """Where mail goes; `folder` is set when mails are written to files instead."""

    backend: str
    folder: str | None = None
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    starttls: bool = False
    tls: bool = False


def mail_from_url(url: str) -> Mail:
    """Return the mail settings for smtp://, smtp+tls://, smtps:// or file://; ValueError for anything else."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return Mail(backend="django.core.mail.backends.filebased.EmailBackend", folder=unquote(parts.path))
    if parts.scheme not in {"smtp", "smtp+tls", "smtps"}:
        raise ValueError("EMAIL_URL must start with smtp://, smtp+tls://, smtps:// or file://")
    default_port = {"smtp": 25, "smtp+tls": 587, "smtps": 465}[parts.scheme]
    return Mail(
        backend="django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname or "localhost",
        port=parts.port or default_port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=parts.scheme == "smtp+tls",
        tls=parts.scheme == "smtps",
    )
