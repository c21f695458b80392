"""Two changes of one meeting made from the same beginning: what each changed is in the outcome, and what both changed,
each otherwise, is a person's to choose.

Bodies are those of a create in which each visitor whom the server has carries their id. Texts are compared exactly; an
absent one is "".
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import Struct

from app.models.drafts import Body
from app.models.merging.comparison import NOTHING_CHOSEN, Choices, Comparison
from app.models.merging.conflict import FieldConflict

TEXTS = ("title", "description", "hostId")
LISTS = ("userIds", "checkinNotificationUsers", "checkoutNotificationUsers")
"""Of each what one added and what the other took out is both done, so there is nothing to choose."""

RULES = ("rrule", "exrule", "rdate")
TIMES = ("startAt", "endAt")
"""One thing: half of one and half of the other may be no meeting at all."""


class Merged(Struct, frozen=True):
    """`body` is the outcome, in which of every conflict yours stands. `adopted` are the keys of what only they changed,
    and which stays so; as in a conflict."""

    body: Body
    conflicts: tuple[FieldConflict, ...]
    adopted: tuple[str, ...]


def merge(base: Body, theirs: Body, yours: Body, choices: Choices = NOTHING_CHOSEN) -> Merged:
    """`base` is what both started from. `choices` says of conflicts, by their keys, which side is taken."""
    return _Merge(choices).run(base, theirs, yours)


def is_same(one: Body, other: Body) -> bool:
    """Whether both say the same of a meeting."""
    rules, others = one.get("recurrence") or {}, other.get("recurrence") or {}
    known, known_others = _by_id(one["visitors"]), _by_id(other["visitors"])
    return (
        all((one.get(name) or "") == (other.get(name) or "") for name in TEXTS)
        and _is_same_time(one, other)
        and all({*(one.get(name) or ())} == {*(other.get(name) or ())} for name in LISTS)
        and all(rules.get(name, "") == others.get(name, "") for name in RULES)
        and {*_listed(rules.get("exdate", ""))} == {*_listed(others.get("exdate", ""))}
        and known.keys() == known_others.keys()
        and all(_is_same_visitor(known[identity], known_others[identity]) for identity in known)
        and _without_id(one["visitors"]) == _without_id(other["visitors"])
    )


def chosen_between(base: Body, theirs: Body | None, yours: Body | None) -> FieldConflict:
    """Of a whole meeting that one took back and the other changed."""
    return FieldConflict("meeting", "meeting", base, theirs, yours)


class _Merge:
    def __init__(self, choices: Choices) -> None:
        self._compared = Comparison(choices)

    def run(self, base: Body, theirs: Body, yours: Body) -> Merged:
        body: Body = {name: self._text(name, name, base, theirs, yours) for name in TEXTS}
        body |= self._compared.of_three("when", "when", *map(_times, (base, theirs, yours)), same=_is_same_time)
        body |= {name: self._list(name, base, theirs, yours) for name in LISTS}
        rules = self._recurrence(*(one.get("recurrence") or {} for one in (base, theirs, yours)))
        visitors = self._visitors(*(one["visitors"] for one in (base, theirs, yours)))
        return Merged(_in_order(body, rules, visitors), tuple(self._compared.conflicts), tuple(self._compared.adopted))

    def _text(self, key: str, name: str, base: Body, theirs: Body, yours: Body, who: str = "") -> Any:
        return self._compared.of_three(
            key, name, *(one.get(name) or _nothing(name) for one in (base, theirs, yours)), who=who
        )

    def _list(self, name: str, base: Body, theirs: Body, yours: Body) -> list[str]:
        return self._set(name, *(one.get(name) or [] for one in (base, theirs, yours)))

    def _set(self, key: str, base: list[str], theirs: list[str], yours: list[str]) -> list[str]:
        """In their order, and after it what you added."""
        if {*theirs} != {*base} and {*theirs} != {*yours}:
            self._compared.adopted.append(key)
        kept = [one for one in theirs if one in yours or one not in base]
        return kept + [one for one in yours if one not in base and one not in theirs]

    def _recurrence(self, base: Body, theirs: Body, yours: Body) -> Body:
        rules = {name: self._text(name, name, base, theirs, yours) for name in RULES}
        left_out = self._set("exdate", *(_listed(one.get("exdate", "")) for one in (base, theirs, yours)))
        rules["exdate"] = ",".join(left_out)
        return {name: text for name, text in rules.items() if text} if rules["rrule"] or rules["rdate"] else {}

    def _visitors(self, base: list[Body], theirs: list[Body], yours: list[Body]) -> list[Body]:
        """Those whom the server has in its order, and after them those whom you added."""
        before, wanted = _by_id(base), _by_id(yours)
        added = _without_id(yours)
        left: list[Body] = []
        for one in theirs:
            identity = one["id"]
            if identity in before or identity in wanted:
                left += self._visitor(identity, before.get(identity), one, wanted.get(identity))
            elif twin := next((new for new in added if _is_namesake(new, one)), None):
                added.remove(twin)  # both invited the same person, or it is yours whose answer was lost
                left += self._visitor(identity, {}, one, twin)
            else:
                self._compared.adopted.append(f"visitors/{identity}")
                left.append(one)
        there = _by_id(theirs)
        for identity in wanted:
            if identity not in there:
                left += self._visitor(identity, before.get(identity), None, wanted[identity])
        return left + added

    def _visitor(self, identity: str, base: Body | None, theirs: Body | None, yours: Body | None) -> tuple[Body, ...]:
        """The one visitor who is in the outcome, or nobody."""
        key = f"visitors/{identity}"
        if theirs is not None and yours is not None:
            started, who = base or {}, _name(yours)
            names = [name for name in yours if name != "id"]
            fields = {name: self._text(f"{key}/{name}", name, started, theirs, yours, who) for name in names}
            return ({"id": identity} | fields,)
        who = _name(yours or theirs or {})
        left = self._compared.of_three(key, "visitor", base, theirs, yours, who=who, same=_is_same_visitor)
        if left is None:
            return ()
        is_gone = theirs is None and base is not None  # whom they took out comes again as somebody new
        return ({name: value for name, value in left.items() if name != "id" or not is_gone},)


def _in_order(body: Body, rules: Body, visitors: list[Body]) -> Body:
    """As `MeetingDraft.body` writes it."""
    ordered: Body = {"title": body["title"]}
    if body["description"]:
        ordered["description"] = body["description"]
    ordered |= {name: body[name] for name in (*TIMES, "hostId")}
    if body["userIds"]:
        ordered["userIds"] = body["userIds"]
    if rules:
        ordered["recurrence"] = rules
    return ordered | {name: body[name] for name in LISTS[1:]} | {"visitors": visitors}


def _nothing(name: str) -> Any:
    """What an absent attribute means."""
    return 0 if name in ("smsReminder", "mailReminder") else ""


def _times(body: Body) -> Body:
    return {name: body[name] for name in TIMES}


def _is_same_time(one: Body, other: Body) -> bool:
    return all(datetime.fromisoformat(one[name]) == datetime.fromisoformat(other[name]) for name in TIMES)


def _is_same_visitor(one: Body | None, other: Body | None) -> bool:
    if one is None or other is None:
        return one is other
    return all((one.get(name) or _nothing(name)) == (other.get(name) or _nothing(name)) for name in {**one, **other})


def _is_namesake(one: Body, other: Body) -> bool:
    return " ".join(_name(one).split()).casefold() == " ".join(_name(other).split()).casefold()


def _name(visitor: Body) -> str:
    return f"{visitor.get('firstName', '')} {visitor.get('lastName', '')}".strip()


def _by_id(visitors: list[Body]) -> dict[str, Body]:
    return {one["id"]: one for one in visitors if one.get("id")}


def _without_id(visitors: list[Body]) -> list[Body]:
    return [one for one in visitors if not one.get("id")]


def _listed(moments: str) -> list[str]:
    return [each.strip() for each in moments.split(",") if each.strip()]
