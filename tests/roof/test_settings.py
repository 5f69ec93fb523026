"""Settings are one documented list; what is missing or wrong stops the start with one sentence."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from mrintegration.conf import Environment

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "SECRET_KEY": "b7Qd2uXk9Lr4Vn8Zs1Wp5Ty3Hc6Gm0Jf-operator-made-this-one",
    "DATABASE_URL": "postgresql://mr:secret-password@database/mr",
    "REDIS_URL": "redis://broker:6379/0",
    "ALLOWED_HOSTS": "mr.example.se",
    "PATH": os.environ["PATH"],
}
DEPLOY_CHECK = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
WEB = ["--config", "python:mrintegration.gunicorn_conf", "mrintegration.wsgi:application"]
STARTS = {
    "manage.py": DEPLOY_CHECK,
    "web": [sys.executable, "-m", "gunicorn", *WEB],
    "worker": [sys.executable, "-m", "celery", "-A", "mrintegration", "worker"],
    "beat": [sys.executable, "-m", "celery", "-A", "mrintegration", "beat"],
}


def start(command, environment):
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_production_passes_every_check():
    done = start(DEPLOY_CHECK, PRODUCTION)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("part", STARTS)
def test_a_missing_secret_stops_the_start_with_one_sentence(part):
    done = start(STARTS[part], {name: value for name, value in PRODUCTION.items() if name != "SECRET_KEY"})
    assert done.returncode != 0
    assert done.stderr.strip() == (
        "The settings are not complete (SECRET_KEY: Field required). README.md lists every setting."
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short-secret"),
        ("DATABASE_URL", "mysql://mr:secret-password@database/mr"),
        ("REDIS_URL", "amqp://secret-password@broker"),
        ("EMAIL_URL", "pigeon://secret-password@loft"),
        ("ALLOWED_HOSTS", ""),
        ("TRUSTED_PROXIES", "many"),
    ],
)
def test_a_wrong_value_is_named_and_not_shown(name, value):
    done = start(DEPLOY_CHECK, PRODUCTION | {name: value})
    assert done.returncode != 0
    assert done.stderr.startswith(f"The settings are not complete ({name}: ")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "secret" not in done.stderr


def test_secrets_may_be_files(tmp_path, monkeypatch):
    for name in Environment.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS"):
        (tmp_path / name.lower()).write_text(PRODUCTION[name] + "\n")
    settings = Environment(_secrets_dir=tmp_path)  # type: ignore[call-arg]
    assert settings.secret_key == SecretStr(PRODUCTION["SECRET_KEY"])
    assert settings.allowed_hosts == ["mr.example.se"]


def test_secure_without_being_asked():
    fields = Environment.model_fields
    assert (fields["https"].default, fields["debug"].default) == (True, False)
    assert {name for name, field in fields.items() if field.is_required()} == {
        "secret_key",
        "database_url",
        "redis_url",
        "allowed_hosts",
    }


def settings_table():
    """The rows that README.md must hold, made from the typed list."""
    for name, field in Environment.model_fields.items():
        default = field.default
        if isinstance(default, SecretStr):
            default = default.get_secret_value()
        if isinstance(default, bool):
            default = int(default)
        shown = "must be given" if field.is_required() else f"`{default}`" if str(default) else "empty"
        yield f"| `{name.upper()}` | {shown} | {field.description} |"


def test_readme_lists_every_setting_as_it_is():
    readme = (ROOT / "README.md").read_text()
    rows = re.findall(r"^\| `[A-Z_]+` \|.*$", readme, re.MULTILINE)
    assert rows == list(settings_table())


def test_manage_py_without_settings_says_what_to_do(tmp_path):
    (tmp_path / "manage.py").write_text((ROOT / "manage.py").read_text())
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=tmp_path, env={"PATH": os.environ["PATH"]},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr.startswith("There are no settings yet: run `make demo` once in this folder")
