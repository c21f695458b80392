"""Who came with the visitor: others of their meeting, whose names are shown only to who said more than a last name."""

from __future__ import annotations

from collections.abc import Collection

from app.models.terms import Signed
from app.models.visit_row import VisitRow
from app.services.kiosk.claim import Claim, OwnVisit
from ui.kiosk.flow.visitor_session import Errand, Step, VisitorSession


def others(session: VisitorSession) -> tuple[VisitRow, ...]:
    """Who may have come with the visitor."""
    return session.own.others if session.own else ()


def tick(session: VisitorSession, keys: Collection[str]) -> None:
    """Those of these rows came too."""
    session.companions = tuple(one for one in others(session) if one.key in keys)


def steps_to_companions(session: VisitorSession) -> tuple[Step, ...]:
    """What is asked about others: nothing where nobody else is expected. Whose last name alone is known is asked for
    the first name before any other name is shown; where the invitation has none, none can be asked for."""
    own = session.own
    if own is None or session.errand is not Errand.MEETING or not own.others:
        return ()
    if _is_proven(session, own):
        return (Step.COMPANIONS,)
    if not own.first_name:
        return ()
    return (Step.OTHERS_TOO, Step.COMPANIONS) if is_own_first_name(session) else (Step.OTHERS_TOO,)


def is_own_first_name(session: VisitorSession) -> bool:
    """Whether what was answered is the first name of the visit's owner."""
    first, own = session.answer(Step.OTHERS_TOO), session.own
    return bool(first) and own is not None and own.fits(Claim(session.answer(Step.LAST_NAME), first))


def is_refused(session: VisitorSession) -> bool:
    """Whether what was answered is somebody else's first name. Without an answer nobody else came."""
    if is_own_first_name(session):
        return False
    session.companions = ()
    return bool(session.answer(Step.OTHERS_TOO))


def _is_proven(session: VisitorSession, own: OwnVisit) -> bool:
    """By a code, which nobody guesses, or by more than a last name."""
    claim = session.claim()
    return not claim.last_name or own.is_proven(claim)


def signer(session: VisitorSession) -> VisitRow | None:
    """Whose turn it is to sign, where several do."""
    if not session.companions:
        return None
    return session.party()[min(len(session.signed), len(session.companions))]


def is_signed_by_all(session: VisitorSession, signed: Signed) -> bool:
    """Takes one more signature, and says whether it was the last one."""
    session.signed.append(signed)
    return len(session.signed) > len(session.companions)
