"""One PostgreSQL server in a folder: made, started, stopped and killed by its parent process."""

from __future__ import annotations

import os
import pwd
import signal
import socket
import subprocess
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

SUPERUSER = "postgres"

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": ".",  # the data folder: /var/run belongs to the machine's servers
    # Nothing has to survive the machine. What was committed has to survive `Server.kill`, so
    # synchronous_commit stays on: without fsync it costs a call, not a wait for the disk.
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "min_wal_size": "8MB",
    "max_wal_size": "64MB",
    "shared_buffers": "16MB",
    "autovacuum": "off",
    "jit": "off",
    # Where the service will stand: what depends on a session's time zone shows in the tests.
    "timezone": "Asia/Shanghai",
}

ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
"""Nothing of the caller's: no PGDATA, no PGPORT, no language."""

PATIENCE_SECONDS = 60


class NotStartedError(Exception):
    """The server did not start; the text is what it said."""


def owner() -> dict[str, Any]:
    """Return as whom a server runs, for Popen: as ourselves, but PostgreSQL refuses to be root."""
    if os.geteuid() != 0:
        return {}
    account = pwd.getpwnam("postgres")  # the package made it
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


class Server:
    """A server whose data is in *folder*, which belongs to the owner of the server."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self.port = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def _data(self) -> Path:
        return self.folder / "data"

    @property
    def _pid_file(self) -> Path:
        return self._data / "postmaster.pid"

    def create(self, password: str) -> None:
        """Make the cluster, with that password for its superuser."""
        secret = self.folder / "password"
        secret.write_text(password)
        argv = [
            self.programs / "initdb",
            f"--pgdata={self._data}",
            f"--username={SUPERUSER}",
            f"--pwfile={secret}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--wal-segsize=1",
            "--no-sync",
            "--no-instructions",
        ]
        run = subprocess.run(
            argv,
            check=False,
            capture_output=True,
            text=True,
            cwd=self.folder,
            env=ENVIRONMENT,
            **owner(),
        )
        secret.unlink()
        if run.returncode:
            raise NotStartedError(run.stderr)

    def start(self) -> None:
        """Start the server if it is not running, and wait until it takes connections."""
        if self._process is not None and self._process.poll() is None:
            return
        self.port = self.port or free_port()
        settings = {**SETTINGS, "port": str(self.port)}
        log_path = self.folder / "log"
        with log_path.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    # Should its parent be killed, the server shall not stay.
                    *("/usr/bin/setpriv", "--pdeathsig", "QUIT"),
                    *(str(self.programs / "postgres"), "-D", str(self._data)),
                    *(
                        word
                        for name, value in settings.items()
                        for word in ("-c", f"{name}={value}")
                    ),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env=ENVIRONMENT,
                **owner(),
            )
        latest = time.monotonic() + PATIENCE_SECONDS
        while not self._is_ready(self._process.pid):
            if self._process.poll() is not None or time.monotonic() > latest:
                raise NotStartedError(log_path.read_text()[-2000:])
            time.sleep(0.01)

    def _is_ready(self, pid: int) -> bool:
        """Whether the server says so, in the file where a killed one may have said it before."""
        try:
            lines = self._pid_file.read_text().splitlines()
        except FileNotFoundError:
            return False
        return lines[:1] == [str(pid)] and lines[-1].strip() == "ready"

    def stop(self) -> None:
        """Stop the server as an administrator does: its clients are told, its data are written."""
        self._tell(signal.SIGINT)

    def kill(self) -> None:
        """End all processes of the server at once: nobody is told, nothing is written."""
        if self._process is None:
            return
        postmaster = self._process.pid
        self._process.send_signal(signal.SIGSTOP)  # or it would stop its children in good order
        for pid in children(postmaster):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._tell(signal.SIGKILL)
        _wait_for_orphans()

    def end(self) -> None:
        """End the server for good; its folder can go."""
        # Shared memory stays behind a killed server, and only its next start clears that away.
        if self._pid_file.exists():
            self.start()
        self._tell(signal.SIGQUIT)
        _wait_for_orphans()

    def _tell(self, number: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(number)
            self._process.wait()
            self._process = None


def free_port() -> int:
    # Below the ports that Linux takes for outgoing connections: a client that keeps trying to
    # reach a stopped server from the very port of it would end up connected with itself.
    # Processes begin at different numbers, so those that start together do not meet.
    for port in count(20_000 + os.getpid() % 10_000):
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError


def children(parent: int) -> list[int]:
    """Return the processes whose parent that is."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # that process has ended
            _, _, fields = stat.read_bytes().rpartition(b")")
            if int(fields.split()[1]) == parent:
                found.append(int(stat.parent.name))
    return found


def _wait_for_orphans() -> None:
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
