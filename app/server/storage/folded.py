"""The columns that tickets are searched and sorted by, folded as everything is that people search."""

from __future__ import annotations

from typing import Any

from app.models.text.folding import fold
from app.models.text.spellings import searchable


def folded_columns(ticket: dict[str, Any]) -> dict[str, str]:
    """The columns `title` and `words` of the ticket with that JSON object."""
    words = searchable("\n".join((ticket["title"], ticket["id"], ticket["description"] or "")))
    return {"title": fold(ticket["title"]), "words": words}
