"""A process is ours only when both its number and its start time are the ones we wrote down."""

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mrintegration.development.account import Account

POLL_SECONDS = 0.05


def run(
    command: Sequence[str | Path], *, cwd: Path, account: Account, text: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run a short server tool to its end as the server account, with `text` on its standard input."""
    done: subprocess.CompletedProcess[str] = subprocess.run(  # noqa: S603  # every command is made in this package
        [str(part) for part in command],
        cwd=cwd,
        env=_bare_environment(),
        input=text,
        capture_output=True,
        text=True,
        check=False,
        **_as_account(account),  # type: ignore[call-overload]
    )
    return done


def start_marker(pid: int) -> str | None:
    """Return what tells this process from a later one with the same number; None when it does not run."""
    stat = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        try:
            # The program's name stands in brackets and may hold anything, so count from the last bracket.
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            return None
        return None if fields[0] == "Z" else fields[19]
    listing = subprocess.run(  # noqa: S603
        ["/bin/ps", "-o", "stat=", "-o", "lstart=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return None if not listing or listing.startswith("Z") else listing.partition(" ")[2].strip()


def command_line(pid: int) -> str:
    """Return the command that the process was started with, empty when it does not run."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return subprocess.run(  # noqa: S603
            ["/bin/ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
        ).stdout


@dataclass
class Child:
    """A process that the launcher started and stops; its number and start time are kept in `pid_file`."""

    name: str
    command: Sequence[str | Path]
    cwd: Path
    log: Path
    pid_file: Path
    stop_signal: signal.Signals = signal.SIGTERM
    patience: float = 15
    environment: Mapping[str, str] | None = None
    account: Account | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start in a session of its own, so that Ctrl-C reaches the launcher alone and it stops all in order."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603
                [str(part) for part in self.command],
                cwd=self.cwd,
                env=dict(self.environment) if self.environment is not None else _bare_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **(_as_account(self.account) if self.account else {}),  # type: ignore[call-overload]
            )
        record = {"pid": self.process.pid, "started": start_marker(self.process.pid)}
        self.pid_file.write_text(json.dumps(record))

    def exit_code(self) -> int | None:
        """Return the exit code of a process that ended by itself, None while it runs."""
        return self.process.poll() if self.process else None

    def stop(self) -> None:
        """Ask the process to end, wait, and end its whole group when it does not."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            try:
                self.process.wait(self.patience)
            except subprocess.TimeoutExpired:
                _kill_group(self.process.pid)
                self.process.wait()
        self.process = None
        self.pid_file.unlink(missing_ok=True)

    def last_lines(self, number: int = 5) -> str:
        """Return the end of the log, for a sentence about a failed start."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-number:])


def stop_leftover(
    pid_file: Path, *, stop_signal: signal.Signals = signal.SIGTERM, patience: float = 15
) -> bool:
    """End the process of a launcher that was killed. A number that another process has now is left alone."""
    try:
        record = json.loads(pid_file.read_text())
        pid, started = int(record["pid"]), record["started"]
    except (OSError, ValueError, KeyError, TypeError):
        pid_file.unlink(missing_ok=True)
        return False
    ours = started is not None and start_marker(pid) == started
    if ours:
        end(pid, started, stop_signal=stop_signal, patience=patience)
    pid_file.unlink(missing_ok=True)
    return ours


def end(pid: int, started: str | None, *, stop_signal: signal.Signals, patience: float) -> None:
    """End a process that is not our child, first by asking."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, stop_signal)
    deadline = time.monotonic() + patience
    while start_marker(pid) == started and time.monotonic() < deadline:
        time.sleep(POLL_SECONDS)
    if start_marker(pid) == started:
        _kill_group(pid)


def _kill_group(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _bare_environment() -> dict[str, str]:
    """Servers get no variable of the caller: a PGDATA or LC_ALL there would change what they do."""
    return {"PATH": os.defpath, "LC_ALL": "C"}


def _as_account(account: Account) -> dict[str, object]:
    return {"user": account.uid, "group": account.gid, "extra_groups": []} if account.switched else {}
