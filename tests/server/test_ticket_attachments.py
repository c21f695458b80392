"""A file is attached to a ticket: in pieces, whole or not at all, and nothing of it is ever opened."""

from __future__ import annotations

import hashlib
import io
import zipfile
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from app.models.tickets.attachment import LARGEST, PIECE, harmless_name
from app.models.tickets.file_types import file_type
from app.server.application import close, create
from app.server.serving.backup import backup, restore
from app.server.storage.database import Busy
from tests.server.conftest import NOW
from tests.server.postgresql import EACH_DATABASE

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


def digest(content):
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
async def path(report):
    return f"/sd/tickets/{(await report())['id']}"


@pytest.fixture
def begin(desk, path):
    async def ask(content, name="leak.png", to=path, **different):
        body = {"name": name, "digest": digest(content), "size": len(content)} | different
        return await desk.post(f"{to}/attachments", json=body, headers={"Foyer-Desk": "Lobby"})

    return ask


@pytest.fixture
def send(desk, path):
    """Sends the bytes from `first` to before `end`."""

    async def ask(content, first=0, end=None, **headers):
        piece = content[first:end]
        span = {"Content-Range": f"bytes {first}-{first + len(piece) - 1}/{len(content)}"} | headers
        return await desk.put(f"{path}/attachments/{digest(content)}", content=piece, headers=span)

    return ask


@EACH_DATABASE
async def test_a_file_in_pieces_over_a_connection_that_breaks_is_whole_and_there_once(desk, path, begin, send):
    content = PNG + bytes(PIECE * 3)
    begun = await begin(content)
    assert (begun.status_code, begun.json()["received"], begun.json()["by"]) == (201, 0, "Lobby")
    await send(content, 0, PIECE)
    resumed = (await begin(content)).json()["received"]  # after it broke
    assert resumed == PIECE
    assert (await send(content, 0, PIECE)).json() == {"received": PIECE}
    gap = await send(content, PIECE * 2, PIECE * 3)
    assert (gap.status_code, gap.json()["received"]) == (409, PIECE)
    assert (await send(content, PIECE // 2, PIECE + 100)).json() == {"received": PIECE + 100}
    (under_way,) = (await desk.get(path)).json()["attachments"]
    assert (under_way["received"], under_way["type"]) == (PIECE + 100, "application/octet-stream")
    assert (await desk.get(f"{path}/attachments/{digest(content)}")).status_code == 404
    for first in range(PIECE + 100, len(content), PIECE):
        last = await send(content, first, first + PIECE)
    assert last.json() == {"received": len(content)}
    assert (await send(content, first)).json() == {"received": len(content)}
    ticket = (await desk.get(path)).json()
    (attachment,) = ticket["attachments"]
    assert (attachment["type"], attachment["size"], ticket["attachmentCount"]) == ("image/png", len(content), 1)
    assert [(each["what"], each["to"], each["by"]) for each in ticket["log"][1:]] == [
        ("attachment", "leak.png", "Lobby")
    ]
    assert (await desk.get(f"{path}/attachments/{digest(content)}")).content == content


def _bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(10_000_000))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "kept_as", "kind"),
    [
        (b"MZ\x90\0" + bytes(100), "photo.png", "photo.png", "application/vnd.microsoft.portable-executable"),
        (_bomb(), "plans.zip", "plans.zip", "application/zip"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "x.svg", "x.svg", "image/svg+xml"),
        (b"just words", "../../etc/passwd", "passwd", "text/plain"),
        (bytes(range(256)), "invoice\u202egpj.exe", "invoicegpj.exe", "application/octet-stream"),
    ],
    ids=["an .exe called .png", "a zip bomb", "a drawing with a script", "a path", "a name that reads backwards"],
)
async def test_what_means_harm_is_kept_as_bytes_to_be_saved(
    server, desk, path, begin, send, content, name, kept_as, kind
):
    await begin(content, name)
    assert (await send(content)).status_code == 200
    (attachment,) = (await desk.get(path)).json()["attachments"]
    assert (attachment["name"], attachment["type"]) == (kept_as, kind)
    given = await desk.get(f"{path}/attachments/{digest(content)}")
    assert given.content == content
    assert given.headers["Content-Type"] == "application/octet-stream"
    assert given.headers["Content-Disposition"].startswith("attachment;")
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    folder = server.state.context.attachments.path("x").parent
    assert [file.name for file in folder.iterdir()] == [digest(content)]


async def test_one_file_however_many_tickets(desk, report, begin, send):
    await begin(PNG)
    await send(PNG)
    other = f"/sd/tickets/{(await report())['id']}"
    assert (await begin(PNG, "again.png", other)).json()["received"] == len(PNG)
    ticket = (await desk.get(other)).json()
    assert (ticket["attachmentCount"], ticket["attachments"][0]["name"]) == (1, "again.png")
    assert (await desk.get(f"{other}/attachments/{digest(PNG)}")).content == PNG


async def test_a_file_that_was_lost_is_said_and_may_come_again(server, desk, path, begin, send, caplog):
    await begin(PNG)
    await send(PNG)
    server.state.context.attachments.path(digest(PNG)).unlink()
    answer = await desk.get(f"{path}/attachments/{digest(PNG)}")
    said = "The server has lost leak.png: it isn't in its folder of attachments"
    assert (answer.status_code, answer.json()) == (404, {"error": said})
    assert "isn't there; servers of one database need one folder" in caplog.text
    assert (await begin(PNG)).json()["received"] == 0
    await send(PNG)
    assert (await desk.get(path)).json()["attachmentCount"] == 1
    assert (await desk.get(f"{path}/attachments/{digest(PNG)}")).content == PNG


