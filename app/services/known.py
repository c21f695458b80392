"""Those whom the desk knows, as they are chosen, and as they are kept over a restart."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from app.models.drafts import Body, VisitorDraft
from app.models.identity import Identity
from app.models.person import LANGUAGES, User, Visitor
from app.models.ticket import Supplier
from app.services.finding import Entry, entry


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody, or a supplier, to choose by name and to send by id. `detail` tells namesakes apart."""

    id: str
    name: str
    detail: str = ""
    email: str = ""
    phone: str = ""

    @classmethod
    def of(cls, who: User | Supplier) -> Known:
        """`phone` is the number to call first: a mobile phone is with its owner."""
        if isinstance(who, Supplier):
            return cls(who.id, who.name or who.id, "", who.email, who.phone)
        return cls(who.id, who.name, who.function or who.company_name, who.email, who.mobile or who.phone)

    @classmethod
    def from_told(cls, told: Body) -> Known:
        return cls(**told)

    def told(self) -> Body:
        return asdict(self)

    def entry(self) -> Entry[Known]:
        return entry(self, key=self.id, name=self.name, others=self.id)


@dataclass(frozen=True, slots=True)
class KnownVisitor:
    """A visitor who was here before. `detail` and `id` are the company and the email address, which tell namesakes
    apart: a visitor is invited anew each time, and has no id of their own."""

    visitor: VisitorDraft

    @classmethod
    def of(cls, visitor: Visitor) -> KnownVisitor:
        """Without what was about one visit: what was written about them, and how they were reminded."""
        language = visitor.language.code if visitor.language else ""
        return cls(
            VisitorDraft(
                first_name=visitor.firstname,
                last_name=visitor.lastname,
                email=visitor.email,
                phone=visitor.phone,
                mobile=visitor.mobile,
                company_name=visitor.company_name,
                function=visitor.function,
                language=language if language in LANGUAGES else "",
                license_plate=visitor.license_plate,
            )
        )

    @classmethod
    def from_told(cls, told: Body) -> KnownVisitor:
        return cls(VisitorDraft.from_body(told))

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

    def told(self) -> Body:
        return self.visitor.body()

    def entry(self) -> Entry[KnownVisitor]:
        others = f"{self.detail} {self.id}"
        return entry(self, key=self.id, name=self.name, others=others)
