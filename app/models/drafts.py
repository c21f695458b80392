"""What we send: a meeting with its visitors, and a ticket, as the person entered them.

Words go out exactly as typed. The API's page names every optional visitor field in its example, empty ones as "", and
the notification lists as []; drafts do the same, and leave out what that example leaves out when it is empty.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from msgspec import Struct, field

Body = dict[str, Any]
"""A JSON object, its keys in the order in which they are sent and shown."""


def stamp(moment: datetime) -> str:
    """Local time with offset, to the second: 2015-01-12T15:00:00+01:00. `moment` must be aware of its zone."""
    return moment.isoformat(timespec="seconds")


class VisitorDraft(Struct, frozen=True):
    """One invited visitor. Phone numbers are in the international format; `language` is a code or "". `id` is the
    server's for somebody whom it has already, "" for somebody new."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    company_name: str = ""
    function: str = ""
    language: str = ""
    license_plate: str = ""
    about: str = ""
    sms_reminder: bool = False
    mail_reminder: bool = False
    id: str = ""

    @property
    def name(self) -> str:
        """First and last name, "" when there is neither."""
        return f"{self.first_name.strip()} {self.last_name.strip()}".strip()

    @classmethod
    def from_body(cls, body: Body) -> VisitorDraft:
        """The draft that `body` came from. Raises KeyError when it isn't one of `body()`."""
        return cls(
            first_name=body["firstName"],
            last_name=body["lastName"],
            email=body["email"],
            phone=body["phone"],
            mobile=body["mobile"],
            company_name=body["companyName"],
            function=body["function"],
            language=body["language"],
            license_plate=body["licensePlate"],
            about=body["about"],
            sms_reminder=bool(body["smsReminder"]),
            mail_reminder=bool(body["mailReminder"]),
            id=body.get("id", ""),
        )

    def body(self) -> Body:
        """The exact JSON object of a visitor in the create call: every attribute, the reminders as 0 or 1; the id only
        of somebody whom the server has, for the update call."""
        return ({"id": self.id} if self.id else {}) | {
            "firstName": self.first_name,
            "lastName": self.last_name,
            "email": self.email,
            "phone": self.phone,
            "mobile": self.mobile,
            "companyName": self.company_name,
            "function": self.function,
            "language": self.language,
            "licensePlate": self.license_plate,
            "about": self.about,
            "smsReminder": int(self.sms_reminder),
            "mailReminder": int(self.mail_reminder),
        }


class MeetingDraft(Struct, frozen=True):
    """A meeting to create. `start_at` and `end_at` are aware, in the site's zone; None while not yet chosen.

    `recurrence` is an RFC 5545 rule such as "FREQ=WEEKLY;COUNT=4", or "" for a meeting that doesn't repeat; `exdate`
    lists with commas the moments of the rule that are left out, such as "20150302T140000Z", or is "". All people are
    given by id. `walk_in`: it is made for somebody who came without an invitation; our own server alone is told.
    """

    title: str = ""
    description: str = ""
    host_id: str = ""
    start_at: datetime | None = None
    end_at: datetime | None = None
    user_ids: tuple[str, ...] = ()
    recurrence: str = ""
    exdate: str = ""
    checkin_notification_users: tuple[str, ...] = ()
    checkout_notification_users: tuple[str, ...] = ()
    visitors: tuple[VisitorDraft, ...] = ()
    walk_in: bool = False

    @classmethod
    def from_body(cls, body: Body) -> MeetingDraft:
        """The draft that `body` came from; its times carry the offset that was sent, and no zone.

        Raises KeyError when it isn't one of `body()`, ValueError when a time can't be read.
        """
        start, end = body["startAt"], body["endAt"]
        return cls(
            title=body["title"],
            description=body.get("description", ""),
            host_id=body["hostId"],
            start_at=datetime.fromisoformat(start) if start else None,
            end_at=datetime.fromisoformat(end) if end else None,
            user_ids=tuple(body.get("userIds", ())),
            recurrence=body.get("recurrence", {}).get("rrule", ""),
            exdate=body.get("recurrence", {}).get("exdate", ""),
            checkin_notification_users=tuple(body["checkinNotificationUsers"]),
            checkout_notification_users=tuple(body["checkoutNotificationUsers"]),
            visitors=tuple(VisitorDraft.from_body(visitor) for visitor in body["visitors"]),
            walk_in=body.get("walkIn", False),
        )

    def body(self) -> Body:
        """The exact JSON object of the create call, keys in a fixed order. A time not yet chosen is ""."""
        body: Body = {"title": self.title}
        if self.description:
            body["description"] = self.description
        body["startAt"] = stamp(self.start_at) if self.start_at else ""
        body["endAt"] = stamp(self.end_at) if self.end_at else ""
        body["hostId"] = self.host_id
        if self.user_ids:
            body["userIds"] = list(self.user_ids)
        if self.recurrence:
            body["recurrence"] = {"rrule": self.recurrence}
            if self.exdate:
                body["recurrence"]["exdate"] = self.exdate
        body["checkinNotificationUsers"] = list(self.checkin_notification_users)
        body["checkoutNotificationUsers"] = list(self.checkout_notification_users)
        body["visitors"] = [visitor.body() for visitor in self.visitors]
        if self.walk_in:
            body["walkIn"] = True
        return body


