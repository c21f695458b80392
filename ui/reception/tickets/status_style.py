"""How a ticket's status looks wherever it is shown."""

from __future__ import annotations

from app.models.objects.summaries import Numbered
from app.models.text.folding import fold

_STATUS_LOOKS = {
    "requested": ("requested", "expected"),
    "qualified": ("requested", "expected"),
    "assigned": ("assigned", "expected"),
    "in progress": ("in-progress", "in-progress"),
    "on hold": ("on-hold", "late"),
    "solved": ("solved", "on-site"),
    "closed": ("solved", "left"),
}


def status_style(status: Numbered | None) -> tuple[str, str, str]:
    """Word, silhouette and colour of a status; one that this desk has never heard of gets a neutral look."""
    word = status.value or status.id if status else ""
    mark, role = _STATUS_LOOKS.get(fold(word), ("other", "left"))
    return word or "No status", mark, role
