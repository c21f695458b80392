"""When the visitor in hand came and left, and the way to take their check-in back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.models.visit_row import VisitRow
from app.services.site import Site
from ui.theme import Theme
from ui.widgets.buttons import Button
from ui.widgets.detail import facts, section
from ui.widgets.labels import Label
from ui.wording.arrival_words import cannot_take_back_words
from ui.wording.dates import stay_words, time_words


def times_part(
    visit: VisitRow, *, may_take_back: bool, take_back: Callable[[], object], site: Site, theme: Theme
) -> QWidget | None:
    """None where nobody came. `may_take_back` says whether the check-in can be taken back by which they are in."""
    arrival = visit.arrival
    if arrival.arrived_at is None:
        return None
    came, left = site.local(arrival.arrived_at), site.local(arrival.left_at) if arrival.left_at else None
    pairs = (
        ("Came", time_words(came, site.today())),
        ("Left", time_words(left, site.today()) if left else ""),
        ("Stayed", stay_words(left - came) if left else ""),
    )
    return section(facts(pairs, theme=theme), *_way_back(visit, may_take_back, take_back, theme))


def _way_back(
    visit: VisitRow, may_take_back: bool, take_back: Callable[[], object], theme: Theme
) -> tuple[QWidget, ...]:
    if not visit.arrival.on_site:
        return ()
    button = Button("Take back check-in", theme=theme, variant="bar", icon="undo")
    button.setEnabled(may_take_back)
    button.clicked.connect(take_back)
    words = cannot_take_back_words()
    why = Label(f"{words[0].upper()}{words[1:]}", variant="muted", wrap=True)
    return (button,) if may_take_back else (button, why)
