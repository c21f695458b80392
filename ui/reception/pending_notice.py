"""How something that isn't known to be on the server is marked: on a row, in the pane beside it, and in the banner."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import shorten

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from app.models.merging.conflict import CHANGED, GONE
from app.models.operations import Kind, Operation, State
from app.models.visit_row import VisitRow, Waits
from app.services.outbox.pending_changes import has_form
from ui.models.table_model import Cell
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import box, section


class Mark(Struct, frozen=True):
    """`word` stands on the row; `says` is the sentence for the pane. `role` is violet or red, and nothing else."""

    word: str
    says: str
    role: str


_ON_ROW = 26
"""So many signs of the server's words stand on a row: more would take the room of other columns."""

_NOT_YET = "Safe on this desk. It is sent by itself."

MARKS = {
    State.WAITING: Mark("Waiting to be sent", _NOT_YET, "waiting"),
    State.SENDING: Mark("Being sent", _NOT_YET, "waiting"),
    State.UNKNOWN: Mark("Not confirmed yet", "The server did not say whether it has this. Foyer looks.", "waiting"),
    State.UNCLEAR: Mark("Needs a decision", "Only a person can tell whether the server has this.", "rejected"),
    State.REJECTED: Mark("Refused", "The server refused this. What you entered is kept.", "rejected"),
}

_TOO = Mark("Somebody changed it too", "Nothing is overwritten: say what counts, theirs or yours.", "rejected")
_GONE = Mark(
    "Gone on the server",
    "The server doesn't have this meeting any more. What you entered is kept, and can be made a new meeting.",
    "rejected",
)
_TICKET_GONE = Mark(
    "Gone on the server", "The server doesn't have this ticket any more. What you entered is kept.", "rejected"
)


def mark_of(operation: Operation) -> Mark:
    """How it stands with it; of a change also that others changed the same, or that it is gone there."""
    if not is_overtaken(operation):
        return MARKS[operation.state]
    if operation.theirs:
        return _TOO
    return _TICKET_GONE if operation.kind is Kind.TICKET_CHANGE else _GONE


def is_overtaken(operation: Operation) -> bool:
    """Whether it is a change that met another one's, or of what the server doesn't have any more."""
    is_open = operation.kind in (Kind.MEETING_CHANGE, Kind.TICKET_CHANGE) and operation.state is State.UNCLEAR
    return is_open and (bool(operation.theirs) or operation.status in GONE)


def needs_choice(operation: Operation) -> bool:
    """Whether there is something to choose: of a meeting that is gone, whether it is made anew."""
    return is_overtaken(operation) and (bool(operation.theirs) or operation.kind is Kind.MEETING_CHANGE)


def is_gone(operation: Operation) -> bool:
    """Whether it is a change of what the server doesn't have any more."""
    return is_overtaken(operation) and not operation.theirs


def decide_button(operation: Operation, *, theme: Theme) -> Button:
    """Leads to the choice."""
    return Button("Choose what counts" if operation.theirs else "Make a new meeting", theme=theme, variant="primary")


def is_change(visit: VisitRow) -> bool:
    """Whether what waits of the row is a change of its meeting, which the server has."""
    return visit.waits is not None and visit.waits.operation != visit.meeting


def marked(cell: Cell, waits: Waits | None, *, is_change: bool = False) -> Cell:
    """The cell with what is to be said of what waits: a second line, or a red chip where a person must act, and below
    it the words of a server that refused. A change of a meeting needs one where somebody else changed it too, or where
    it is gone."""
    if waits is None:
        return cell
    mark = MARKS[waits.state]
    if is_change and waits.state is State.UNCLEAR and waits.status in (CHANGED, *GONE):
        mark = _GONE if waits.status in GONE else _TOO
    if mark.role == "rejected":
        return refused_cell(mark.word, waits.words)
    return replace(cell, chip=False, second=mark.word, second_mark="waiting", second_role="waiting")


def refused_cell(word: str, words: str) -> Cell:
    """`words` are the server's, "" for none: as much of them as fits a row, and all of them in its tooltip."""
    short = shorten(words, _ON_ROW, placeholder="…")
    second = short if len(short) > 1 else f"{words[: _ON_ROW - 1]}…" if words else ""
    return Cell(word, second, mark="rejected", role="rejected", chip=not second, whole=words)


def stuck_words(operation: Operation) -> str:
    """For the banner: what somebody just entered needs a person after all."""
    title = str(operation.body.get("title", ""))
    if needs_choice(operation):
        return f"{mark_of(operation).word}: “{title}”. What you entered is kept until you choose."
    if is_gone(operation):
        return f"{mark_of(operation).word}: “{title}”. What you entered is kept."
    if operation.state is State.UNCLEAR:
        return f"The server may have “{title}” already: a person has to say. What you entered is kept."
    words = f" It says: {operation.words}" if operation.words else ""
    return f"The server refused “{title}”. What you entered is kept.{words}"


def unsent_part(
    state: State,
    operation: Operation | None,
    *,
    theme: Theme,
    edit: Callable[[Operation], object],
    decide: Callable[[Operation], object] | None = None,
) -> QWidget:
    """How it stands with it, with the server's words where it refused; `edit` is asked for there, of what came from a
    form, and `decide` where a change met another one's. `operation` is None as long as no more than its state is known.
    """
    mark = mark_of(operation) if operation else MARKS[state]
    state_box = box(mark.word, mark.says, operation.words if operation else "", role=mark.role, theme=theme)
    if operation is not None and decide is not None and needs_choice(operation):
        choose = decide_button(operation, theme=theme)
        choose.clicked.connect(lambda: decide(operation))
        return section(state_box, choose)
    if operation is None or state is not State.REJECTED or not has_form(operation):
        return section(state_box)
    mend = Button("Edit and resend", theme=theme, variant="primary")
    mend.clicked.connect(lambda: edit(operation))
    return section(state_box, mend)
