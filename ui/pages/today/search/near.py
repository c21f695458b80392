"""The visitor of a day whom what was typed means, or whose name is most like it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from app.models.text.folding import fold
from app.models.text.sought import sought
from app.models.visit_row import VisitRow
from app.services.visits.search import found


def nearest(typed: str, visits: Sequence[VisitRow]) -> VisitRow | None:
    """By whole names and by single words of them, unless a search finds somebody; None where none is alike. Among
    thousands that takes a while."""
    if there := found(visits, sought(typed)):
        return there[0]
    by_name = {fold(visit.name): visit for visit in visits if visit.name}
    words = {word: name for name in by_name for word in name.split()}
    near = get_close_matches(fold(typed), [*by_name, *words], n=1, cutoff=0.6)
    return by_name[words.get(near[0], near[0])] if near else None
