"""What came of one value that two changed, each from the same beginning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from app.models.merging.conflict import FieldConflict

THEIRS, YOURS = "theirs", "yours"
"""What is chosen of a conflict."""

Choices = Mapping[str, str]
"""By the key of a conflict, the side that is taken."""

NOTHING_CHOSEN: Choices = {}


class Comparison:
    """Takes values one by one. `conflicts` are those that both changed, each otherwise, and of which `choices` says
    nothing; `adopted` the keys of what only they changed."""

    def __init__(self, choices: Choices) -> None:
        self.conflicts: list[FieldConflict] = []
        self.adopted: list[str] = []
        self._choices = choices

    def of_three(
        self,
        key: str,
        label: str,
        base: Any,
        theirs: Any,
        yours: Any,
        *,
        who: str = "",
        same: Callable[[Any, Any], bool] = lambda one, other: bool(one == other),
    ) -> Any:
        """The value that comes of it; of a conflict yours, until theirs is chosen."""
        if same(theirs, yours):
            return theirs
        if same(base, theirs):
            return yours
        if same(base, yours):
            self.adopted.append(key)
            return theirs
        if key not in self._choices:
            self.conflicts.append(FieldConflict(key, label, base, theirs, yours, who))
        return theirs if self._choices.get(key) == THEIRS else yours
