"""The environment is made once, and what the machine lacks is installed or named exactly."""

import ast
import os
import shutil
import sys
from pathlib import Path

import pytest

from mrintegration.development import bootstrap


@pytest.fixture
def root(tmp_path, monkeypatch):
    """An empty checkout."""
    for name, path in {
        "ROOT": tmp_path,
        "VENV": tmp_path / ".venv",
        "VENV_PYTHON": tmp_path / ".venv" / "bin" / "python",
        "LOCK": tmp_path / "dev.txt",
        "STAMP": tmp_path / ".venv" / "stamp",
    }.items():
        monkeypatch.setattr(bootstrap, name, path)
    (tmp_path / "dev.txt").write_text("uv==1.0 \\\n    --hash=sha256:aa\nzope==1\n")
    return tmp_path


@pytest.fixture
def ran(monkeypatch):
    """Commands that would have been run."""
    commands = []
    monkeypatch.setattr(bootstrap, "call", lambda command, sorry, **variables: commands.append(command))
    return commands


def finish(root):
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / ".venv" / "bin" / "python").touch()
    (root / ".venv" / "stamp").write_text(bootstrap.wanted_stamp())


def test_a_finished_environment_is_left_alone(root, ran):
    finish(root)
    bootstrap.main([])
    assert ran == []


@pytest.mark.parametrize("change", ["lock", "moved", "half-made"])
def test_an_environment_that_does_not_fit_is_made_anew(root, ran, change, monkeypatch):
    finish(root)
    if change == "lock":
        (root / "dev.txt").write_text("uv==2.0\n")
    elif change == "moved":
        (root / ".venv" / "stamp").write_text("/elsewhere/.venv\nabc\n")
    else:
        (root / ".venv" / "stamp").unlink()
    assert not bootstrap.up_to_date()
    bootstrap.make_environment()
    assert ran[0][1:3] == ["-m", "venv"]
    assert ran[-1][1:] == ["pip", "sync", "--quiet", "--require-hashes", str(root / "dev.txt")]


def test_the_installer_is_checked_against_its_hash(root, monkeypatch):
    installed = []
    read = lambda command, sorry: installed.append((command, Path(command[-1]).read_text()))  # noqa: E731
    monkeypatch.setattr(bootstrap, "call", read)
    bootstrap.install_uv()
    command, requirement = installed[0]
    assert "--require-hashes" in command
    assert requirement == "uv==1.0 \\\n    --hash=sha256:aa\n"


def test_a_python_that_is_too_old_is_told_in_one_sentence(monkeypatch):
    monkeypatch.setattr(bootstrap, "runs", lambda command: False)
    with pytest.raises(
        SystemExit, match=r"^Python 3\.11 or later is needed, and this is 3\.\d+\.\d+\. Install it: "
    ):
        bootstrap.find_python()


def test_a_newer_python_on_the_path_is_found(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/usr/bin/python3.8")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "python3.13" else None)
    monkeypatch.setattr(bootstrap, "runs", lambda command: command[0] == "/usr/bin/python3.13")
    assert bootstrap.find_python() == "/usr/bin/python3.13"


def test_without_root_the_exact_lines_are_told(monkeypatch, ran):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap, "runs", lambda command: False)
    with pytest.raises(SystemExit) as stopped:
        bootstrap.check_pdf_libraries()
    assert str(stopped.value).splitlines() == [
        "The libraries that make PDF files are missing.",
        "  Debian, Ubuntu:  sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core",
        "  macOS:           brew install pango",
        "Then run this again.",
    ]
    assert ran == []


def test_as_root_a_browser_is_installed_and_the_quick_one_is_tried_first(monkeypatch, ran):
    tried: list[str] = []

    def fails(command):
        tried.append(command[-1])
        return False

    monkeypatch.setattr(bootstrap, "can_install", lambda: True)
    monkeypatch.setattr(bootstrap, "runs", fails)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(bootstrap, "CHROMIUM_ON_MACOS", Path("nowhere"))
    bootstrap.check_chromium()
    assert tried == ["update", "chromium-headless-shell"]
    assert ran == [
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "--yes", "--no-install-recommends", "chromium"],
    ]


def test_translations_are_compiled_when_they_are_newer(root, ran):
    source = root / "locale" / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.touch()
    bootstrap.compile_messages()
    assert str(source) in ran.pop()
    source.with_suffix(".mo").touch()
    bootstrap.compile_messages()
    assert ran == []


def test_a_command_that_fails_ends_with_the_sentence():
    with pytest.raises(SystemExit, match=r"^Sorry\.$"):
        bootstrap.call(["/bin/sh", "-c", "exit 3"], "Sorry.")


def test_an_old_python_can_read_on_to_its_sentence():
    ast.parse(Path(bootstrap.__file__).read_text(), feature_version=(3, 6))
