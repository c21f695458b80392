"""The columns of *Waiting changes*."""

from __future__ import annotations

from app.models.operations import WITH_FORM, Operation, State
from app.services.site import Site
from ui.models.table_model import Cell, Column
from ui.pages.waiting.entered import EnteredFacts, noun_of
from ui.pages.waiting.words import answer_words, entered_words
from ui.reception.pending_notice import mark_of, refused_cell


def columns(site: Site, entered_facts: EnteredFacts) -> tuple[Column[Operation], ...]:
    """Times are the site's."""

    def entered(operation: Operation) -> Cell:
        time, day = entered_words(operation, site)
        return Cell(time, second=day, variant="figures")

    def change(operation: Operation) -> Cell:
        noun = noun_of(operation)
        kind = f"New {noun}" if operation.kind in WITH_FORM else noun.capitalize()
        return Cell(entered_facts.title(operation), second=kind, variant="strong")

    def whom(operation: Operation) -> Cell:
        return Cell(entered_facts.whom(operation), second=entered_facts.when(operation))

    def state(operation: Operation) -> Cell:
        mark = mark_of(operation)
        if operation.state is State.REJECTED:
            return refused_cell(mark.word, operation.words)
        why = answer_words(operation)
        return Cell(mark.word, second=why, mark=mark.role, role=mark.role, chip=mark.role == "rejected" and not why)

    return (
        Column("Entered", entered, width=90),
        Column("Change", change, width=150, weight=6),
        Column("For", whom, width=120, weight=5, gives_way=1),
        Column("State", state, width=190, weight=6),
    )
