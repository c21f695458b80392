"""The visitor of a day whose name is most like what was typed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from app.models.text.folding import fold
from app.models.visit_row import VisitRow


def nearest(typed: str, visits: Iterable[VisitRow]) -> VisitRow | None:
    """By whole names and by single words of them; None where none is alike. Among thousands that takes a while."""
    by_name = {fold(visit.name): visit for visit in visits if visit.name}
    words = {word: name for name in by_name for word in name.split()}
    near = get_close_matches(fold(typed), [*by_name, *words], n=1, cutoff=0.6)
    return by_name[words.get(near[0], near[0])] if near else None
