"""Every screen of the desk's window: what it is called everywhere. Plain data; the command line reads it without Qt."""

from __future__ import annotations

from msgspec import Struct


class Screen(Struct, frozen=True):
    """`name` is on its button and in its header, and leads to it. `page` is the command line's word for it.

    `number` is that of Ctrl+1 … Ctrl+6, which it keeps for good. A screen without `icon` has no button in the rail and
    no number: something else leads to it, and *Back* away from it.
    """

    name: str
    page: str
    icon: str = ""
    number: int = 0

    @property
    def keys(self) -> str:
        return f"Ctrl+{self.number}"


TODAY = Screen("Today", "today", "today", 1)
NEW_MEETING = Screen("New meeting", "new-meeting", "new-meeting", 2)
ON_SITE = Screen("On site", "on-site", "on-site", 3)
TICKETS = Screen("Tickets", "tickets", "tickets", 4)
OVERVIEW = Screen("Overview", "overview", "overview", 5)
SETTINGS = Screen("Settings", "settings", "settings", 6)
EDIT_MEETING = Screen("Edit meeting", "edit-meeting")
"""The form of a meeting that the server has: a visitor's row leads to it."""

WAITING = Screen("Waiting changes", "waiting")
"""The screen that *Connection* leads to."""

SCREENS = (TODAY, NEW_MEETING, ON_SITE, TICKETS, OVERVIEW, SETTINGS, EDIT_MEETING, WAITING)
"""In the order of the rail."""

NEW_TICKET = "new-ticket"
"""The command line's word for the form on *Tickets*."""


def screen_of(page: str) -> Screen:
    """By the command line's word."""
    return next((one for one in SCREENS if one.page == page), TICKETS if page == NEW_TICKET else TODAY)
