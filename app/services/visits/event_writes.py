"""What is sent of check-ins and check-outs, and what visitors gave with theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import asdict, replace

from app.models.entries import Answered, Entry
from app.models.operations import Kind, Write
from app.models.terms import Signature, Signed
from app.models.visit_events import Answer


class Given(Struct, frozen=True):
    """What visitors gave with their check-in at the kiosk, each by the visit's id: what they signed, and what they
    answered."""

    signed: Mapping[str, Signed] = MappingProxyType({})
    answers: Mapping[str, tuple[Answer, ...]] = MappingProxyType({})

    @property
    def visits(self) -> frozenset[str]:
        return frozenset((*self.signed, *self.answers))

    def writes(self, entries: Iterable[Entry]) -> list[Write]:
        """What is sent of these entries. What was signed stays here, but that it was is told; what was answered is
        told."""
        return [self._with_it(event_write(entry), entry.visit) for entry in entries]

    def signatures(self, entries: Iterable[Entry]) -> list[Signature]:
        """Those that are kept with these entries."""
        return [
            Signature(one.id, one.visit, one.at, self.signed[one.visit]) for one in entries if one.visit in self.signed
        ]

    def answered(self, entries: Iterable[Entry]) -> list[Answered]:
        """The answers that are kept with these entries."""
        return [
            Answered(one.id, one.visit, one.at, answers) for one in entries if (answers := self.answers.get(one.visit))
        ]

    def _with_it(self, write: Write, visit: str) -> Write:
        body = write.body | ({"agreesToTerms": 1} if visit in self.signed else {})
        if answers := self.answers.get(visit):
            body |= {"answers": [asdict(one) for one in answers]}
        return replace(write, body=body)


NOTHING_GIVEN = Given()


def event_write(entry: Entry) -> Write:
    """What is sent of an entry: the event, and as "visit" the one it is of, which goes into the path of the call."""
    body = {"visit": entry.visit, "kind": entry.kind.value, "at": entry.at.isoformat(), "desk": entry.desk}
    return Write(entry.id, Kind.ARRIVAL, body | ({"undoes": entry.undoes} if entry.undoes else {}))
