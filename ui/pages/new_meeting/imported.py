"""What a draft has from a calendar file beside its words: which event it was, and what is to be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import asdict

from app.models.calendars.calendar_event import Doubt
from app.models.drafts import Body
from app.models.values.calendar_origin import CalendarOrigin
from ui.wording.calendar_words import doubt_words

_KEY = "calendar"


class Advice(Struct, frozen=True):
    """`words` are said as long as the form has `value` there."""

    words: str
    value: object


class Imported(Struct, frozen=True):
    """`origin` is None where the draft comes from no file, or from one that doesn't tell what the event is known by.
    `advised` are by attribute. It is kept with the form's state."""

    origin: CalendarOrigin | None = None
    advised: Mapping[str, Advice] = field(default_factory=dict)

    @classmethod
    def of(cls, origin: CalendarOrigin | None, doubts: Iterable[Doubt], state: Body) -> Imported:
        """`state` is the form's in which the event is in it."""
        words = doubt_words(doubts)
        return cls(origin, {attribute: Advice(said, state.get(attribute)) for attribute, said in words.items()})

    @classmethod
    def from_state(cls, state: Body) -> Imported:
        """What was kept with that state."""
        kept = state.get(_KEY, {})
        origin = CalendarOrigin(**kept["origin"]) if kept.get("origin") else None
        return cls(origin, {attribute: Advice(*advice) for attribute, advice in kept.get("advised", {}).items()})

    def state(self) -> Body:
        """What is to be kept with the form's state."""
        if self.origin is None and not self.advised:
            return {}
        advised = {attribute: [advice.words, advice.value] for attribute, advice in self.advised.items()}
        return {_KEY: {"origin": asdict(self.origin) if self.origin else None, "advised": advised}}

    def advice(self, state: Body) -> Mapping[str, str]:
        """What is to be said of the form in that state: nothing of what a person has changed."""
        return {
            attribute: advice.words
            for attribute, advice in self.advised.items()
            if state.get(attribute) == advice.value
        }
