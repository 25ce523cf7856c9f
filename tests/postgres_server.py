"""A real PostgreSQL server for the tests: Debian's own, on loopback, in a folder of its own, gone afterwards."""

from __future__ import annotations

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from itertools import count
from pathlib import Path


class PostgresMissingError(Exception):
    """No server is installed here, or it does not start."""


class PostgresServer:
    """Started by the first test that wants it; each store gets a database of its own.

    The server refuses to run as root: there it runs as the system's user ``postgres``.
    """

    def __init__(self) -> None:
        self._programs = _programs()
        self._home = Path(tempfile.mkdtemp(prefix="da06-postgres-"))
        self._user = _unprivileged()
        if self._user:
            shutil.chown(self._home, self._user)
        self.port = _free_port()
        self._numbers = count(1)
        self._data = self._home / "data"
        self._call("initdb", "-D", self._data, "-U", "da06", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self._home} -c fsync=off"
        self._call("pg_ctl", "-D", self._data, "-w", "-t", "60", "-l", self._home / "log", "-o", options, "start")

    def new_database(self) -> str:
        """The URL of an empty database."""
        import psycopg

        name = f"kho_{next(self._numbers)}"
        with psycopg.connect(f"postgresql://da06@127.0.0.1:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql://da06@127.0.0.1:{self.port}/{name}"

    def close(self) -> None:
        """Stop the server and remove its folder."""
        self._call("pg_ctl", "-D", self._data, "-m", "immediate", "stop")
        shutil.rmtree(self._home, ignore_errors=True)

    def _call(self, program: str, *arguments: object) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        if self._user:
            command = ["runuser", "-u", self._user, "--", *command]
        # Never a pipe: the server keeps it open and the call would wait for ever.
        log = self._home.parent / f"{self._home.name}.txt"
        with log.open("wb") as output:
            done = subprocess.run(command, cwd="/", stdout=output, stderr=output, timeout=120, check=False)
        words = log.read_text(errors="replace")
        log.unlink()
        if done.returncode:
            raise PostgresMissingError(f"{program} of PostgreSQL failed: {words[-500:]}")


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    raise PostgresMissingError("PostgreSQL is not installed (Debian: apt install postgresql)")


def _unprivileged() -> str | None:
    """The user to run as instead of root; ``None`` when this one will do."""
    if os.name == "nt" or os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise PostgresMissingError(f"PostgreSQL refuses to run as {getpass.getuser()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
