"""Those whom the desk knows, as they are chosen, found and kept."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from app.models.drafts import Body, VisitorDraft
from app.models.objects.desk_vocabulary import LANGUAGE_NAMES
from app.models.objects.summaries import PersonSummary, SupplierSummary
from app.models.text.identity import Identity
from app.models.text.name_index import NameIndex, name_index

_USERS = ("hostId", "notifierId", "creatorId", "agentId")
_WITHIN_A_CHANGE = ("wanted", "base")
_SEVERAL_USERS = ("userIds", "checkinNotificationUsers", "checkoutNotificationUsers")


class KnownPerson(Struct, frozen=True):
    """Somebody, or a supplier, to choose by name and to send by id. `detail`, a function or a company, tells namesakes
    apart; it is "" for a supplier. `assistant` is the email address of theirs, as the list of hosts says it."""

    id: str
    name: str
    detail: str = ""
    email: str = ""
    phone: str = ""
    assistant: str = ""

    @classmethod
    def of(cls, who: PersonSummary | SupplierSummary) -> KnownPerson:
        """As a server told of them. Of a user's two numbers the mobile one is taken, else the other."""
        if isinstance(who, SupplierSummary):
            return cls(who.id, who.name, "", who.email, who.phone)
        return cls(who.id, who.name, who.function or who.company, who.email, who.number)

    def body(self) -> Body:
        """The JSON object that is kept: {"id", "name", "detail", "email", "phone"}."""
        return {"id": self.id, "name": self.name, "detail": self.detail, "email": self.email, "phone": self.phone}

    def completed(self, other: KnownPerson) -> KnownPerson:
        """This person, with what `other` says of them where nothing was known."""
        return KnownPerson(
            self.id,
            other.name if self.name in ("", self.id) else self.name,
            self.detail or other.detail,
            self.email or other.email,
            self.phone or other.phone,
        )

    def index(self) -> NameIndex:
        """Found by name and by id."""
        return name_index(key=self.id, name=self.name, others=self.id)


class KnownVisitor(Struct, frozen=True):
    """A visitor who was here before. Each invitation gives a visitor a new id, so `id` is here the email address, and
    `detail` the company; both tell namesakes apart, and both may be ""."""

    visitor: VisitorDraft

    @classmethod
    def of(cls, visitor: PersonSummary) -> KnownVisitor:
        """The visitor without what was about one visit alone, which is `about` and the reminders, and without a
        language that the API doesn't take."""
        return cls(
            VisitorDraft(
                first_name=visitor.first_name,
                last_name=visitor.last_name,
                email=visitor.email,
                phone=visitor.phone,
                mobile=visitor.mobile,
                company_name=visitor.company,
                function=visitor.function,
                language=visitor.language if visitor.language in LANGUAGE_NAMES else "",
                license_plate=visitor.plate,
            )
        )

    @property
    def id(self) -> str:
        return self.visitor.email

    @property
    def name(self) -> str:
        return self.visitor.name

    @property
    def detail(self) -> str:
        return self.visitor.company_name

    @property
    def identity(self) -> Identity:
        return Identity.of(self.name, self.detail, self.id)

    def draft(self) -> VisitorDraft:
        """The visitor as they are invited again."""
        return self.visitor

    def body(self) -> Body:
        """The JSON object that is kept: that of `VisitorDraft.body`."""
        return self.visitor.body()

    def index(self) -> NameIndex:
        """Found by name, company and email address."""
        return name_index(key=self.id, name=self.name, others=f"{self.detail} {self.id}")


class Named(Struct, frozen=True):
    """Those whom something that waits names by id, as far as this desk knows them; each is found by that id."""

    users: Mapping[str, KnownPerson] = field(default_factory=dict)
    suppliers: Mapping[str, KnownPerson] = field(default_factory=dict)

    def user(self, sent: str) -> str:
        """The name of the user with the id `sent`; `sent` itself, an id or a typed name, when nobody has it."""
        return self.users[sent].name if sent in self.users else sent

    def supplier(self, sent: str) -> str:
        """The same for a supplier."""
        return self.suppliers[sent].name if sent in self.suppliers else sent


def users_in(body: Body) -> tuple[str, ...]:
    """The ids of the users whom the body of a meeting, of a change of one or of a ticket names; one may stand there
    twice."""
    within = (body.get(name) for name in _WITHIN_A_CHANGE)
    if changed := [one for one in within if isinstance(one, dict)]:
        return tuple(user for one in changed for user in users_in(one))
    several = (one for key in _SEVERAL_USERS for one in body.get(key, ()))
    return tuple(filter(None, (*(body.get(key, "") for key in _USERS), *several)))


def suppliers_in(body: Body) -> tuple[str, ...]:
    """The ids of the suppliers whom the body of a ticket, or of a change of one, names; () when it names none."""
    within = (one for name in _WITHIN_A_CHANGE if isinstance(one := body.get(name), dict))
    return tuple(filter(None, (one.get("supplierId", "") for one in (body, *within))))
