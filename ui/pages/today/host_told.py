"""Whether the host knows of the arrival; who doesn't is to be called."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.models.visit_row import Telling, VisitRow
from app.services.site import Site
from ui.theme import Theme
from ui.widgets.detail import box
from ui.widgets.labels import Label
from ui.wording.arrival_words import host_told_words


def host_told_part(row: VisitRow, *, site: Site, theme: Theme) -> QWidget | None:
    words = host_told_words(row.arrival, site)
    match row.arrival.telling:
        case Telling.TOLD:
            return Label(words, look="good", wrap=True)
        case Telling.ON_ITS_WAY:
            return Label(words, look="muted", wrap=True)
        case Telling.NOT_TOLD:
            number = row.host_number
            call = f"Please call {number}." if number else "No number is known to call."
            return box(words, call, role="late", theme=theme)
        case Telling.NOT_SAID:
            return None
