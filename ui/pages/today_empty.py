"""What *Today* says when there is no row to show: nothing planned, nothing found, or nothing known."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from app.models.folding import fold
from app.services.day import DayList
from ui.messages import unreadable_words


@dataclass(frozen=True, slots=True)
class Empty:
    """`actions` are names of the page's own buttons."""

    title: str
    words: str
    actions: tuple[str, ...] = ()


def not_there(failure: str) -> Empty:
    """The day was never loaded: it isn't empty, it is unknown."""
    if failure:
        return Empty("This day could not be loaded", failure, ("again",))
    return Empty("Loading the day", "One moment.")


def nobody(found: DayList, *, first_start: bool) -> Empty:
    """The server has no meeting on that day, or none that can be read."""
    if found.unreadable:
        return Empty("Nothing could be read", f"{unreadable_words(found.unreadable, 'meeting')}.", ("again",))
    if first_start:
        words = "The list is up to date, and it is empty. This desk runs on its own: no account, no network."
        return Empty("Nobody is expected", words, ("sample", "connect"))
    return Empty("Nobody is expected", "The list is up to date, and it is empty.", ("invite",))


def nobody_called(typed: str, found: DayList) -> Empty:
    """The search is empty, not the day: it offers the nearest name."""
    visits = {fold(visit.name): visit for visit in found.visits if visit.name}
    words = {word: name for name in visits for word in name.split()}
    near = get_close_matches(fold(typed), [*visits, *words], n=1, cutoff=0.6)
    hint = "Names, companies, hosts, titles and licence plates were searched."
    if near:
        visit = visits[words.get(near[0], near[0])]
        hint = f"Close: {visit.name}, {visit.starts:%H:%M}"
    return Empty(f"No one called “{typed}” on this day", hint, ("clear",))


def count_words(found: DayList) -> str:
    """ "46 visitors in 27 meetings", and how many could not be read."""
    visitors = sum(visit.visitor is not None for visit in found.visits)
    told = f"{_counted(visitors, 'visitor')} in {_counted(found.meetings, 'meeting')}"
    missing = unreadable_words(found.unreadable, "meeting")
    return f"{told} · {missing}" if missing else told


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
