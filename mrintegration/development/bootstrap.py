"""Makes the environment that the launcher and the tests run in; any Python can read it, the standard library is enough.

Run as a file (`python3 mrintegration/development/bootstrap.py [tests]`), before anything is installed. A second run
finds the stamp and does nothing. Newer annotations are quoted, so that an old Python can read on to its sentence.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements" / "dev.txt"
STAMP = VENV / "mr-integrering.stamp"
OLDEST = (3, 11)
NAMES = ("python3.11", "python3.12", "python3.13", "python3.14")
# Debian's shell without windows takes half the processor time.
SHELL = "chromium-headless-shell"
CHROMIUM = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ON_MACOS = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")
PDF_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-noto-core")


def main(arguments: "list[str]") -> None:
    """Make what is missing; with `tests`, the browser as well."""
    if not up_to_date():
        make_environment()
        check_pdf_libraries()
        STAMP.write_text(wanted_stamp())
    if "tests" in arguments:
        check_chromium()
    compile_messages()


def up_to_date() -> bool:
    """Say whether the environment is the one that the lock file asks for, in this very folder."""
    return VENV_PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted_stamp()


def wanted_stamp() -> str:
    """Return what identifies a finished environment. Its scripts hold its path, so a moved checkout is made anew."""
    return f"{VENV}\n{hashlib.sha256(LOCK.read_bytes()).hexdigest()}\n"


def make_environment() -> None:
    """Make .venv with exactly the locked packages, each checked against its hash."""
    uv = VENV / "bin" / "uv"
    moved = STAMP.exists() and STAMP.read_text().split("\n")[0] != str(VENV)
    if moved or not (VENV_PYTHON.exists() and runs([str(uv), "--version"])):
        python = find_python()
        say("Making the environment in .venv.")
        shutil.rmtree(str(VENV), ignore_errors=True)
        call([python, "-m", "venv", str(VENV)], "The environment could not be made.")
        install_uv()
    command = [str(uv), "pip", "sync", "--quiet", "--require-hashes", str(LOCK)]
    call(command, "The packages could not be installed.", VIRTUAL_ENV=str(VENV))


def install_uv() -> None:
    """Install the installer with pip, at the version and with the hashes of the lock file."""
    locked = re.search(r"^uv==.*?(?=^\w|\Z)", LOCK.read_text(), re.MULTILINE | re.DOTALL)
    if locked is None:
        stop("requirements/dev.txt does not name uv.")
    with tempfile.TemporaryDirectory() as folder:
        only_uv = Path(folder) / "uv.txt"
        only_uv.write_text(locked.group())
        pip = [str(VENV_PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        call(
            [*pip, "--require-hashes", "--requirement", str(only_uv)],
            "The installer uv could not be installed.",
        )


def find_python() -> str:
    """Return a Python that is new enough and can make environments: this one, or one on PATH."""
    for candidate in (sys.executable, *filter(None, map(shutil.which, NAMES))):
        if runs([candidate, "-c", f"import sys; sys.exit(sys.version_info < {OLDEST})"]):
            if not runs([candidate, "-c", "import ensurepip, venv"]):
                install_or_stop("Python can't make environments.", ["python3-venv"], brew="python")
            return candidate
    this = sys.version.split()[0]
    sys.exit(
        f"Python 3.11 or later is needed, and this is {this}. "
        "Install it: apt-get install python3 python3-venv, or brew install python."
    )


def check_pdf_libraries() -> None:
    """See that WeasyPrint finds its libraries, and that the fallback fonts are there."""
    has_libraries = [str(VENV_PYTHON), "-c", "import weasyprint"]
    if not runs(has_libraries):
        install_or_stop("The libraries that make PDF files are missing.", PDF_PACKAGES, brew="pango")
        if not runs(has_libraries):
            stop(
                "WeasyPrint does not find its libraries; `.venv/bin/python -c 'import weasyprint'` says which."
            )
    elif not any(Path(folder).rglob("NotoSans-Regular*") for folder in FONT_FOLDERS if Path(folder).is_dir()):
        install_fonts()


def install_fonts() -> None:
    """The product carries its own fonts; these are for letters that those lack, so they are asked for, not demanded."""
    if can_install():
        install(["fonts-noto-core"])
    else:
        say(
            "For other alphabets in PDF files: apt-get install fonts-noto-core, or brew install font-noto-sans."
        )


def check_chromium() -> None:
    """See that the browser of the tests is there, the quick one if it can be had."""
    if shutil.which(SHELL) is None and can_install():
        runs(["apt-get", "-qq", "update"])
        runs(["apt-get", "-qq", "install", "--yes", "--no-install-recommends", SHELL])
    if find_chromium() is None:
        install_or_stop("The tests need the browser Chromium.", ["chromium"], brew="--cask google-chrome")


def find_chromium() -> "str | None":
    """Return the browser's program file."""
    found = [path for path in map(shutil.which, CHROMIUM) if path]
    return found[0] if found else str(CHROMIUM_ON_MACOS) if CHROMIUM_ON_MACOS.exists() else None


def compile_messages() -> None:
    """Compile the translations that are newer than their compiled file; gettext is not needed."""
    for source in (ROOT / "locale").glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            command = [str(VENV_PYTHON), "-m", "babel.messages.frontend", "--quiet", "compile"]
            call(
                [*command, "--input-file", str(source), "--output-file", str(compiled)],
                "A translation is broken.",
            )


def install_or_stop(lack: str, packages: "tuple[str, ...] | list[str]", brew: str) -> None:
    """Install Debian packages as root; otherwise say the exact lines and stop."""
    if not can_install():
        stop(
            f"{lack}\n  Debian, Ubuntu:  sudo apt-get install {' '.join(packages)}\n"
            f"  macOS:           brew install {brew}\nThen run this again."
        )
    say(f"{lack} Installing {' '.join(packages)}.")
    install(packages)


def can_install() -> bool:
    """Say whether this is root on a machine with apt."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(packages: "tuple[str, ...] | list[str]") -> None:
    """Install Debian packages; the list is fetched first, because a fresh machine has none."""
    for command in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        call(
            ["apt-get", "-qq", *command],
            "apt-get could not install a package.",
            DEBIAN_FRONTEND="noninteractive",
        )


def runs(command: "list[str]") -> bool:
    """Say whether a command ends well."""
    try:
        quiet = subprocess.DEVNULL
        return subprocess.call(command, stdout=quiet, stderr=quiet) == 0  # noqa: S603
    except OSError:
        return False


def call(command: "list[str]", sorry: str, **variables: str) -> None:
    """Run a command that must end well; its own output stands above the sentence."""
    if subprocess.call(command, env=dict(os.environ, **variables)) != 0:  # noqa: S603
        stop(sorry)


def say(text: str) -> None:
    """Write one line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def stop(text: str) -> NoReturn:
    """End with a sentence."""
    sys.exit(text)


if __name__ == "__main__":
    main(sys.argv[1:])
