"""The file of `foyer serve --config`: the mail server, and what this server mails."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

from app.errors import BadSetting
from app.settings import values
from app.settings.server.notify_file import OtherWay
from app.settings.toml_file import read


class ServerMail(Struct, frozen=True, forbid_unknown_fields=True):
    """[mail], as app/mail reads it. Its password is in no file: FOYER_MAIL_PASSWORD."""

    smtp_server: str = field(name="server")
    mail_from: str = field(name="from")
    smtp_security: Literal["starttls", "tls", "none"] = field(name="security", default="starttls")
    smtp_port: Annotated[int, Meta(ge=1, le=65535)] = field(name="port", default=587)
    smtp_user: str = field(name="user", default="")


class ServerTomorrow(Struct, frozen=True, forbid_unknown_fields=True):
    """[tomorrow_list]: when on the site's clock, and to whom."""

    to: tuple[str, ...]
    at: time = time(17)
    when_nobody: bool = False


class ServerInvitations(Struct, frozen=True, forbid_unknown_fields=True):
    """[invitations]: what the site adds to them, and when those who are invited for the next day are reminded, on the
    site's clock; without a time nobody is. `texts` is the folder of the site's own message texts. After `keep_days` it
    isn't known any more what was written to whom, but that it was."""

    directions: str = ""
    bring: str = ""
    wifi_name: str = ""
    wifi_password: str = ""
    reminder_at: time | None = None
    texts: str = ""
    keep_days: Annotated[int, Meta(ge=1, le=3650)] = 90


class ServerArrivals(Struct, frozen=True, forbid_unknown_fields=True):
    """[arrivals]: after how many minutes somebody else is told of one while nobody says that the host was reached, how
    many past the end hosts hear that their visitor is still checked in, each 0 for never; and the addresses that are
    told where no host could be."""

    reached_minutes: Annotated[int, Meta(ge=0, le=240)] = 0
    overdue_minutes: Annotated[int, Meta(ge=0, le=1440)] = 0
    front_desk: tuple[str, ...] = ()


class ServerFile(Struct, frozen=True, forbid_unknown_fields=True):
    """Each part may be missing, and without [mail] or [notify.NAME], whose secrets are in FOYER_NOTIFY_NAME, all are.
    `hosts` and `suppliers` are the site's lists of them, CSV files: whoever the server knows no address of is looked
    for there."""

    mail: ServerMail | None = None
    tomorrow_list: ServerTomorrow | None = None
    invitations: ServerInvitations = ServerInvitations()
    arrivals: ServerArrivals = ServerArrivals()
    notify: dict[str, OtherWay] = {}
    hosts: str = ""
    suppliers: str = ""


def read_server_file(file: Path) -> ServerFile:
    """Raises BadSetting with one sentence: what can't be used, and why."""
    if not file.exists():
        raise BadSetting(f"{file} is not there: --config names the file of this server's settings.")
    try:
        told = msgspec.convert(_with_values(read(file)), ServerFile)
    except (msgspec.ValidationError, ValueError) as error:
        raise BadSetting(f"{file} can't be used: {error}.") from error
    for name in ("tomorrow_list", "invitations", "arrivals"):
        others = {} if name == "tomorrow_list" else told.notify
        if getattr(told, name) != getattr(ServerFile(), name) and not (told.mail or others):
            raise BadSetting(f"{file} can't be used: [{name}] needs a mail server, [mail].")
    return told


def _with_values(told: dict[str, Any]) -> dict[str, Any]:
    """Texts as they are kept; what isn't a text is left to be complained of. Raises ValueError."""
    told = {name: dict(part) if isinstance(part, dict) else part for name, part in told.items()}
    mail, tomorrow, invitations = (told.get(name) for name in ("mail", "tomorrow_list", "invitations"))
    arrivals = told.get("arrivals")
    if isinstance(mail, dict) and isinstance(mail.get("from"), str):
        mail["from"] = _address(mail["from"], "[mail] from")
    if isinstance(tomorrow, dict):
        if "at" in tomorrow and (at := values.hour(tomorrow["at"])):
            tomorrow["at"] = at
        if isinstance(to := tomorrow.get("to"), list):
            tomorrow["to"] = [_address(one, "[tomorrow_list] to") if isinstance(one, str) else one for one in to]
    if isinstance(arrivals, dict) and isinstance(to := arrivals.get("front_desk"), list):
        arrivals["front_desk"] = [_address(one, "[arrivals] front_desk") if isinstance(one, str) else one for one in to]
    if isinstance(invitations, dict) and (at := values.hour(invitations.get("reminder_at"))):
        invitations["reminder_at"] = at
    return told


def _address(text: str, place: str) -> str:
    """Raises ValueError, which says where it stands."""
    try:
        return values.sender(text)
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from error
