"""The services of one desk, put together over its file and the way to the server."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from msgspec import Struct

from app.mail.mail_server import MailServer
from app.services.changes.changed_objects import ChangedObjects
from app.services.changes.subscription import Subscription
from app.services.connection import Connection
from app.services.drafts import Drafts
from app.services.meetings.changes import MeetingChanges
from app.services.meetings.invitations import Invitations
from app.services.notices.announcements import Announcements
from app.services.notices.mailing import Mailing
from app.services.notices.notices import Notices
from app.services.outbox.pending_changes import PendingChanges
from app.services.outbox.sync import Sync
from app.services.people.contacts import Contacts
from app.services.questions import Questions
from app.services.server_calls import ServerCalls
from app.services.site import Site
from app.services.tickets.changes import TicketChanges
from app.services.tickets.drawing import TicketDrawing
from app.services.tickets.tickets import Tickets
from app.services.tickets.views import SavedViews
from app.services.tickets.words import TicketWords
from app.services.visits.arrivals import Announce, Arrivals
from app.services.visits.day import Day
from app.services.visits.history import VisitorHistory
from app.services.visits.host_notices import HostNotices
from app.services.visits.other_days import OtherDays
from app.services.visits.period_visits import PeriodVisits
from app.store.account import Account, keep_ways
from app.store.calendar_origins import CalendarOrigins
from app.store.changes.stored_changes import StoredChanges
from app.store.database import Database
from app.store.days.earlier_visits import EarlierVisits
from app.store.days.stored_days import StoredDays
from app.store.drafts import StoredDrafts
from app.store.following.following import Following
from app.store.given.signatures import Signatures
from app.store.given.visitor_answers import VisitorAnswers
from app.store.lists.lists import Lists
from app.store.outbox import Outbox
from app.store.statistics.visits import StoredVisits
from app.store.tickets.attachment_files import AttachmentFiles
from app.store.tickets.single import SingleTickets
from app.store.tickets.stored_views import StoredViews
from app.store.view_choices import StoredViewChoices

if TYPE_CHECKING:
    from app.api.api import Api
    from app.services.statistics import Statistics


class DeskServices(Struct, frozen=True):
    """One of each, over one file and one server."""

    site: Site
    connection: Connection
    calls: ServerCalls
    lists: Lists
    outbox: Outbox
    sync: Sync
    questions: Questions
    subscription: Subscription
    contacts: Contacts
    arrivals: Arrivals
    host_notices: HostNotices
    mailing: Mailing
    notices: Notices
    pending_changes: PendingChanges
    day: Day
    other_days: OtherDays
    period_visits: PeriodVisits
    tickets: Tickets
    ticket_changes: TicketChanges
    ticket_views: SavedViews
    invitations: Invitations
    meeting_changes: MeetingChanges
    drafts: Drafts
    signatures: Signatures
    calendar_origins: CalendarOrigins
    visitor_answers: VisitorAnswers
    stored_visits: StoredVisits
    view_choices: StoredViewChoices
    visitor_history: VisitorHistory

    def statistics(self) -> Statistics:
        """The figures of the overview. What counts them is imported by whoever looks at it."""
        from app.services.statistics import Statistics

        return Statistics(
            stored=self.stored_visits,
            arrivals=self.arrivals,
            calls=self.calls,
            connection=self.connection,
            site=self.site,
        )

    async def close(self) -> None:
        """Ends what is still asked, and lets go of the server. Whoever started the loops of `sync`, `mailing` and
        `subscription` has to cancel them before."""
        await self.questions.stop()
        await self.connection.close()


def desk_services(
    database: Database,
    account: Account,
    *,
    site: Site,
    opener: Callable[[], Awaitable[Api]],
    desk: str = "Desk 1",
    own_server: bool = False,
    mails: bool = False,
    mail_server: MailServer | None = None,
    announce: Announce | None = None,
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    jitter: Callable[[], float] = random.random,
) -> DeskServices:
    """`opener` makes the API ready at the first call. `desk` is this desk's name. `own_server` says that the other end
    is our own, whose words for tickets are known; `mails` that hosts are told by mail. `announce`, `sleep` (seconds)
    and `jitter` (from 0 up to 1) are for tests.

    Settles the file for the site, and waits for that. Raises DiskFull or StoreFailed when the file can't be used.
    """
    connection = Connection(opener, is_desk_server=True if own_server else None)
    calls = ServerCalls(connection=connection, site=site, expected=account.desk_server)
    lists, outbox = Lists(database, account), Outbox(database, account)
    lists.settle(site.zone.key, site.late)
    contacts = Contacts(lists)
    stored = StoredChanges(database, account)
    files = AttachmentFiles(database)
    sync = Sync(
        outbox=outbox,
        lists=lists,
        connection=connection,
        site=site,
        calls=calls,
        stored=stored,
        files=files,
        desk=desk,
        sleep=sleep,
        jitter=jitter,
    )
    questions = Questions(lists=lists, connection=connection, site=site)
    following = Following(database, account)
    subscription = Subscription(
        following=following,
        objects=ChangedObjects(
            following=following, questions=questions, connection=connection, site=site, contacts=contacts
        ),
        connection=connection,
        site=site,
        sleep=sleep,
        jitter=jitter,
    )
    known_to_mail = mails if own_server else account.mails
    notices = Notices(
        connection=connection,
        calls=calls,
        subscription=subscription,
        mails=known_to_mail,
        sms=account.sms,
        kept=account.mails == known_to_mail,
        keep=lambda told: keep_ways(database, account, mails=told.mail, sms=told.sms),
    )
    announcements = Announcements(
        lists=lists,
        site=site,
        contacts=contacts,
        desk=desk,
        mails=mails,
        server_tells=lambda: notices.of_arrivals,
    )
    arrivals = Arrivals(
        outbox=outbox,
        lists=lists,
        questions=questions,
        calls=calls,
        site=site,
        desk=desk,
        announce=announce or announcements.of,
    )
    day = Day(
        lists=lists, questions=questions, subscription=subscription, arrivals=arrivals, site=site, contacts=contacts
    )
    stored_visits = StoredVisits(database, account)
    words = TicketWords()
    if calls.likely:
        words.know_ours()
    drawing = TicketDrawing(site=site, words=words, desk=desk)
    return DeskServices(
        site=site,
        connection=connection,
        calls=calls,
        lists=lists,
        outbox=outbox,
        sync=sync,
        questions=questions,
        subscription=subscription,
        contacts=contacts,
        arrivals=arrivals,
        host_notices=HostNotices(
            outbox=outbox,
            lists=lists,
            site=site,
            desk=desk,
            announce=announce or announcements.of,
            server_tells=lambda: notices.of_arrivals,
            server_hears=lambda: notices.exist,
        ),
        mailing=Mailing(
            outbox=outbox, lists=lists, site=site, desk=desk, server=mail_server, sleep=sleep, jitter=jitter
        ),
        notices=notices,
        pending_changes=PendingChanges(lists=lists, outbox=outbox, sync=sync),
        day=day,
        other_days=OtherDays(
            stored=StoredDays(database, account),
            day=day,
            calls=calls,
            connection=connection,
            site=site,
        ),
        period_visits=PeriodVisits(stored=stored_visits, day=day, calls=calls, connection=connection, site=site),
        tickets=Tickets(
            lists=lists,
            questions=questions,
            subscription=subscription,
            sync=sync,
            connection=connection,
            site=site,
            contacts=contacts,
            drawing=drawing,
            calls=calls,
            files=files,
            single=SingleTickets(database, account),
        ),
        ticket_views=SavedViews(
            stored=StoredViews(database, account),
            lists=lists,
            questions=questions,
            subscription=subscription,
            calls=calls,
        ),
        ticket_changes=TicketChanges(
            stored=stored,
            outbox=outbox,
            lists=lists,
            sync=sync,
            site=site,
            drawing=drawing,
            files=files,
            exist=lambda: calls.likely,
        ),
        invitations=Invitations(sync=sync),
        meeting_changes=MeetingChanges(stored=stored, outbox=outbox, sync=sync, site=site, desk=desk),
        drafts=Drafts(stored=StoredDrafts(database, account), site=site),
        signatures=Signatures(database, account),
        calendar_origins=CalendarOrigins(database, account),
        visitor_answers=VisitorAnswers(database, account),
        stored_visits=stored_visits,
        view_choices=StoredViewChoices(database),
        visitor_history=VisitorHistory(
            stored=EarlierVisits(database, account), connection=connection, calls=calls, site=site
        ),
    )
