"""What waits to reach the server, or a mail server, as one list."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from app.models.contacts import Named
from app.models.entries import VisitorSnapshot
from app.models.operations import Operation, State

NOBODY: Mapping[str, VisitorSnapshot] = {}
NOTHING: Mapping[str, str] = {}


class Waiting(Struct, frozen=True):
    """The operations that wait, the oldest first. By the operation of an arrival, `people` says whom it is about, since
    its body names nobody, and `before` which operation has to be sent before it: of an arrival its meeting, of
    what is done with a ticket that. `named` are those whom meetings and
    tickets name by id."""

    operations: tuple[Operation, ...] = ()
    people: Mapping[str, VisitorSnapshot] = field(default_factory=lambda: NOBODY)
    before: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    named: Named = field(default_factory=Named)

    def count(self, state: State) -> int:
        """How many are in that state."""
        return sum(one.state is state for one in self.operations)
