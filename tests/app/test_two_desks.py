"""Two desks and a server of ours: edits, cancellations, check-ins and cuts of the network in any order. In the end both
desks show the same, and nothing that anybody wrote is lost unseen.

Each text that is written is another. Whoever writes one has seen what stands there; so what doesn't stand in the end
was seen by the writer of what does, or a person chose against it. FOYER_TEST_EXAMPLES=500 walks as often.
"""

from __future__ import annotations

import os
import random
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from app.errors import OnItsWay, StillOnSite
from app.models.drafts import VisitorDraft
from app.models.meetings.changes import EditedMeeting, Scope
from app.models.merging.comparison import THEIRS, YOURS
from app.models.operations import Kind, State
from app.models.visit_row import VisitRow
from tests.app.arrivals_desk import DAY, ArrivalsDesk
from tests.app.changes_desk import Own, wished

WALKS = int(os.environ.get("FOYER_TEST_EXAMPLES", "8"))
STEPS = 25
TEXTS = ("title", "description")

Field = tuple[str, ...]
"""("title",) of the meeting, or ("email", id) of a visitor of it; ("there",) and ("there", id) whether they are."""


class Memory:
    """What was written, and what its writer had seen: of each field of each meeting."""

    def __init__(self) -> None:
        self.seen: defaultdict[tuple[Field, str], set[str]] = defaultdict(set)
        self.written: set[tuple[Field, str]] = set()
        self.refused: set[tuple[Field, str]] = set()

    def write(self, field: Field, value: str, before: str) -> None:
        self.written.add((field, value))
        self.seen[field, value].add(before)

    def lost(self, field: Field, value: str) -> set[str]:
        """What was written there, and is neither `value` nor was seen on the way to it."""
        refused = {one for which, one in self.refused if which == field}
        known, open_ones = set[str](), {value} | refused
        while open_ones:
            one = open_ones.pop()
            known.add(one)
            open_ones |= self.seen[field, one] - known
        written = {value for which, value in self.written if which == field}
        return written - known


