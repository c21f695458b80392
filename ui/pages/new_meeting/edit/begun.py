"""An edit that was begun, as it is kept while it is written, and how it goes on when others changed the meeting."""

from __future__ import annotations

from uuid import uuid4

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from app.models.drafts import Body, MeetingDraft
from app.models.meetings.changes import EditedMeeting, Scope
from app.models.meetings.merge import merge
from app.models.meetings.server_meeting import draft_in
from app.services.site import Site


class BegunEdit(Struct, frozen=True):
    """What a form was opened with, the scope that is chosen by now, and a name of this edit's own: the same words again
    in another edit are another operation."""

    edited: EditedMeeting
    scope: Scope
    name: str

    @classmethod
    def of(cls, edited: EditedMeeting) -> BegunEdit:
        return cls(edited, Scope.ONE if edited.repeats else Scope.ALL, uuid4().hex)

    @property
    def is_of_one_time(self) -> bool:
        """Whether it changes one time of a series, which doesn't repeat by itself."""
        return self.edited.repeats and self.scope is Scope.ONE

    @property
    def makes_another(self) -> bool:
        """Whether times of a series become a meeting of their own."""
        return self.edited.makes_another(self.scope)

    @classmethod
    def in_state(cls, state: Body, site: Site) -> BegunEdit | None:
        """The one that `state()` was taken from; None when it isn't whole any more, as when its only visitor was
        forgotten."""
        try:
            begun = msgspec.convert(state["edit"], cls)
            draft = draft_in(state["before"], site.zone)
        except (KeyError, TypeError, ValueError, msgspec.ValidationError):
            return None
        return replace(begun, edited=replace(begun.edited, draft=draft))

    def state(self) -> Body:
        """As plain JSON, beside which the form's own state has room. Drafts are kept as bodies: in these a visitor can
        be forgotten."""
        edited = replace(self.edited, draft=MeetingDraft())
        return {"edit": msgspec.to_builtins(replace(self, edited=edited)), "before": self.edited.draft.body()}


def draft_name(edited: EditedMeeting) -> str:
    """Of the draft in which the edit is kept: one for each meeting, and for each time of a series."""
    return f"{edited.meeting} {edited.day}" if edited.repeats else edited.meeting


def gone_on(
    begun: BegunEdit, written: MeetingDraft, fresh: EditedMeeting, site: Site
) -> tuple[BegunEdit, MeetingDraft]:
    """The edit and its form by now. `written` is what stood in the form, `fresh` the meeting as it is now.

    What others changed since is taken over where the person didn't; where both did, what they began with stays, so that
    it is put before a person when it is sent.
    """
    before = begun.edited
    merged = merge(before.draft.body(), fresh.draft.body(), written.body())
    edited = fresh
    if merged.conflicts:
        edited = replace(
            fresh, base=before.base, revision=before.revision, modified=before.modified, draft=before.draft
        )
    return replace(begun, edited=edited), draft_in(merged.body, site.zone)
