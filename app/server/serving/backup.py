"""Copies of a desk server's SQLite file, while it runs, and back again.

A copy of the file alone lacks what is in the log beside it, and nobody but the running server may open it. So the
server makes the copy: it says in a file beside the database, which only its owner reads, where it listens and with
which secret it gives one. What is attached to tickets is copied into a folder beside the copy. PostgreSQL has pg_dump
for this.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import FileResponse
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError
from starlette.background import BackgroundTask

from app.errors import BadSetting
from app.models.tickets.attachment import folder_beside, whole_files
from app.server.bodies.refusal import Refusal
from app.server.context import ServerContext
from app.server.storage.copies import Content, content_of, copy_closed, is_in_use
from app.server.storage.private_file import BESIDE, make_private

PATH = "/backup"
_SLOWEST = 600
"""Seconds that a copy may take."""


@contextmanager
def offer_backup(application: FastAPI, database: str, host: str, port: int) -> Iterator[None]:
    """Lets `backup` have copies of `database` from this application, which listens on `host` and `port`, while the
    block runs. Nothing for PostgreSQL and for a database in memory."""
    file = _file_of(database)
    if file is None:
        yield
        return
    secret = secrets.token_urlsafe(32)
    context: ServerContext = application.state.context

    @application.get(PATH, include_in_schema=False)
    async def give(request: Request) -> FileResponse:
        if not secrets.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {secret}".encode()):
            raise Refusal(404, "There is no such call")
        copy = file.with_name(f"{file.name}.copy-{secrets.token_hex(4)}")
        make_private(str(copy))
        await run_in_threadpool(context.database.copy, copy)
        return FileResponse(copy, background=BackgroundTask(copy.unlink))

    running = _running(file)
    make_private(str(running))
    running.write_text(json.dumps({"address": _address(host, port), "secret": secret}), encoding="utf-8")
    try:
        yield
    finally:
        running.unlink(missing_ok=True)


def backup(database: str, target: Path) -> Content:
    """Writes a whole copy of the SQLite file of `database` (SQLAlchemy's URL) to `target`, in the place of what was
    there, whether a server runs over it or not, and gives what is in it. Raises BadSetting when it can't be made;
    `target` stays what it was then."""
    file = _named_file(database)
    if target.exists() and target.samefile(file):
        raise BadSetting(f"{target} is the database itself: give the copy another name.")
    part = target.with_name(f"{target.name}.part")
    try:
        make_private(str(part))
        if not part.exists():
            raise BadSetting(f"{target} can't be written.")
        if is_in_use(file):
            _fetch(file, part)
        else:
            copy_closed(file, part)
        content = content_of(part)
        _flush(part)
        _copy_attachments(file, target)
        part.replace(target)
        return content
    except OSError as error:
        raise BadSetting(f"The copy can't be made: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)


def restore(database: str, source: Path, now: datetime) -> tuple[Content, Path | None]:
    """Puts the copy `source` in the place of the SQLite file of `database`, and gives what is in it and where the file
    is now that was there before; None when there was none. Raises BadSetting when `source` is no copy of a desk
    server's database, or a server runs over the file; nothing is changed then."""
    file = _existing_folder(_path_of(database))
    if not source.is_file():
        raise BadSetting(f"There is no file {source}.")
    content = content_of(source)
    aside: Path | None = None
    part = file.with_name(f"{file.name}.part")
    try:
        if file.exists():
            if is_in_use(file):  # this also brings what its log holds into the file
                raise BadSetting(f"A desk server runs over {file}: stop it first.")
            aside = file.with_name(f"{file.name}.before-{now:%Y%m%d-%H%M%S}")
        make_private(str(part))
        shutil.copyfile(source, part)
        _flush(part)
        _copy_attachments(source, file)
        if aside:
            file.replace(aside)
        for end in BESIDE:
            Path(f"{file}{end}").unlink(missing_ok=True)
        part.replace(file)
        return content, aside
    except OSError as error:
        raise BadSetting(f"{source} can't be put in place: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)


def _copy_attachments(database: Path, target: Path) -> None:
    """Brings what is attached to the tickets of `database` beside `target`. A name is the digest of what is in the
    file, so one that is there already is the same."""
    folder = folder_beside(target)
    for file in whole_files(folder_beside(database)):
        copy = folder / file.name
        if copy.exists() and copy.stat().st_size == file.stat().st_size:
            continue
        folder.mkdir(mode=0o700, exist_ok=True)
        make_private(str(copy))
        shutil.copyfile(file, copy)
        _flush(copy)


def _file_of(database: str) -> Path | None:
    try:
        url = make_url(database)
    except ArgumentError as error:
        raise BadSetting(f"The database {database} can't be read: {error}") from error
    in_file = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(str(url.database)) if in_file else None


def _path_of(database: str) -> Path:
    file = _file_of(database)
    if file is None:
        raise BadSetting("Only a database in an SQLite file is copied so. PostgreSQL has pg_dump and pg_restore.")
    return file


def _named_file(database: str) -> Path:
    file = _path_of(database)
    if not file.is_file():
        raise BadSetting(f"There is no database {file}.")
    return file


def _existing_folder(file: Path) -> Path:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(f"{file.parent} can't be used: {error.strerror}.") from error
    return file


def _running(file: Path) -> Path:
    return file.with_name(f"{file.name}.running")


def _address(host: str, port: int) -> str:
    here = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://{f'[{here}]' if ':' in here else here}:{port}"


def _fetch(file: Path, target: Path) -> None:
    """Writes the copy that the running server gives. Raises BadSetting when none gives one."""
    try:
        running = json.loads(_running(file).read_text(encoding="utf-8"))
        request = urllib.request.Request(
            running["address"] + PATH, headers={"Authorization": f"Bearer {running['secret']}"}
        )
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with direct.open(request, timeout=_SLOWEST) as answer, target.open("wb") as copy:
            shutil.copyfileobj(answer, copy)
    except (OSError, ValueError, KeyError) as error:
        raise BadSetting(
            f"{file} is in use, and the server over it gives no copy: {error}. Run this as the server's own user, or "
            "stop the server first."
        ) from error


def _flush(file: Path) -> None:
    with file.open("rb+") as written, suppress(OSError):
        os.fsync(written.fileno())
