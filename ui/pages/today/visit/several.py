"""The pane while several visitors are in hand: who they are, and what is done with all of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.visit_row import Status, VisitRow, statuses
from app.services.site import Site
from ui.pages.today.columns import STATUS_MARKS, STATUS_WORDS
from ui.reception.check_in_actions import may_come, may_have_badge
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import section
from ui.widgets.labels import Elided, Label, picture
from ui.widgets.table.marks import mark_pixmap

NAMED = 12
"""So many of them stand in the pane by name."""

Do = Callable[[Sequence[VisitRow]], object]


def several_parts(
    rows: Sequence[VisitRow], *, site: Site, theme: Theme, check_in: Do, check_out: Do, badges: Do
) -> list[QWidget]:
    """`rows` may hold meetings that nobody is invited to: nothing is done with those."""
    visits = [row for row in rows if row.invited]
    standing = list(zip(visits, statuses(visits, site.now()), strict=True))
    return [
        section(
            Label(f"{len(visits)} visitors in hand", variant="person", wrap=True),
            Label(_counted(Counter(status for _, status in standing)), variant="muted", wrap=True),
            _nobody_invited(len(rows) - len(visits)),
            *_ways(visits, site, theme, (check_in, check_out, badges)),
        ),
        section(
            *(_member(visit, status, theme) for visit, status in standing[:NAMED]),
            Label(f"and {len(visits) - NAMED} more", variant="muted") if len(visits) > NAMED else None,
        ),
    ]


def _counted(counts: Counter[Status]) -> str:
    """ "2 expected, 1 on site"."""
    return ", ".join(f"{counts[status]} {word.lower()}" for status, word in STATUS_WORDS.items() if counts[status])


def _nobody_invited(meetings: int) -> QWidget | None:
    if not meetings:
        return None
    whose = "A meeting" if meetings == 1 else f"{meetings} meetings"
    return Label(f"{whose} without visitors in hand: nothing is done with it.", variant="muted", wrap=True)


def _ways(visits: Sequence[VisitRow], site: Site, theme: Theme, ways: tuple[Do, Do, Do]) -> list[QWidget]:
    """Of how many each is meant stands on the button. What is refused of the others is said once it is tried."""
    coming = sum(may_come(visit) and visit.day == site.today() for visit in visits)
    inside = sum(visit.arrival.on_site for visit in visits)
    badges = sum(map(may_have_badge, visits))
    rows: list[QWidget] = []
    for word, icon, hint, count, do in (
        ("Check in", "check", "Ctrl+I", coming, ways[0]),
        ("Check out", "leave", "Ctrl+O", inside, ways[1]),
        ("Print badge", "printer", "Ctrl+P", badges, ways[2]),
    ):
        leads = count and not any(row.property("variant") == "primary" for row in rows) and do is not ways[2]
        button = Button(word, theme=theme, icon=icon, variant="primary" if leads else "", hint=hint)
        button.setText(f"{word}  {count}")
        button.setEnabled(count > 0)
        button.clicked.connect(lambda _=False, do=do: do(visits))
        rows.append(button)
    return rows


def _member(visit: VisitRow, status: Status, theme: Theme) -> QWidget:
    member = QWidget()
    row = QHBoxLayout(member)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    mark, role = STATUS_MARKS[status]
    row.addWidget(picture(mark_pixmap(theme, mark, role)))
    row.addWidget(Elided(visit.name, variant="strong"), 3)
    if visit.company:
        row.addWidget(Elided(visit.company, variant="caption"), 2)
    return member