def composed_title(visitors: tuple[VisitorDraft, ...]) -> str:
    """The title that a meeting gets until a person types one: its visitors' names, as the API's page suggests; "" when
    none has a name."""
    names = [visitor.name for visitor in visitors if visitor.name]
    if len(names) > 3:
        return f"{names[0]}, {names[1]} and {len(names) - 2} more"
    return ", ".join(names)


class TicketDraft(Struct, frozen=True):
    """A ticket to create. Ids are texts, "" for none; `due_date` is a day of the site's calendar, None for none.

    `custom_fields` are any JSON values, mostly {"name", "value"}. `visit` is {"day", "meeting", "visitor", "name"} of
    the visit at which it was reported, {} for none. `recurrence` is an RFC 5545 rule by which it comes again, "" for
    none. Our own server alone is told of these two.
    """

    title: str = ""
    description: str = ""
    reference: str = ""
    creator_id: str = ""
    notifier_id: str = ""
    agent_id: str = ""
    supplier_id: str = ""
    category_id: str = ""
    priority_id: str = ""
    due_date: date | None = None
    send_requester_solved: bool = False
    send_requester_copy: bool = False
    custom_fields: tuple[Any, ...] = field(default=())
    visit: Body = field(default_factory=dict)
    recurrence: str = ""

    @classmethod
    def from_body(cls, body: Body) -> TicketDraft:
        """The draft that `body` came from. Raises KeyError when it isn't one of `body()`, ValueError when its day can't
        be read."""
        due = body.get("dueDate", "")
        return cls(
            title=body["title"],
            description=body.get("description", ""),
            reference=body.get("reference", ""),
            creator_id=body.get("creatorId", ""),
            notifier_id=body["notifierId"],
            agent_id=body.get("agentId", ""),
            supplier_id=body.get("supplierId", ""),
            category_id=body.get("categoryId", ""),
            priority_id=body.get("priorityId", ""),
            due_date=date.fromisoformat(due) if due else None,
            send_requester_solved=bool(body["sendRequesterSolved"]),
            send_requester_copy=bool(body["sendRequesterCopy"]),
            custom_fields=tuple(body.get("customFields", ())),
            visit=body.get("visit", {}),
            recurrence=body.get("recurrence", {}).get("rrule", ""),
        )

    def body(self) -> Body:
        """The exact JSON object of the create call: what was filled in, and both flags as 0 or 1."""
        texts = {
            "reference": self.reference,
            "title": self.title,
            "description": self.description,
            "creatorId": self.creator_id,
            "notifierId": self.notifier_id,
            "agentId": self.agent_id,
            "supplierId": self.supplier_id,
            "categoryId": self.category_id,
            "priorityId": self.priority_id,
            "dueDate": self.due_date.isoformat() if self.due_date else "",
        }
        required = {"title", "notifierId"}
        body: Body = {key: text for key, text in texts.items() if text or key in required}
        body["sendRequesterSolved"] = int(self.send_requester_solved)
        body["sendRequesterCopy"] = int(self.send_requester_copy)
        if self.custom_fields:
            body["customFields"] = list(self.custom_fields)
        if self.visit:
            body["visit"] = self.visit
        if self.recurrence:
            body["recurrence"] = {"rrule": self.recurrence}
        return body


class StoredDraft(Struct, frozen=True):
    """A form as it was left. `form` is "meeting" or "ticket"; `name` tells several drafts of one form apart; `body` is
    what the form makes of itself."""

    form: str
    name: str
    body: Body
