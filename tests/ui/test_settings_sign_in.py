"""*Settings*: signing in with a user, trying it out step by step, and signing out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QRadioButton

from app.models.operations import Kind
from app.settings import Settings, load
from tests.faults import NOW
from tests.sign_in_server import USER, SignInServer
from tests.ui.conftest import OpenDesk, eventually
from tests.ui.hands import click, find, named, says
from tests.ui.settings_desk import complaint, fill, result
from ui.compose import DeskApp
from ui.theme import Theme

SERVER = "https://api.example.com"
SIGNED_IN = Settings(server=SERVER, company="CO-C202", client_id=USER.client_id, user_name=USER.user_name)
KEPT = {
    f"client {SERVER} {USER.client_id}": USER.client_secret,
    f"user {SERVER} {USER.user_name}": USER.password,
}
SESSION = f"signed in {SERVER} {USER.client_id} {USER.user_name}"
TOKEN, VERIFY = "/oauth/token", "/oauth/verify"
AUDIT = {
    "title": "Audit",
    "startAt": "2026-03-12T15:00:00+01:00",
    "endAt": "2026-03-12T16:00:00+01:00",
    "hostId": "US-1",
    "checkinNotificationUsers": [],
    "checkoutNotificationUsers": [],
    "visitors": [],
}


@pytest.fixture
def server() -> SignInServer:
    return SignInServer()


@pytest.fixture(autouse=True)
def no_printers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking the system for its own takes a process."""

    async def none() -> list[str]:
        return []

    monkeypatch.setattr("ui.printing.printers.printers", none)


@pytest.fixture
async def desk(open_desk: OpenDesk, server: SignInServer) -> DeskApp:
    """One that has no access token."""
    server.make(AUDIT)
    desk = open_desk()
    await eventually(lambda: connection(desk).startswith("Sign in needed"))
    desk.window.go_to("Settings")
    return desk


def choose_user(desk: DeskApp) -> None:
    find(desk.window, "Sign in with a user", QRadioButton).click()


def type_user(desk: DeskApp, **other: str) -> None:
    choose_user(desk)
    fields = {
        "Client ID": USER.client_id,
        "Client secret": USER.client_secret,
        "User name": USER.user_name,
        "Password": USER.password,
    }
    for name, text in fields.items():
        fill(desk, name, other.get(name, text))


def secrets(folder: Path) -> dict[str, str]:
    file = folder / "token.json"
    return json.loads(file.read_text()) if file.exists() else {}


async def tried(desk: DeskApp) -> str:
    click(desk.window, "Test connection")
    await eventually(lambda: result(desk) not in {"", "Asking the server …"})
    return result(desk)


async def saved(desk: DeskApp) -> None:
    before = desk.window
    click(desk.window, "Save")
    await eventually(lambda: desk.window is not before)


async def signed_in(open_desk: OpenDesk, folder: Path, **kept: str) -> DeskApp:
    (folder / "token.json").write_text(json.dumps(KEPT | kept))
    desk = open_desk(SIGNED_IN)
    await eventually(lambda: connection(desk) == "Online")
    return desk


def connection(desk: DeskApp) -> str:
    return find(desk.window, "Connection").accessibleDescription()


def test_each_way_of_signing_in_shows_its_own_fields(desk: DeskApp) -> None:
    assert named(desk.window, "Access token", QLineEdit)
    assert not named(desk.window, "Client ID")
    choose_user(desk)
    assert not named(desk.window, "Access token")
    for name in ("Client secret", "Password"):
        assert find(desk.window, name, QLineEdit).echoMode() is QLineEdit.EchoMode.Password
    for name in ("Client ID", "User name"):
        assert find(desk.window, name, QLineEdit).echoMode() is QLineEdit.EchoMode.Normal
    assert not named(desk.window, "Sign out")
    find(desk.window, "With an access token", QRadioButton).click()
    assert not named(desk.window, "Password")


