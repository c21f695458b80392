"""The settings themselves: what each is called, what it means, what it can be and what it is by default."""

from __future__ import annotations

import re
from datetime import time
from typing import Any, Literal
from zoneinfo import available_timezones

from pydantic import BaseModel, ConfigDict, Field, field_validator

EMBEDDED_COMPANY = "CO-DESK"
"""The company id of the desk's own embedded server."""

EMBEDDED_FILE = "desk-server.sqlite3"
"""The file of that server, in the data folder."""

ADDRESS = re.compile(r"[!-~]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
"""Roughly an email address: the mail server knows better."""

TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?")

HOURS = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")

ASKED = ("company", "mobile", "email")
"""What the kiosk can ask besides the name."""


class Settings(BaseModel):
    """Read with `load`. An empty `server` means the embedded desk server, which needs no account and no network."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False)

    server: str = Field(
        default="", description="Server address, such as https://api.example.com; empty is this desk's own server"
    )
    company: str = Field(default="", description="Company ID on that server, such as CO-C202")
    prefix: str = Field(default="/app/{companyId}", description="Path before every call; {companyId} is filled in")
    site_name: str = Field(default="", description="Name of this site until a server tells one")
    time_zone: str = Field(default="", description="IANA time zone of the site until a server tells one")
    desk_name: str = Field(default="Desk 1", description="Name of this desk")
    look: Literal["system", "light", "dark"] = Field(default="system", description="Light, dark, or as the system")
    font: Literal["inter", "system"] = Field(
        default="inter", description="Inter, which Foyer brings along, or the system's own font"
    )
    text_scale: float = Field(default=1.0, ge=0.8, le=2.0, description="Text size: 1 is normal, 2 is twice as large")
    late_minutes: int = Field(default=15, ge=1, le=240, description="Minutes after the start when a visitor is late")
    check_out_at: time | None = Field(
        default=time(18), description="When forgotten check-outs are listed; empty is never"
    )

    smtp_server: str = Field(default="", description="Mail server that tells hosts of arrivals; empty tells nobody")
    smtp_port: int = Field(default=587, ge=1, le=65535, description="Port of the mail server")
    smtp_security: Literal["starttls", "tls", "none"] = Field(default="starttls", description="How mail is encrypted")
    smtp_user: str = Field(default="", description="Name to sign in to the mail server with; empty signs in with none")
    mail_from: str = Field(default="", description="Sender's address, such as desk@example.com")

    badge_printer: str = Field(default="", description="Printer for badges; empty is the system's own")
    badge_paper: Literal["label", "A6", "A4"] = Field(
        default="label", description="Paper of badges; a label is 62 by 100 mm"
    )

    retention_days: int = Field(default=30, ge=15, le=3650, description="Days after which past days are forgotten")

    kiosk: bool = Field(default=False, description="This is a kiosk: visitors serve themselves here")
    kiosk_language: Literal["en", "de", "es", "fr", "it", "nl"] = Field(
        default="en", description="Language that the kiosk greets in"
    )
    kiosk_idle_seconds: int = Field(
        default=45, ge=15, le=600, description="Seconds without a touch until the kiosk asks who is still there"
    )
    kiosk_hours: str = Field(
        default="", description="Opening hours, such as 07:00-19:00; the screen sleeps outside them, empty is never"
    )
    kiosk_picture: str = Field(default="", description="Picture that a sleeping kiosk shows; empty is a clock")
    kiosk_logo: str = Field(default="", description="Picture file of the site's logo, PNG or SVG; empty is none")
    kiosk_asks: str = Field(
        default="company", description="What a visitor is asked besides the name: company, mobile, email; in any order"
    )
    kiosk_terms: str = Field(
        default="", description="Folder with the terms to sign, a text a language, such as en.txt; empty is none"
    )
    kiosk_scanner: bool = Field(default=False, description="Whether a scanner for codes stands at the kiosk")
    kiosk_prints: bool = Field(default=True, description="Whether the kiosk prints badges")
    kiosk_waiting: str = Field(default="", description="Where visitors wait for their host, in a short sentence")
    wifi_name: str = Field(default="", description="Name of the guests' Wi-Fi, shown to who checked in; empty is none")
    wifi_password: str = Field(default="", description="Password of the guests' Wi-Fi; empty is an open one")

    @field_validator("text_scale", "late_minutes", "smtp_port", "retention_days", "kiosk_idle_seconds", mode="before")
    @classmethod
    def _is_no_flag(cls, number: Any) -> Any:
        if isinstance(number, bool):
            raise ValueError("it is a number, not true or false")
        return number

    @field_validator("prefix")
    @classmethod
    def _starts_with_a_slash(cls, prefix: str) -> str:
        if prefix and not prefix.startswith("/"):
            raise ValueError("it starts with a slash, such as /app/{companyId}")
        return prefix.rstrip("/")

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        if name and name not in available_timezones():
            raise ValueError("it is an IANA name, such as Europe/Brussels")
        return name

    @field_validator("check_out_at", mode="before")
    @classmethod
    def _may_be_never(cls, hour: Any) -> Any:
        """Stricter than pydantic, which takes 18, and 1800, for seconds after midnight."""
        if isinstance(hour, int | float) or (isinstance(hour, str) and hour and not TIME.fullmatch(hour)):
            raise ValueError("it is a time of day, such as 18:00")
        return None if hour == "" else hour

    @field_validator("mail_from")
    @classmethod
    def _is_an_address(cls, address: str) -> str:
        if address and not ADDRESS.fullmatch(address):
            raise ValueError("it is an email address, such as desk@example.com")
        return address

    @field_validator("server")
    @classmethod
    def _begins_as_an_address(cls, server: str) -> str:
        if server and not server.strip().lower().startswith(("https://", "http://")):
            raise ValueError("it starts with https:// or http://, such as https://api.example.com")
        return server

    @field_validator("kiosk_hours")
    @classmethod
    def _are_hours(cls, hours: str) -> str:
        opens, _, closes = hours.partition("-")
        if hours and (not HOURS.fullmatch(hours) or opens == closes):
            raise ValueError("they are two times of day, such as 07:00-19:00")
        return hours

    @field_validator("kiosk_asks")
    @classmethod
    def _can_be_asked(cls, asked: str) -> str:
        if not set(_words(asked)) <= set(ASKED):
            raise ValueError("company, mobile and email can be asked, and nothing else")
        return asked

    @property
    def asks(self) -> tuple[str, ...]:
        """What the kiosk asks besides the name, in the order of `ASKED`."""
        wanted = _words(self.kiosk_asks)
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


def _words(text: str) -> list[str]:
    return text.replace(",", " ").lower().split()
