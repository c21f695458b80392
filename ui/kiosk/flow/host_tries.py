"""How often somebody may look for a host: nobody goes through who works here."""

from __future__ import annotations

from app.models.text.spellings import letters
from ui.kiosk.flow.tries import Tries
from ui.kiosk.flow.visitor_session import VisitorSession

BEGINNING = 3
"""Letters of a host's name: as long as they stay, it is the same search."""


def is_one_too_many(session: VisitorSession, typed: str, tries: Tries) -> bool:
    """Counts each other beginning as a try, and says whether it was one too many."""
    beginning = letters(typed)[:BEGINNING]
    if beginning in session.beginnings:
        return False
    session.beginnings.add(beginning)
    return tries.miss()