async def test_in_large_text_each_part_is_as_high_as_what_is_said_in_it(
    open_desk: OpenDesk, server: SignInServer, theme: Theme, tmp_path: Path
) -> None:
    theme.change(scheme="light", text_scale=2.0)
    server.refuses("invalid_grant", 400, "Bad credentials")
    (tmp_path / "token.json").write_text(json.dumps(KEPT))
    desk = open_desk(SIGNED_IN)
    desk.window.resize(1024, 700)
    desk.window.go_to("Settings")
    await tried(desk)
    field = find(desk.window, "Password", QLineEdit).parentWidget()
    await eventually(lambda: field.height() == field.heightForWidth(field.width()))
    cards = [card for card in desk.window.findChildren(QFrame, "card") if card.isVisible()]
    await eventually(lambda: all(card.height() == card.heightForWidth(card.width()) for card in cards))


async def test_a_user_who_is_tried_out_is_signed_in_for_that_alone(
    desk: DeskApp, server: SignInServer, tmp_path: Path
) -> None:
    type_user(desk)
    assert await tried(desk) == "Northgate House answered. Nothing is saved yet."
    assert (server.sign_ins, server.tokens) == (1, {})
    assert secrets(tmp_path) == {}
    assert not (tmp_path / "foyer.toml").exists()


@pytest.mark.parametrize(
    ("status", "code", "said", "beside"),
    [
        (401, "invalid_client", "does not know this client ID", ("Client ID", "Client secret")),
        (400, "invalid_grant", "does not take this user name and password", ("User name", "Password")),
        (400, "unauthorized_client", "This client ID may not sign in users", ("Client ID",)),
        (400, "unsupported_grant_type", "signs in nobody by a password", ()),
        (400, "invalid_request", "misses something in the sign-in", ()),
        (404, "no_such_page", "This server has no sign-in with a user", ()),
    ],
)
async def test_why_a_user_is_not_signed_in_is_said_in_words_and_beside_the_fields(
    desk: DeskApp, server: SignInServer, status: int, code: str, said: str, beside: tuple[str, ...]
) -> None:
    server.refuses(code, status, f"<b>No</b> to {USER.password}")
    type_user(desk)
    words = await tried(desk)
    assert words.startswith("The server was reached, but signing in failed. ")
    assert said in words
    assert words.endswith("It says: No to …")
    assert find(desk.window, "Result", QLabel).text() == words
    complaints = {name for name in ("Client ID", "Client secret", "User name", "Password") if complaint(desk, name)}
    assert complaints == set(beside)
    if beside:
        assert find(desk.window, beside[0]).hasFocus()


@pytest.mark.parametrize(
    ("call", "answer", "said"),
    [
        (TOKEN, {"error": httpx.ConnectError("no")}, "The server can't be reached."),
        (TOKEN, {"error": httpx.ReadTimeout("silence")}, "The server did not answer in time."),
        (TOKEN, {"content": b"<html>"}, "but signing in failed. The server's answer can't be read: expected a token,"),
        (TOKEN, {"status": 503}, "but signing in failed. The server is busy."),
        (VERIFY, {"error": httpx.ReadError("cut")}, "but it could not be verified. The server did not answer in time."),
        (VERIFY, {"json": {"audience": "client-8"}}, "but it could not be verified. The server gave a token that is"),
        (VERIFY, {"status": 400, "json": {"error": "invalid_token"}}, "gave a token and then did not know it."),
        ("", {"status": 403, "json": {"error": "not yours"}}, "but it does not open this company."),
        ("", {"status": 404}, "but it does not open this company. The server knows no such thing (404)."),
        ("", {"content": b"<html>"}, "but the visitor list could not be read. The server's answer can't be read"),
        ("", {"error": httpx.ReadTimeout("silence")}, "the visitor list could not be read. The server did not answer"),
    ],
)
async def test_the_step_at_which_it_failed_is_said(
    desk: DeskApp, server: SignInServer, call: str, answer: dict[str, Any], said: str, tmp_path: Path
) -> None:
    server.answers("POST" if call else "GET", call or "/vm/meetings", **answer)
    type_user(desk)
    assert said in await tried(desk)
    assert server.tokens == {}  # whatever was had for the test is given back
    if "company" in said:
        assert complaint(desk, "Company ID") == "The server does not open this company."
    assert secrets(tmp_path) == {}


