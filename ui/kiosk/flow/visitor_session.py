"""What the visitor at the kiosk has said so far: all that there is of them in memory, and gone with the last step."""

from __future__ import annotations

import uuid
from enum import Enum, auto

import msgspec
from msgspec import Struct, field

from app.models.contacts import KnownPerson
from app.models.drafts import VisitorDraft
from app.models.objects.kiosk_trouble import Caller
from app.models.terms import Signed
from app.models.visit_row import VisitRow
from app.services.kiosk.claim import Claim, OwnVisit
from app.services.kiosk.question_file import SiteQuestion


class Errand(Enum):
    """What brings somebody here."""

    MEETING = auto()
    WALK_IN = auto()
    LEAVING = auto()
    DELIVERY = auto()


class Step(Enum):
    """One question, one screen; the last five end it."""

    LAST_NAME = auto()
    FIRST_NAME = auto()
    WHICH_COMPANY = auto()
    FOUND = auto()
    OTHERS_TOO = auto()
    COMPANIONS = auto()
    COMPANY = auto()
    MOBILE = auto()
    EMAIL = auto()
    PLATE = auto()
    HOST = auto()
    SITE_QUESTION = auto()
    TERMS = auto()
    DONE = auto()
    GOODBYE = auto()
    CALLED = auto()
    DELIVERED = auto()
    SORRY = auto()


CLAIMS = (Step.LAST_NAME, Step.FIRST_NAME, Step.WHICH_COMPANY)
"""What is asked to find out whose visit it is."""

ENDS = (Step.DONE, Step.GOODBYE, Step.CALLED, Step.DELIVERED, Step.SORRY)

DETAILS = {"company": Step.COMPANY, "mobile": Step.MOBILE, "email": Step.EMAIL, "plate": Step.PLATE}
"""The step that asks what the setting calls so."""

TYPED = (*CLAIMS, Step.OTHERS_TOO, *DETAILS.values())
"""What is answered by typing."""

RECOGNISED = (*CLAIMS, Step.FOUND)
"""Where a visit may be shown, for its owner to confirm or to deny."""


class Delivery(Struct, frozen=True):
    """Who hears that something was brought: whether the desks do, and `recipient` by mail, "" when nobody is mailed."""

    desks: bool
    recipient: str


class VisitorSession(Struct):
    """`answers` are as they were typed, by step. `own` is whose visit it turned out to be, `companions` are those who
    came with them; `signed` is what each of them signed, in the order of `party`. `questions` are the site's own, once
    they are read, `given` the answers to them: by the key of whose row it is, "" for who was not invited, and by the
    question's name. `visit` is the one that was checked in, `arrived` are all of the party who have just come in;
    `printed` says whether their badges were, None as long as nobody knows. `denied` says that the invitation that a
    walk-in seemed to have was somebody else's. `beginnings` are those of the hosts' names that were tried. `operation`
    makes one walk-in of it, however often it is tried; `delivery` is what became of something brought."""

    errand: Errand
    answers: dict[Step, str] = field(default_factory=dict)
    own: OwnVisit | None = None
    companions: tuple[VisitRow, ...] = ()
    signed: list[Signed] = field(default_factory=list)
    questions: tuple[SiteQuestion, ...] = ()
    given: dict[tuple[str, str], str] = field(default_factory=dict)
    host: KnownPerson | None = None
    denied: bool = False
    beginnings: set[str] = field(default_factory=set)
    visit: VisitRow | None = None
    printed: bool | None = None
    arrived: tuple[VisitRow, ...] = ()
    delivery: Delivery | None = None
    operation: str = field(default_factory=lambda: uuid.uuid4().hex)

    def answer(self, step: Step) -> str:
        return self.answers.get(step, "").strip()

    def take(self, step: Step, text: str) -> None:
        """Another last name is another claim: what was asked to narrow the one before has nothing to do with it, nor
        who came along, nor what was answered for them."""
        self.answers[step] = text
        if step in CLAIMS:
            self.companions = ()
            self.given.clear()
            self.answers.pop(Step.OTHERS_TOO, None)
        if self.errand is not Errand.WALK_IN and step in CLAIMS:
            for narrower in CLAIMS[CLAIMS.index(step) + 1 :]:
                self.answers.pop(narrower, None)

    def caller(self, host: str) -> Caller:
        """Who calls the reception, to see somebody whom they typed as `host`, or with something for them."""
        name = f"{self.answer(Step.FIRST_NAME)} {self.answer(Step.LAST_NAME)}".strip()
        return Caller(name, self.answer(Step.COMPANY), host, is_delivery=self.errand is Errand.DELIVERY)

    def claim(self) -> Claim:
        last, first, company = map(self.answer, CLAIMS)
        return Claim(last, first, company or (self.answer(Step.COMPANY) if self.errand is Errand.WALK_IN else ""))

    def completed(self) -> VisitRow:
        """The own visit, with what was missing of its visitor."""
        assert self.own is not None
        visit = self.own.visit
        assert visit is not None
        added = {"company": self.answer(Step.COMPANY), "mobile": self.answer(Step.MOBILE)}
        return msgspec.structs.replace(visit, **{name: text for name, text in added.items() if text})

    def party(self) -> tuple[VisitRow, ...]:
        """All who check in together, the visitor first."""
        return (self.completed(), *self.companions)

    def visitor(self, language: str) -> VisitorDraft:
        """Of somebody who was not invited."""
        return VisitorDraft(
            first_name=self.answer(Step.FIRST_NAME),
            last_name=self.answer(Step.LAST_NAME),
            company_name=self.answer(Step.COMPANY),
            mobile=self.answer(Step.MOBILE),
            email=self.answer(Step.EMAIL),
            license_plate=self.answer(Step.PLATE).upper(),
            language=language,
        )


def details_of(asks: tuple[str, ...]) -> list[Step]:
    """The steps of those of the setting's words that ask for a detail."""
    return [DETAILS[word] for word in asks if word in DETAILS]


def still_to_ask(session: VisitorSession, asks: tuple[str, ...], *, site: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps after it is known who it is, up to the one that ends it. `asks` are the setting's words, `site` those
    of the steps SITE_QUESTION and TERMS for which the site has something."""
    match session.errand:
        case Errand.LEAVING:
            return (Step.GOODBYE,)
        case Errand.DELIVERY:
            return (Step.HOST, Step.DELIVERED)
        case Errand.MEETING:
            missing = [step for step in details_of(asks) if _is_missing(session, step)]
            return (*missing, *site, Step.DONE)
        case Errand.WALK_IN:
            return (*details_of(asks), Step.HOST, *site, Step.DONE)


def _is_missing(session: VisitorSession, step: Step) -> bool:
    """An email address has no place in what is kept of an arrival, so who was invited isn't asked for one."""
    visit = session.own.visit if session.own else None
    if visit is None:
        return False
    missing = {Step.COMPANY: not visit.company, Step.MOBILE: not visit.mobile, Step.PLATE: not visit.plate}
    return missing.get(step, False)
