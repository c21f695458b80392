"""The site's own questions: each of a party answers all of them, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from app.models.text.folding import fold
from app.models.visit_events import Answer
from app.models.visit_row import VisitRow
from app.services.kiosk.question_file import SiteQuestion
from app.services.people.full_name import split_name
from ui.kiosk.flow.visitor_session import Errand, Step, VisitorSession

PLATE = "Licence plate"
"""How the desks read what a visitor who was invited answered to that; of a walk-in it goes with the invitation."""


class Turn(Struct, frozen=True):
    """A question to one of the party, whose row has that `key`, "" for who was not invited. `name` is what they
    are called there, "" where nobody else is asked."""

    question: SiteQuestion
    key: str
    name: str


def turn(session: VisitorSession, number: int) -> Turn | None:
    """The one of that number, counted from 0; None when it isn't known yet what is asked, and after the last one."""
    turns = _turns(session)
    return turns[number] if number < len(turns) else None


def answer(session: VisitorSession, this: Turn) -> str:
    """What was answered to it before, "" for nothing."""
    return session.given.get((this.key, this.question.name), "")


def is_taken(session: VisitorSession, this: Turn, text: str) -> bool:
    """Takes the answer, "" for none; False where there has to be one."""
    given = " ".join(text.split())
    if this.question.required and not given:
        return False
    session.given[this.key, this.question.name] = given
    return True


def answers(session: VisitorSession, key: str) -> tuple[Answer, ...]:
    """All that the one with that key answered."""
    given = [Answer(one.name, text) for one in session.questions if (text := session.given.get((key, one.name), ""))]
    plate = session.answer(Step.PLATE).upper()
    if plate and session.own is not None and session.own.visit is not None and session.own.visit.key == key:
        given.insert(0, Answer(PLATE, plate))
    return tuple(given)


def _turns(session: VisitorSession) -> list[Turn]:
    if session.errand is Errand.WALK_IN:
        return [Turn(question, "", "") for question in session.questions]
    party = session.party()
    names = _names(party) if len(party) > 1 else ("",)
    return [
        Turn(question, one.key, name) for one, name in zip(party, names, strict=True) for question in session.questions
    ]


def _names(party: Sequence[VisitRow]) -> Sequence[str]:
    """Their first names, and where two have the same, or somebody none, the whole ones: the question stands behind it
    on one screen."""
    firsts = [one.first_name or split_name(one.name)[0] for one in party]
    are_apart = all(firsts) and len({fold(first) for first in firsts}) == len(firsts)
    return firsts if are_apart else [one.name for one in party]
