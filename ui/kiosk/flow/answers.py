"""What is wrong with an answer as it was typed, before anybody is looked for."""

from __future__ import annotations

from app.services.meetings.checks import Problem, mistakes_of
from ui.kiosk.flow.recognition import NOT_FOUND
from ui.kiosk.flow.visitor_session import Step, VisitorSession
from ui.kiosk.kit.i18n import Words

EMPTY = Words("Please type it first.")
WITHOUT = {Step.LAST_NAME: EMPTY, Step.FIRST_NAME: EMPTY, Step.WHICH_COMPANY: NOT_FOUND}
"""What is said to who leaves it empty; without a company, namesakes can't be told apart."""

NO_PHONE = Words("That can’t be a phone number. Begin with + and the country code.")
NO_EMAIL = Words("That can’t be an email address.")
MISTYPED = {Step.MOBILE: ("mobile", NO_PHONE), Step.EMAIL: ("email", NO_EMAIL)}
"""The field of the draft that is checked, and what is said when it can't be right."""


def complaint_of(session: VisitorSession, step: Step, country: str) -> Words | None:
    """What is wrong with the answer to that step; None for nothing. A phone number that is written as at home gets the
    country's code: it is a two-letter one, "" where nobody knows it."""
    if not session.answer(step):
        return WITHOUT.get(step)
    if step not in MISTYPED:
        return None
    field, complaint = MISTYPED[step]
    # visitor_mistakes would remember the visitor
    of_field = [one for one in mistakes_of(session.visitor(""), country) if one.field == field]
    hints = [one.hint for one in of_field if one.problem is Problem.NO_COUNTRY_CODE and one.hint]
    if hints:
        session.take(step, hints[0])
        return None
    return complaint if of_field else None
