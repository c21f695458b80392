"""People: users, who host and report, and visitors, who come."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, JsonValue

from app.models.values.wire import Flag, Received, Stamp


class Language(Received):
    """`code` is a two-letter code; `name` is the language in its own words."""

    code: str = ""
    name: str = ""
    display_name: str = ""


def _language(value: Any) -> Any:
    return {"code": value} if isinstance(value, str) else value


class Person(Received):
    """What users and visitors have in common: the API's user is its visitor and more."""

    id: str = ""
    firstname: str = ""
    lastname: str = ""
    company_name: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    mobile_status: str = ""
    language: Annotated[Language | None, BeforeValidator(_language)] = None
    picture_url: str = ""
    function: str = ""
    about: str = ""
    license_plate: str = ""
    birthday: str = ""
    frequent: Flag = False
    attachment_count: int = 0
    custom_fields: tuple[JsonValue, ...] = ()
    sms_reminder: Flag = False
    mail_reminder: Flag = False
    created_at: Stamp = None
    last_modified_at: Stamp = None

    @property
    def name(self) -> str:
        """First and last name, or the id of a person of whom no name is known."""
        return f"{self.firstname} {self.lastname}".strip() or self.id


class User(Person):
    """Somebody who works here: a host, an attendee, an agent, a notifier."""

    object: str = "user"
    entry_date: str = ""
    last_logged_at: Stamp = None
    assistant: User | None = None
    is_assistant_of: tuple[User, ...] = ()


class Visitor(Person):
    """Somebody who was invited. `sms_reminder` and `mail_reminder` say whether they are reminded so. No page says what
    `token` is for."""

    object: str = "visitor"
    token: str = ""
