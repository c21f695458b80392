"""What the invitation's footer says: one thing at a time, and each until the person goes on."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from app.models.drafts import Body, MeetingDraft
from ui.pages.new_meeting.footer import MeetingFooter


class FormTrouble(Struct, frozen=True):
    """Why the meeting wasn't taken, in words, until the person changes `draft`."""

    words: str
    draft: MeetingDraft


class Undo(Struct, frozen=True):
    """What was taken out of the form: in words, and the draft's name and state to put back.

    It is offered from `before` it was taken out until the person goes on from what the form was `after` that.
    """

    words: str
    name: str
    state: Body
    before: MeetingDraft
    after: MeetingDraft | None = None


class Notices:
    """A trouble comes before an offer to undo, and that before what is to mend."""

    def __init__(self, footer: MeetingFooter) -> None:
        self._footer = footer
        self._trouble: FormTrouble | None = None
        self._undo: Undo | None = None

    def set_trouble(self, trouble: FormTrouble) -> None:
        self._trouble = trouble

    def offer(self, undo: Undo) -> None:
        self._undo = undo

    def forget(self) -> None:
        self._trouble = self._undo = None

    def take_undo(self) -> Undo | None:
        """What is offered to be put back; it isn't offered any more then."""
        undo, self._undo = self._undo, None
        return undo

    def show(self, draft: MeetingDraft, to_fix: str) -> None:
        """`draft` is in the form now, `to_fix` says what is to mend in it."""
        self._settle(draft)
        if self._trouble:
            self._footer.say(self._trouble.words, wrong=True)
        elif self._undo:
            self._footer.say(self._undo.words, undo=True)
        else:
            self._footer.say(to_fix, wrong=bool(to_fix))

    def _settle(self, draft: MeetingDraft) -> None:
        if self._trouble and self._trouble.draft != draft:
            self._trouble = None
        if self._undo and draft != self._undo.before:
            after = self._undo.after or draft
            self._undo = replace(self._undo, after=after) if after == draft else None
