"""The columns of *Waiting changes*."""

from __future__ import annotations

from app.services.directory import Directory
from app.services.site import Site
from app.services.waiting import Operation
from ui.models.table_model import Cell, Column
from ui.pages.waiting_words import NOUNS, entered_words, for_whom, title_of, when_words
from ui.sending_words import MARKS


def columns(site: Site, directory: Directory) -> tuple[Column[Operation], ...]:
    """Times are the site's."""

    def entered(operation: Operation) -> Cell:
        time, day = entered_words(operation, site)
        return Cell(time, second=day, look="figures")

    def change(operation: Operation) -> Cell:
        return Cell(title_of(operation), second=f"New {NOUNS[operation.kind]}", look="strong")

    def whom(operation: Operation) -> Cell:
        return Cell(for_whom(operation, directory), second=when_words(operation, site))

    def state(operation: Operation) -> Cell:
        mark = MARKS[operation.state]
        return Cell(mark.word, mark=mark.role, role=mark.role, chip=mark.role == "rejected")

    return (
        Column("Entered", entered, width=116),
        Column("Change", change, weight=6),
        Column("For", whom, weight=5, shown_from=460),
        Column("State", state, width=176),
    )
