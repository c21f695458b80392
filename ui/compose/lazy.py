"""What is used only when somebody walks in, wants a badge or brings a calendar file: no window waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.compose.profile import Profile
from ui.compose.services import Services
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from app.services.calendars.copies import CalendarCopies
    from app.services.calendars.imports import CalendarImports
    from app.services.visits.walk_in import WalkIns
    from ui.reception.badges import Badges


def walk_ins(services: Services) -> WalkIns:
    from app.services.visits.walk_in import WalkIns

    return WalkIns(
        arrivals=services.arrivals,
        lists=services.lists,
        contacts=services.contacts,
        site=services.site,
        names_as_ids=services.takes_names,
    )


def calendar_imports(services: Services) -> CalendarImports:
    from app.services.calendars.imports import CalendarImports

    return CalendarImports(
        origins=services.calendar_origins,
        contacts=services.contacts,
        day=services.day,
        site=services.site,
        names_as_ids=services.takes_names,
    )


def calendar_copies(services: Services) -> CalendarCopies:
    from app.services.calendars.copies import CalendarCopies

    return CalendarCopies(
        changes=services.meeting_changes,
        day=services.day,
        origins=services.calendar_origins,
        contacts=services.contacts,
        site=services.site,
    )


def badges(profile: Profile, services: Services, *, tasks: Tasks, theme: Theme) -> Badges:
    """On the printer and the paper of the settings."""
    from ui.badge.sheets import Paper
    from ui.reception.badges import Badges

    return Badges(
        arrivals=services.arrivals,
        site=services.site,
        printer=profile.settings.badge_printer,
        paper=Paper(profile.settings.badge_paper),
        tasks=tasks,
        theme=theme,
    )
