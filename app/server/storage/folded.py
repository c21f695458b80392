"""The columns that tickets are searched and sorted by, folded as everything is that people search."""

from __future__ import annotations

from typing import Any

from app.models.text.folding import fold
from app.models.text.spellings import searchable

SORTED_BY = 200
"""Characters of a title that count for its order: PostgreSQL takes 2,700 bytes of a row into an index."""


def folded_columns(ticket: dict[str, Any]) -> dict[str, str]:
    """The columns `title` and `words` of the ticket with that JSON object."""
    words = searchable("\n".join((ticket["title"], ticket["id"], ticket["description"] or "")))
    return {"title": fold(ticket["title"])[:SORTED_BY], "words": words}
