"""Answers that many desks ask for, computed once for each change of what is in them.

An answer is held with the revision that the table `changes` had before it was read, and is right for as long as no
later row is of its kinds and touches its time. So a meeting in May leaves today's list alone, and a server over
PostgreSQL sees what another one wrote.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

from sqlalchemy import Connection, and_, case, func, select

from app.server.storage.changes import Kind
from app.server.storage.database import PATIENCE, Busy, ServerDatabase
from app.server.storage.tables.site import changes

MOST_ANSWERS = 8
"""A few days that desks look at."""

LARGEST_HELD = 16 * 2**20
"""Bytes. A larger answer is computed each time."""

Answer = TypeVar("Answer")


class Question(NamedTuple):
    """What is asked: of which kind, about which time (seconds since 1970, `ends` is the first moment after), and what
    its answer is made of."""

    kind: str
    starts: int
    ends: int
    kinds: tuple[Kind, ...]


class _Held(NamedTuple):
    answer: Any
    revision: int
    writes: int | None


class Answers:
    """The answers that are held of one database."""

    def __init__(self, database: ServerDatabase) -> None:
        self._database = database
        self._held: dict[Question, _Held] = {}
        self._turn = threading.Lock()

    def at_once(self, question: Question) -> Any:
        """The answer that is held, when it is sure without the database that nothing was written since; else None."""
        held = self._held.get(question)
        return held.answer if held and held.writes is not None and held.writes == self._database.writes else None

    def of(
        self,
        question: Question,
        compute: Callable[[Connection, Answer | None], Answer],
        size: Callable[[Answer], int],
    ) -> Answer:
        """The answer to `question`, by `compute` when there is none or something that it is made of changed; it is
        given the answer that was right before, if one is held. Whoever was answered a write finds it in there. `size`
        counts its bytes. Raises Busy, and what `compute` raises."""
        if not self._turn.acquire(timeout=PATIENCE):
            raise Busy("another list is being made")
        try:
            with self._database.reading() as connection:
                writes = self._database.writes
                held = self._held.pop(question, None)
                revision, changed = _since(connection, question, held.revision if held else None)
                answer = (
                    cast(Answer, held.answer) if held and not changed else compute(connection, held and held.answer)
                )
                if size(answer) <= LARGEST_HELD:
                    self._held[question] = _Held(answer, revision, writes)
                while len(self._held) > MOST_ANSWERS:
                    del self._held[next(iter(self._held))]
            return answer
        finally:
            self._turn.release()


def _since(connection: Connection, question: Question, revision: int | None) -> tuple[int, bool]:
    """The table's revision, and whether what `question` asks for may have changed since `revision`."""
    if revision is None:
        return connection.scalar(select(func.max(changes.c.revision))) or 0, True
    touches = and_(
        changes.c.revision > revision,
        changes.c.kind.in_(question.kinds),
        changes.c.starts_at < question.ends,
        changes.c.ends_at > question.starts,
    )
    columns = func.min(changes.c.revision), func.max(changes.c.revision), func.max(case((touches, 1), else_=0))
    oldest, latest, touched = connection.execute(select(*columns).where(changes.c.revision >= revision)).one()
    return latest or 0, bool(touched) or oldest != revision