async def test_a_token_that_the_api_does_not_take_is_no_matter_of_the_access_token(
    desk: DeskApp, server: SignInServer
) -> None:
    server.takes_no_token = True
    type_user(desk)
    assert "signing in failed. The server gave a token, and its other calls do not take it." in await tried(desk)


async def test_with_an_access_token_the_step_is_said_as_well(desk: DeskApp, server: SignInServer) -> None:
    assert (await tried(desk)).startswith("The server was reached, but signing in failed. The server asks for sign-in")
    assert complaint(desk, "Access token") == "The server does not take this token."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Client ID", "Fill in the client's id."),
        ("Client secret", "Fill in the client's secret."),
        ("User name", "Fill in the user's name."),
        ("Password", "Fill in the user's password."),
    ],
)
@pytest.mark.parametrize("button", ["Test connection", "Save"])
async def test_what_is_missing_is_said_beside_its_field(
    desk: DeskApp, tmp_path: Path, server: SignInServer, name: str, said: str, button: str
) -> None:
    type_user(desk, **{name: ""})
    if name == "Client ID":
        fill(desk, "Client ID", "")
    click(desk.window, button)
    await eventually(lambda: complaint(desk, name) == said)
    assert (server.asked(TOKEN), secrets(tmp_path)) == ([], {})
    assert not (tmp_path / "foyer.toml").exists()


async def test_saving_keeps_the_secrets_apart_and_signs_in(desk: DeskApp, server: SignInServer, tmp_path: Path) -> None:
    type_user(desk)
    await saved(desk)
    written = (tmp_path / "foyer.toml").read_text()
    stored = load(tmp_path / "foyer.toml", environment={})
    assert (stored.client_id, stored.user_name) == (USER.client_id, USER.user_name)
    assert not any(secret in written for secret in USER.secrets)
    await eventually(lambda: secrets(tmp_path) == KEPT | {SESSION: "token-1"})
    await eventually(lambda: connection(desk) == "Online")
    desk.window.go_to("Settings")
    password = find(desk.window, "Password", QLineEdit)
    await eventually(lambda: password.placeholderText() == "Kept; type another one to replace it")
    assert (password.text(), find(desk.window, "User name", QLineEdit).text()) == ("", USER.user_name)
    assert server.sign_ins == 1


