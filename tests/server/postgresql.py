"""A PostgreSQL of the tests' own: the system's programs, in a folder for the moment, reached by a socket in it.

All workers of a run share it. The first that asks starts it; it ends when the last of them does, however that ends.
Nothing is flushed to the disk.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import psycopg
import pytest

EACH_DATABASE = pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
"""For a test of the desk server that is done over both."""

NEEDED = "this test needs PostgreSQL's server: apt-get install postgresql"

_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "32MB",
    "autovacuum": "off",
}

_END = """
flock 0
"$1/pg_ctl" stop --mode=immediate --pgdata "$2/data"
rm -rf "$2"
"""
"""Waits until nobody has the lock that its input is, and takes everything away."""


class Cluster:
    """`folder` holds the data and the socket."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{_user()}@/{database}?host={self._folder}"

    def connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(host=str(self._folder), user=_user(), dbname=database, autocommit=True)

    def start(self, programs: Path) -> None:
        data = self._folder / "data"
        how = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", f"--username={_user()}"]
        _run(programs / "initdb", "--pgdata", data, *how)
        with (data / "postgresql.conf").open("a") as settings:
            settings.write(f"unix_socket_directories = '{self._folder}'\n")
            settings.writelines(f"{name} = '{value}'\n" for name, value in _SETTINGS.items())
        _run(programs / "pg_ctl", "start", "--wait", "--pgdata", data, "--log", self._folder / "log")


class OwnDatabase:
    """A database of this worker, for one test after the other: a new one takes longer than most tests."""

    def __init__(self, cluster: Cluster) -> None:
        name = f"worker_{os.getpid()}"
        with cluster.connect("postgres") as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE template0".encode())
        self.url = cluster.url(name)
        self.connection = cluster.connect(name)

    def forget_rows(self) -> None:
        """Leaves the tables, and what says of which schema they are."""
        with self.connection.transaction():
            for (table,) in self.connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
                only = {"alembic_version": "false", "facts": "name <> 'schema'"}.get(table, "true")
                self.connection.execute(f"DELETE FROM {table} WHERE {only}".encode())

    def forget_tables(self) -> None:
        self.connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


@contextmanager
def shared(folder: Path) -> Iterator[Cluster]:
    """The cluster of all who name this folder, which is there already. It is started when nobody has it."""
    where = folder / "postgresql"
    with (folder / "postgresql.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        while not where.exists():
            fcntl.flock(lock, fcntl.LOCK_EX)  # lets go of the other first
            if not where.exists():
                where.symlink_to(_started(lock))
            fcntl.flock(lock, fcntl.LOCK_SH)
        yield Cluster(where.readlink())


def _started(lock: IO[str]) -> Path:
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="foyer-postgresql-"))  # a socket's path has to be short
    if os.geteuid() == 0:
        shutil.chown(folder, _user())
    Cluster(folder).start(programs)
    with open(lock.name) as other:
        end = [*_as_user(), "sh", "-c", _END, "sh", str(programs), str(folder)]
        subprocess.Popen(end, stdin=other, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    return folder


def _programs() -> Path:
    """Debian keeps them out of the PATH, a folder for each version."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda file: float(file.parts[-3]))
    program = versions[-1] if versions else shutil.which("initdb")
    assert program, NEEDED
    return Path(program).parent


def _user() -> str:
    """PostgreSQL won't run as root."""
    import pwd

    return "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name


def _as_user() -> list[str]:
    user = _user()
    return ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"] if os.geteuid() == 0 else []


def _run(*words: str | Path) -> None:
    done = subprocess.run(
        [*_as_user(), *map(str, words)],
        cwd="/",
        env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