class Walk:
    def __init__(self, seed: int, folder: Path) -> None:
        self.dice = random.Random(seed)
        self.server = Own()
        self.desks = [ArrivalsDesk(folder, self.server, name=f"Desk {number}") for number in (1, 2)]
        self.memory = Memory()
        self.count = 0
        self.asked: dict[str, dict[Field, str]] = {}
        """What each operation writes."""
        self.came: defaultdict[str, set[str]] = defaultdict(set)
        """By the name of a desk, whom it checked in."""
        self.meeting = ""

    async def run(self) -> None:
        self.meeting = await self.server.invite(wished("First", description="First"))
        for desk in self.desks:
            await desk.refresh()
        steps = (self.edit, self.edit, self.edit, self.take_out, self.cancel, self.undo, self.arrive, self.cut)
        for _ in range(STEPS):
            desk = self.dice.choice(self.desks)
            await self.dice.choice((*steps, self.send, self.send, self.hear))(desk)
            self.nobody_is_lost(desk)

    async def edit(self, desk: ArrivalsDesk) -> None:
        edited = await desk.services.meeting_changes.opened(self.meeting, DAY)
        if edited is None or await self.is_crossed_out(desk):
            return
        draft, writes = edited.draft, dict[Field, str]()
        for name in self.dice.sample(TEXTS, self.dice.randint(0, 2)):
            writes[(name,)] = self.word()
            self.memory.write((name,), writes[(name,)], getattr(edited.draft, name))
            draft = replace(draft, **{name: writes[(name,)]})
        visitors = []
        for one in draft.visitors:
            if one.id and "/" not in one.id and self.dice.random() < 0.4:
                field, word = ("email", one.id), f"{self.word()}@x.example"
                writes[field] = word
                self.memory.write(field, word, one.email)
                one = replace(one, email=word)
            visitors.append(one)
        if self.dice.random() < 0.3:
            visitors.append(VisitorDraft(first_name=self.word(), last_name="Added"))
        await self.save(desk, edited, replace(draft, visitors=tuple(visitors)), writes)

    async def take_out(self, desk: ArrivalsDesk) -> None:
        edited = await desk.services.meeting_changes.opened(self.meeting, DAY)
        if edited is None or len(edited.draft.visitors) < 2 or await self.is_crossed_out(desk):
            return
        gone = self.dice.choice(edited.draft.visitors)
        left = tuple(one for one in edited.draft.visitors if one != gone)
        writes = self.removal(gone) if gone.id and "/" not in gone.id else {}
        await self.save(desk, edited, replace(edited.draft, visitors=left), writes)

    def removal(self, gone: VisitorDraft) -> dict[Field, str]:
        """Whoever takes somebody out has seen what stood there."""
        field, word = ("email", gone.id), f"out {self.word()}"
        self.memory.write(field, word, gone.email)
        return {field: word}

    async def save(self, desk: ArrivalsDesk, edited: EditedMeeting, draft: Any, writes: dict[Field, str]) -> None:
        operation = self.operation()
        before = self.asked.get(edited.instead_of, {})
        self.asked[operation] = before | writes
        try:
            await desk.services.meeting_changes.save(edited, draft, Scope.ALL, operation)
        except (StillOnSite, OnItsWay):
            self.refuse(writes)

    async def cancel(self, desk: ArrivalsDesk) -> None:
        edited = await desk.services.meeting_changes.opened(self.meeting, DAY)
        if edited is None or self.dice.random() < 0.6 or await self.is_crossed_out(desk):
            return
        operation = self.operation()
        with suppress(StillOnSite, OnItsWay):
            await desk.services.meeting_changes.cancel(edited, Scope.ALL, operation)
            self.refuse(self.asked.get(edited.instead_of, {}))
            self.asked[operation] = {}

    async def undo(self, desk: ArrivalsDesk) -> None:
        mine = [row for row in desk.pending if row.kind is Kind.MEETING_CHANGE and row.state is State.WAITING]
        if mine and self.dice.random() < 0.5:
            row = self.dice.choice(mine)
            with suppress(StillOnSite, OnItsWay):
                await desk.services.meeting_changes.undo(row.id)
                self.refuse(self.asked.get(row.id, {}))

    async def arrive(self, desk: ArrivalsDesk) -> None:
        rows = [row for row in await desk.rows() if row.invited and row.cancelled is None]
        if rows:
            name = self.dice.choice(rows).name
            if self.dice.random() < 0.5:
                await desk.check_in(name)
                self.came[desk.name].add(name)
            else:
                await desk.check_out(name)
                self.left(name)

    async def cut(self, desk: ArrivalsDesk) -> None:
        desk.line.up = not desk.line.up
        desk.line.lost = self.dice.choice((0, 0, 1))

    async def send(self, desk: ArrivalsDesk) -> None:
        if desk.line.up:
            await desk.send()
            await self.decide(desk)
        else:
            await desk.send_for(20)

    async def hear(self, desk: ArrivalsDesk) -> None:
        if desk.line.up:
            await desk.refresh()

    async def decide(self, desk: ArrivalsDesk) -> None:
        """A person looks at what needs one: chooses of what both changed, and drops what can't be done any more."""
        changes = desk.services.meeting_changes
        for row in desk.pending:
            if row.state is State.REJECTED and row.kind is Kind.MEETING_CHANGE:
                await self.discard(desk, row.id)
                self.refuse(self.asked.get(row.id, {}))
            if row.state is not State.UNCLEAR:
                continue
            conflict = await changes.conflict(row.id)
            assert conflict is not None, row
            if conflict.gone:
                self.refuse(self.asked.get(row.id, {}))
                await self.discard(desk, row.id)
                continue
            choices = {one.key: self.dice.choice((THEIRS, YOURS)) for one in conflict.fields}
            for one in conflict.fields:
                self.choose(one, choices[one.key], row)
            await changes.resolve(row.id, choices)

    async def discard(self, desk: ArrivalsDesk, operation: str) -> None:
        """Whoever was added and has come is checked out first."""
        try:
            await desk.sync.discard(operation)
        except StillOnSite:
            added = [row for row in await desk.rows() if f"/{operation}/" in row.id]
            await desk.arrivals.check_out(added)
            for row in added:
                self.left(row.name)
            await desk.sync.discard(operation)

    def choose(self, one: Any, side: str, row: Any) -> None:
        match one.key.split("/"):
            case ["meeting"]:
                return
            case ["visitors", identity, "email"]:
                field, theirs, yours = ("email", identity), one.theirs, one.yours
            case ["visitors", identity]:
                field = ("email", identity)
                theirs = one.theirs["email"] if one.theirs else ""
                yours = self.asked.get(row.id, {}).get(field, "")
            case [name]:
                field, theirs, yours = (name,), one.theirs, one.yours
        if side == YOURS:
            self.memory.seen[field, yours].add(theirs)
        else:
            self.memory.refused.add((field, yours))

    def refuse(self, writes: dict[Field, str]) -> None:
        self.memory.refused |= {*writes.items()}

    def nobody_is_lost(self, desk: ArrivalsDesk) -> None:
        """Whom this desk checked in, and nobody checked out, is on the list of an evacuation."""
        assert self.came[desk.name] <= {one.person.name for one in desk.present()}

    def left(self, name: str) -> None:
        for came in self.came.values():
            came.discard(name)

    async def is_crossed_out(self, desk: ArrivalsDesk) -> bool:
        return all(row.cancelled for row in await desk.rows() if row.meeting == self.meeting)

    def operation(self) -> str:
        self.count += 1
        return f"op{self.count}"

    def word(self) -> str:
        self.count += 1
        return f"word{self.count}"

    async def settle(self) -> None:
        """The network is back, and persons decide until nothing waits."""
        for desk in self.desks:
            desk.line.up, desk.line.lost = True, 0
        for _ in range(9):
            for desk in self.desks:
                await desk.send()
                await self.decide(desk)
        for desk in self.desks:
            await desk.refresh()
            waiting = [row for row in desk.pending if row.kind is Kind.MEETING_CHANGE]
            assert waiting == []

    async def check(self) -> None:
        first, second = [_shown(await desk.rows()) for desk in self.desks]
        assert first == second
        inside = [{one.visit for one in desk.present()} for desk in self.desks]
        assert inside[0] == inside[1]
        stands = [one for one in await self.server.standing() if one["id"] == self.meeting]
        if not stands:
            return
        for name in TEXTS:
            assert not self.memory.lost((name,), stands[0][name] or ""), name
        there = {one["id"]: one["email"] or "" for one in stands[0]["visitors"]}
        for identity, email in there.items():
            assert not self.memory.lost(("email", identity), email), identity

    async def close(self) -> None:
        for desk in self.desks:
            await desk.close()
        self.server.close()


def _shown(rows: tuple[VisitRow, ...]) -> list[tuple[Any, ...]]:
    return sorted((row.name, row.title, row.id, row.cancelled is not None, row.arrival.on_site) for row in rows)


@pytest.mark.parametrize("seed", range(WALKS))
async def test_both_desks_end_equal_and_nothing_is_lost_unseen(tmp_path, seed):
    walk = Walk(seed, tmp_path)
    await walk.run()
    await walk.settle()
    await walk.check()
    await walk.close()