async def test_the_kept_secrets_will_do_for_a_test(
    open_desk: OpenDesk, server: SignInServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = await signed_in(open_desk, tmp_path)
    server.make(AUDIT)
    desk.window.go_to("Settings")
    assert await tried(desk) == "Northgate House answered. Nothing is saved yet."


async def test_another_password_is_tried_at_once(open_desk: OpenDesk, server: SignInServer, tmp_path: Path) -> None:
    server.tokens["old"] = NOW
    desk = await signed_in(open_desk, tmp_path, **{SESSION: "old"})
    await eventually(lambda: connection(desk) == "Online")
    assert server.sign_ins == 0
    desk.window.go_to("Settings")
    fill(desk, "Password", "changed")
    server.user = type(USER)(USER.client_id, USER.client_secret, USER.user_name, "changed")
    await saved(desk)
    await eventually(lambda: secrets(tmp_path).get(SESSION) == "token-1")


async def test_a_sign_out_revokes_the_token_and_then_somebody_has_to_sign_in(
    open_desk: OpenDesk, server: SignInServer, tmp_path: Path
) -> None:
    desk = await signed_in(open_desk, tmp_path)
    await eventually(lambda: server.tokens)
    desk.window.go_to("Settings")
    await eventually(lambda: named(desk.window, "Sign out"))
    before = desk.window
    click(desk.window, "Sign out")
    await eventually(lambda: desk.window is not before)
    assert server.tokens == {}
    assert secrets(tmp_path) == {f"client {SERVER} {USER.client_id}": USER.client_secret}
    await eventually(lambda: connection(desk).startswith("Sign in needed"))
    assert server.sign_ins == 1
    desk.window.go_to("Settings")
    assert not named(desk.window, "Sign out")
    fill(desk, "Password", USER.password)
    await saved(desk)
    await eventually(lambda: connection(desk) == "Online")


async def test_a_sign_out_that_the_server_does_not_hear_of_is_one_here(
    open_desk: OpenDesk, server: SignInServer, tmp_path: Path
) -> None:
    desk = await signed_in(open_desk, tmp_path)
    await eventually(lambda: SESSION in secrets(tmp_path))
    server.answers("POST", "/oauth/revoke", error=httpx.ConnectError("no"))
    desk.window.go_to("Settings")
    await eventually(lambda: named(desk.window, "Sign out"))
    before = desk.window
    click(desk.window, "Sign out")
    await eventually(lambda: desk.window is not before)
    assert says(desk.window, "Signed out here. The server could not be told")
    assert secrets(tmp_path) == {f"client {SERVER} {USER.client_id}": USER.client_secret}


async def test_a_token_that_is_revoked_while_the_outbox_sends_asks_nobody(
    open_desk: OpenDesk, server: SignInServer, tmp_path: Path
) -> None:
    desk = await signed_in(open_desk, tmp_path)
    await eventually(lambda: connection(desk) == "Online")
    server.revoke_all()
    await desk.services.sync.put("op-1", Kind.MEETING, AUDIT)
    await eventually(lambda: server.meetings)
    await eventually(lambda: connection(desk) == "Online")
    assert [one["title"] for one in server.meetings.values()] == ["Audit"]
    assert server.sign_ins == 2


async def test_a_password_that_was_changed_elsewhere_pauses_what_waits_and_loses_nothing(
    open_desk: OpenDesk, server: SignInServer, tmp_path: Path
) -> None:
    desk = await signed_in(open_desk, tmp_path)
    await eventually(lambda: connection(desk) == "Online")
    server.revoke_all()
    server.refuses("invalid_grant", 400, "The password has expired")
    desk.window.go_to("Today")
    click(desk.window, "Next day")
    await eventually(lambda: connection(desk).startswith("Sign in needed"))
    said = "The server does not take this user name and password. Sign in again in Settings. It says: The password"
    await eventually(lambda: says(desk.window, said))
    assert len(server.asked(TOKEN)) == 2


async def test_that_somebody_has_to_sign_in_is_said_when_it_shows_whoever_asked(
    open_desk: OpenDesk, server: SignInServer, tmp_path: Path
) -> None:
    """Here it is a day beside the one that is looked at, which the desk asks for by itself."""
    desk = await signed_in(open_desk, tmp_path)
    server.revoke_all()
    server.refuses("invalid_grant", 400, "The password has expired")
    await eventually(lambda: says(desk.window, "The server does not take this user name and password."))
    assert connection(desk).startswith("Sign in needed")


@pytest.mark.parametrize("reachable", [True, False])
async def test_back_to_an_access_token_nothing_is_left_of_the_user(
    open_desk: OpenDesk, server: SignInServer, tmp_path: Path, reachable: bool
) -> None:
    desk = await signed_in(open_desk, tmp_path)
    await eventually(lambda: SESSION in secrets(tmp_path))
    server.tokens["by-hand"] = NOW
    if not reachable:
        server.answers("POST", "/oauth/revoke", error=httpx.ConnectError("no"))
    desk.window.go_to("Settings")
    find(desk.window, "With an access token", QRadioButton).click()
    fill(desk, "Access token", "by-hand")
    await saved(desk)
    assert not load(tmp_path / "foyer.toml", environment={}).signs_in
    assert secrets(tmp_path) == {f"{SERVER} CO-C202": "by-hand"}
    assert ("token-1" in server.tokens) is not reachable
    assert bool(says(desk.window, "Signed out here. The server could not be told")) is not reachable
    await eventually(lambda: connection(desk) == "Online")
    assert server.requests[-1].headers["Authorization"] == "Bearer by-hand"
