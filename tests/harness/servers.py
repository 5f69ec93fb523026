"""Pytest plugin: servers of our own are up, and the environment names them, before Django reads its settings."""

import atexit
import json
import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest

from mrintegration.conf import Environment
from mrintegration.development.account import server_account
from mrintegration.development.places import choose_places, private_folder
from mrintegration.development.processes import run, start_marker
from mrintegration.development.servers import Servers, prepare_places, start_servers, stop_leftovers

PREFIX = "mr-test-"
ARTIFACTS = Path(__file__).resolve().parents[2] / ".test-artifacts"
# Names the folder of a run's first servers, whose database is migrated already (see cluster.py).
CLUSTER = "TEST_CLUSTER"
NEW_SECONDS = 60
ARTIFACTS_SECONDS = 24 * 60 * 60


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests():
    """A wrapper runs before pytest-django, which loads the settings in the same hook."""
    folder = make_folder()
    if CLUSTER in os.environ:
        copy_cluster(Path(os.environ[CLUSTER]), folder)
    servers = start_servers(folder / "servers", {}, throw_away=True)
    atexit.register(remove_folder, folder, servers)
    hand_over(os.environ, servers, folder)
    use_environment()
    return (yield)


def copy_cluster(first: Path, folder: Path) -> None:
    """Begin with what the first servers, which have ended, left of their database."""
    account = server_account()
    source, copy = (prepare_places(place / "servers", account).servers for place in (first, folder))
    done = run(["cp", "-R", "-p", source / "postgres", copy], cwd=copy, account=account)
    assert not done.returncode, done.stderr


def hand_over(environment, servers: Servers, folder: Path) -> None:
    """Write the servers' addresses where use_environment() looks for them."""
    environment["TEST_DATABASE_URL"] = servers.database_url
    environment["TEST_REDIS_URL"] = servers.redis_url
    environment["TEST_DATA_DIR"] = str(folder / "data")


def use_environment() -> None:
    """Give the settings their test values; whatever the developer's shell holds for the product is set aside."""
    for name in Environment.model_fields:
        os.environ.pop(name.upper(), None)
    os.environ |= {
        "DATABASE_URL": os.environ["TEST_DATABASE_URL"],
        "REDIS_URL": os.environ["TEST_REDIS_URL"],
        "DATA_DIR": os.environ["TEST_DATA_DIR"],
        "SURVEY_KEYS_DIR": str(Path(os.environ["TEST_DATA_DIR"]) / "survey-keys"),
        "SECRET_KEY": "for tests only, never used where anything is at stake",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "PUBLIC_URL": "http://localhost",
        # Static files by finders, and the gallery.
        "DEVELOPMENT": "1",
        "HTTPS": "0",
        "TRUSTED_PROXIES": "0",
        "LOG_FORMAT": "text",
        "WORKER_CONCURRENCY": "1",
    }
    Path(os.environ["DATA_DIR"]).mkdir(parents=True, exist_ok=True)


def make_folder() -> Path:
    """Make a folder for one run, after removing those of runs that were killed."""
    base = Path(tempfile.gettempdir())
    for old in base.glob(f"{PREFIX}*"):
        if _is_mine(old) and not _owner_runs(old):
            places = choose_places(old / "servers", server_account())
            stop_leftovers(places)
            shutil.rmtree(private_folder(places.data), ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)
    forget_old_artifacts()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    (folder / "owner.json").write_text(json.dumps({"pid": os.getpid(), "started": start_marker(os.getpid())}))
    folder.chmod(0o711)
    return folder


def forget_old_artifacts() -> None:
    """Remove what failed tests and servers left more than a day ago."""
    for old in ARTIFACTS.glob("*"):
        if time.time() - old.stat().st_mtime > ARTIFACTS_SECONDS:
            shutil.rmtree(old) if old.is_dir() else old.unlink()


def remove_folder(folder: Path, servers: Servers) -> None:
    """Stop the servers and leave nothing behind."""
    servers.stop()
    shutil.rmtree(private_folder(folder / "servers"), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def _is_mine(folder: Path) -> bool:
    try:
        made = folder.stat()
    except OSError:
        # Another run has just removed it.
        return False
    # One that was made this minute may not have been signed yet: several runs start at once.
    return made.st_uid == os.geteuid() and time.time() - made.st_mtime > NEW_SECONDS


def _owner_runs(folder: Path) -> bool:
    try:
        owner = json.loads((folder / "owner.json").read_text())
    except (OSError, ValueError):
        return False
    return owner["started"] is not None and start_marker(owner["pid"]) == owner["started"]
