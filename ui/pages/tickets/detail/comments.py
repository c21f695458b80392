"""What was written about a ticket, the oldest first; what waits to be sent says so."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.models.objects.ticket import Comment, Ticket
from app.services.site import Site
from ui.theme import Theme
from ui.widgets.detail import section
from ui.widgets.labels import Label, Sentence
from ui.wording.dates import moment_words


def comments_part(ticket: Ticket, *, site: Site, theme: Theme) -> QWidget | None:
    if not ticket.comments:
        return None
    return section(*(_comment(one, site, theme) for one in ticket.comments), heading="Comments")


def _comment(comment: Comment, site: Site, theme: Theme) -> QWidget:
    """The text, and below it who wrote it, when, and for whom."""
    text = Label(comment.text, wrap=True)
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    when = moment_words(site.local(comment.at), site.today()) if comment.at else ""
    signs = (
        "Internal note" if comment.internal else "From the requester" if comment.from_requester else "",
        "Waiting to be sent" if comment.operation else "",
    )
    below = Sentence(variant="small", wrap=True)
    below.setText("  ·  ".join(filter(None, (comment.by, when, *signs))))
    part = section(text, below)
    if comment.internal:
        part.setObjectName("internal")
        part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        tint = theme.colour("late-tint").name()
        part.setStyleSheet(f"#internal {{ background: {tint}; border-radius: 6px; }}")
        part.setContentsMargins(10, 8, 10, 8)
    return part
