"""The settings themselves: what each is called, what it means, what it can be and what it is by default."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal

from msgspec import Meta, Struct

EMBEDDED_COMPANY = "CO-DESK"
"""The company id of the desk's own embedded server."""

EMBEDDED_FILE = "desk-server.sqlite3"
"""The file of that server, in the data folder."""

ASKED = ("company", "mobile", "email")
"""What the kiosk can ask besides the name."""


class Settings(Struct, frozen=True, kw_only=True):
    """Read with `load`. An empty `server` means the embedded desk server, which needs no account and no network.

    Each setting is declared here once: its type, what it is by default, and in words what it means.
    """

    server: Annotated[
        str, Meta(description="Server address, such as https://api.example.com; empty is this desk's own server")
    ] = ""
    company: Annotated[str, Meta(description="Company ID on that server, such as CO-C202")] = ""
    prefix: Annotated[str, Meta(description="Path before every call; {companyId} is filled in")] = "/app/{companyId}"
    site_name: Annotated[str, Meta(description="Name of this site until a server tells one")] = ""
    time_zone: Annotated[str, Meta(description="IANA time zone of the site until a server tells one")] = ""
    desk_name: Annotated[str, Meta(description="Name of this desk")] = "Desk 1"
    look: Annotated[Literal["system", "light", "dark"], Meta(description="Light, dark, or as the system")] = "system"
    font: Annotated[
        Literal["inter", "system"], Meta(description="Inter, which Foyer brings along, or the system's own font")
    ] = "inter"
    text_scale: Annotated[float, Meta(ge=0.8, le=2.0, description="Text size: 1 is normal, 2 is twice as large")] = 1.0
    late_minutes: Annotated[int, Meta(ge=1, le=240, description="Minutes after the start when a visitor is late")] = 15
    check_out_at: Annotated[time | None, Meta(description="When forgotten check-outs are listed; empty is never")] = (
        time(18)
    )

    smtp_server: Annotated[str, Meta(description="Mail server that tells hosts of arrivals; empty tells nobody")] = ""
    smtp_port: Annotated[int, Meta(ge=1, le=65535, description="Port of the mail server")] = 587
    smtp_security: Annotated[Literal["starttls", "tls", "none"], Meta(description="How mail is encrypted")] = "starttls"
    smtp_user: Annotated[str, Meta(description="Name to sign in to the mail server with; empty signs in with none")] = (
        ""
    )
    mail_from: Annotated[str, Meta(description="Sender's address, such as desk@example.com")] = ""

    badge_printer: Annotated[str, Meta(description="Printer for badges; empty is the system's own")] = ""
    badge_paper: Annotated[
        Literal["label", "A6", "A4"], Meta(description="Paper of badges; a label is 62 by 100 mm")
    ] = "label"

    retention_days: Annotated[int, Meta(ge=15, le=3650, description="Days after which past days are forgotten")] = 30

    kiosk: Annotated[bool, Meta(description="This is a kiosk: visitors serve themselves here")] = False
    kiosk_language: Annotated[
        Literal["en", "de", "es", "fr", "it", "nl"], Meta(description="Language that the kiosk greets in")
    ] = "en"
    kiosk_idle_seconds: Annotated[
        int, Meta(ge=15, le=600, description="Seconds without a touch until the kiosk asks who is still there")
    ] = 45
    kiosk_hours: Annotated[
        str, Meta(description="Opening hours, such as 07:00-19:00; the screen sleeps outside them, empty is never")
    ] = ""
    kiosk_picture: Annotated[str, Meta(description="Picture that a sleeping kiosk shows; empty is a clock")] = ""
    kiosk_logo: Annotated[str, Meta(description="Picture file of the site's logo, PNG or SVG; empty is none")] = ""
    kiosk_asks: Annotated[
        str, Meta(description="What a visitor is asked besides the name: company, mobile, email; in any order")
    ] = "company"
    kiosk_terms: Annotated[
        str, Meta(description="Folder with the terms to sign, a text a language, such as en.txt; empty is none")
    ] = ""
    kiosk_scanner: Annotated[bool, Meta(description="Whether a scanner for codes stands at the kiosk")] = False
    kiosk_prints: Annotated[bool, Meta(description="Whether the kiosk prints badges")] = True
    kiosk_waiting: Annotated[str, Meta(description="Where visitors wait for their host, in a short sentence")] = ""
    wifi_name: Annotated[str, Meta(description="Name of the guests' Wi-Fi, shown to who checked in; empty is none")] = (
        ""
    )
    wifi_password: Annotated[str, Meta(description="Password of the guests' Wi-Fi; empty is an open one")] = ""

    @property
    def asks(self) -> tuple[str, ...]:
        """What the kiosk asks besides the name, in the order of `ASKED`."""
        wanted = words_in(self.kiosk_asks)
        return tuple(word for word in ASKED if word in wanted)

    @property
    def mails(self) -> bool:
        """Whether this desk can mail at all."""
        return bool(self.smtp_server and self.mail_from)

    @property
    def embedded(self) -> bool:
        """Whether this desk runs on its own server."""
        return not self.server

    @property
    def company_id(self) -> str:
        return self.company or (EMBEDDED_COMPANY if self.embedded else "")


def words_in(text: str) -> list[str]:
    """Words that commas or spaces part."""
    return text.replace(",", " ").lower().split()