async def test_a_last_piece_that_the_database_had_no_time_for_comes_again(server, desk, path, begin, send, monkeypatch):
    content = PNG + bytes(PIECE)
    await begin(content)
    await send(content, 0, PIECE)
    with monkeypatch.context() as patched:
        patched.setattr(server.state.context.database, "writing", _too_busy)
        assert (await send(content, PIECE)).status_code == 503
    assert (await send(content, PIECE)).json() == {"received": len(content)}
    (attachment,) = (await desk.get(path)).json()["attachments"]
    assert (attachment["type"], attachment["received"]) == ("image/png", len(content))
    assert (await desk.get(f"{path}/attachments/{digest(content)}")).content == content


@contextmanager
def _too_busy():
    raise Busy("another call holds the database")
    yield


async def test_a_half_that_was_lost_comes_again(server, desk, path, begin, send):
    content = PNG + bytes(PIECE)
    await begin(content)
    await send(content, 0, PIECE)
    server.state.context.attachments.drop(digest(content))
    lost = await send(content, PIECE)
    assert (lost.status_code, lost.json()["received"]) == (409, 0)
    assert (await begin(content)).json()["received"] == 0
    await send(content, 0, PIECE)
    assert (await send(content, PIECE)).json() == {"received": len(content)}


@EACH_DATABASE
async def test_what_is_not_as_its_digest_says_is_thrown_away(desk, path, begin, send):
    await begin(PNG)
    bad = bytes(len(PNG))
    span = {"Content-Range": f"bytes 0-{len(PNG) - 1}/{len(PNG)}"}
    answer = await desk.put(f"{path}/attachments/{digest(PNG)}", content=bad, headers=span)
    assert answer.status_code == 422
    assert (await desk.get(path)).json()["attachments"] == []
    assert (await send(PNG)).status_code == 404
    await begin(PNG)
    assert (await send(PNG)).json() == {"received": len(PNG)}


async def test_an_upload_that_rests_for_a_day_is_thrown_away(server, desk, clock, path, begin, send):
    await begin(PNG)
    await send(PNG, 0, 100)
    clock.now += timedelta(hours=25)
    server.state.upkeep.turn()
    other = b"another file"
    await begin(other)
    assert [each["digest"] for each in (await desk.get(path)).json()["attachments"]] == [digest(other)]
    assert list(server.state.context.attachments.path("x").parent.iterdir()) == []


@pytest.mark.parametrize(
    ("different", "status", "reason"),
    [
        ({"size": LARGEST + 2**20}, 413, "The file has 21.0 MB; at most 20 MB can be attached"),
        ({"size": 0}, 400, "size is less than 1"),
        ({"digest": "../x"}, 400, "digest is not usable"),
        ({"name": ""}, 400, "name is missing"),
    ],
)
async def test_what_cannot_be_attached(desk, path, begin, different, status, reason):
    answer = await begin(PNG, **different)
    assert answer.status_code == status
    assert answer.json()["error"].startswith(reason)
    assert (await desk.get(path)).json()["attachments"] == []


async def test_a_piece_that_does_not_fit(begin, send):
    content = bytes(PIECE + 1)
    await begin(content)
    assert (await send(content)).status_code == 413
    assert (await send(content, 0, 10, **{"Content-Range": "bytes 0-5/100"})).status_code == 400
    assert (await send(content, 0, 10, **{"Content-Range": "bytes 0-9/100"})).status_code == 400
    assert (await send(content, 0, 10, **{"Content-Range": "all"})).status_code == 400


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("..", "file"),
        ("C:\\temp\\con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        ("a\0b\n.pdf", "a_b_.pdf"),
        ("dots. . ", "dots"),
        ("Ωmega 漢字.jpg", "Ωmega 漢字.jpg"),
        ("x" * 300 + ".jpeg", "x" * 195 + ".jpeg"),
    ],
)
def test_a_name_is_only_a_name(name, kept):
    assert harmless_name(name) == kept


@pytest.mark.parametrize(
    ("beginning", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"%PDF-1.7", "application/pdf"),
        ("déjà".encode()[:-1], "text/plain"),
        (b"", "application/octet-stream"),
        (b"<!DOCTYPE html><p>", "text/html"),
    ],
)
def test_a_type_is_read_from_the_content(beginning, kind):
    assert file_type(beginning) == kind


async def test_attachments_come_along_into_a_copy_and_back(tmp_path: Path):
    def opened(file):
        return create(f"sqlite:///{file}", time_zone="UTC")

    for name in ("desk.db", "other.db"):
        close(opened(tmp_path / name))
    folder = tmp_path / "desk.db.attachments"
    folder.mkdir()
    (folder / digest(PNG)).write_bytes(PNG)
    (folder / f"{digest(b'x')}.part").write_bytes(b"?")
    backup(f"sqlite:///{tmp_path / 'desk.db'}", tmp_path / "copy.db")
    restore(f"sqlite:///{tmp_path / 'other.db'}", tmp_path / "copy.db", NOW)
    restored = opened(tmp_path / "other.db")
    assert restored.state.context.attachments.path(digest(PNG)).read_bytes() == PNG
    assert [file.name for file in (tmp_path / "other.db.attachments").iterdir()] == [digest(PNG)]
    close(restored)
