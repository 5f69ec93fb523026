"""The demo's settings, written for the children and for manage.py; the secret key is made once and kept."""

import hashlib
import json
import os
import secrets
from pathlib import Path
from urllib.parse import quote

FILE = "environment.json"


def demo_environment(data: Path, *, port: int, database_url: str, redis_url: str) -> dict[str, str]:
    """Return the settings of a demo on this port."""
    return {
        "SECRET_KEY": _kept_secret(data) or secrets.token_urlsafe(64),
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "DEVELOPMENT": "1",
        "HTTPS": "0",
        "TRUSTED_PROXIES": "0",
        "PUBLIC_URL": f"http://localhost:{port}",
        "DATA_DIR": str(data),
        "SURVEY_KEYS_DIR": str(data / "survey-keys"),
        "EMAIL_URL": f"file://{quote(str(data / 'mail'))}",
        "LOG_FORMAT": "text",
    }


def write_environment(data: Path, environment: dict[str, str]) -> None:
    """Replace the file in one step, readable by its owner only."""
    new = data / f"{FILE}.new"
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(environment, file, indent=2)
    new.replace(data / FILE)


def fingerprint(root: Path) -> str:
    """Return what tells this code and reference data from any other: all program and data files of the packages."""
    digest = hashlib.sha256()
    for package in sorted(path.parent for path in root.glob("*/__init__.py")):
        for file in sorted(path for kind in ("*.py", "*.json", "*.csv") for path in package.rglob(kind)):
            digest.update(f"{file.relative_to(root)}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _kept_secret(data: Path) -> str | None:
    try:
        kept = json.loads((data / FILE).read_text())["SECRET_KEY"]
    except (OSError, ValueError, KeyError):
        return None
    return str(kept)
