"""The settings themselves, each declared here once: its type, its default, what it means, and where it is edited.

A new one is declared here and used: the sample file, `foyer doctor` and the page Settings follow from that. One that is
renamed leaves its old name in old_names.py.
"""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal

from msgspec import Meta, Struct

from app.settings import values
from app.settings.declaration import Check, Disclosure, Part, Place, declarations
from app.settings.working_hours import WORKED, checked_ticket_hours, checked_working_hours

EMBEDDED_COMPANY = "CO-DESK"
"""The company id of the desk's own embedded server."""

EMBEDDED_FILE = "desk-server.sqlite3"
"""The file of that server, in the data folder."""


class Settings(Struct, frozen=True, kw_only=True):
    """Read with `load`. An empty `server` means the embedded desk server, which needs no account and no network.

    They stand in the order of the page, and of the sample file.
    """

    server: Annotated[
        str,
        Meta(description="Server address, such as https://api.example.com; empty is this desk's own server"),
        Place(Part.CONNECTION, "Server address", hint="https://"),
        Check(values.server),
        Disclosure.ADDRESS,
    ] = ""
    company: Annotated[
        str,
        Meta(description="Company ID on that server, such as CO-C202"),
        Place(Part.CONNECTION, "Company ID", hint="CO-C202"),
        Disclosure.WHOLE,
    ] = ""
    prefix: Annotated[
        str,
        Meta(description="Path before every call; {companyId} is filled in"),
        Place(Part.CONNECTION, "Path prefix"),
        Check(values.prefix),
        Disclosure.ADDRESS,
    ] = "/app/{companyId}"
    client_id: Annotated[
        str,
        Meta(description="Client ID to sign in with a user; empty takes an access token in that place"),
        Place(Part.CONNECTION, "Client ID"),
        Disclosure.WHOLE,
    ] = ""
    user_name: Annotated[
        str,
        Meta(description="Name of the user who is signed in"),
        Place(Part.CONNECTION, "User name"),
    ] = ""

    site_name: Annotated[
        str,
        Meta(description="Name of this site until a server tells one"),
        Place(Part.DESK, "Name of this site"),
        Disclosure.WHOLE,
    ] = ""
    desk_name: Annotated[
        str,
        Meta(description="Name of this desk or kiosk, and for hosts the place where their visitor waits"),
        Place(Part.DESK, "Name of this desk", note="told to hosts"),
        Disclosure.WHOLE,
    ] = "Desk 1"
    agent: Annotated[
        str,
        Meta(description="Who is meant by Assign to me and by Mine, a name or an id; empty is asked for then"),
        Place(Part.DESK, "You, as an agent", note="for Assign to me and Mine"),
    ] = ""
    time_zone: Annotated[
        str,
        Meta(description="Time zone of the site until a server tells one, such as Europe/Brussels"),
        Place(Part.DESK, "Time zone", note="until a server tells one", hint="Europe/Brussels"),
        Check(values.zone),
        Disclosure.WHOLE,
    ] = ""
    hosts_file: Annotated[
        str,
        Meta(
            description="List of hosts, a CSV file with a column name, and if wanted id, department, email, phone, and"
            " assistant, an email address"
        ),
        Place(Part.DESK, "List of hosts", note="a CSV file", hint="None"),
    ] = ""
    retention_days: Annotated[
        int,
        Meta(ge=15, le=3650, description="Days after which past days are forgotten"),
        Place(Part.DESK, "Forget after", note="days"),
    ] = 30
    look: Annotated[
        Literal["system", "light", "dark"],
        Meta(description="Light, dark, or as the system"),
        Place(Part.DESK, "Look"),
    ] = "system"
    font: Annotated[
        Literal["inter", "system"],
        Meta(description="Inter, which Foyer brings along, or the system's own font"),
        Place(Part.DESK, "Font"),
    ] = "inter"
    text_scale: Annotated[
        float,
        Meta(ge=0.8, le=2.0, description="Text size: 1 is normal, 2 is twice as large"),
        Place(Part.DESK, "Text size"),
    ] = 1.0

    late_minutes: Annotated[
        int,
        Meta(ge=1, le=240, description="Minutes after the start when a visitor is late"),
        Place(Part.ARRIVALS, "Late after", note="minutes past the start"),
    ] = 15
    check_out_at: Annotated[
        time | None,
        Meta(description="When forgotten check-outs are listed; empty is never"),
        Place(Part.ARRIVALS, "List forgotten check-outs at", hint="Never"),
    ] = time(18)
    reached_minutes: Annotated[
        int,
        Meta(
            ge=0,
            le=240,
            description="Minutes after which, while nobody says that the host was reached, somebody else is told of an"
            " arrival: the host's assistant, who else attends, the front desk; 0 is never. For this desk's own server;"
            " foyer serve has --config",
        ),
        Place(Part.ARRIVALS, "Tell somebody else after", note="minutes, 0 is never"),
    ] = 0
    overdue_minutes: Annotated[
        int,
        Meta(
            ge=0,
            le=1440,
            description="Minutes past the end after which hosts are told that their visitor is still checked in;"
            " 0 is never",
        ),
        Place(Part.ARRIVALS, "Remind hosts of check-outs", note="minutes past the end, 0 is never"),
    ] = 0
    front_desk: Annotated[
        str,
        Meta(description="Email addresses that are told where no host could be, with commas between them"),
        Place(Part.ARRIVALS, "Front desk", note="email addresses, told when no host is reached", hint="Nobody"),
        Check(values.addresses),
    ] = ""
    badge_printer: Annotated[
        str,
        Meta(description="Printer for badges; empty is the system's own"),
        Place(Part.ARRIVALS, "Badge printer"),
        Disclosure.WHOLE,
    ] = ""
    badge_paper: Annotated[
        Literal["label", "A6", "A4"],
        Meta(description="Paper of badges; a label is 62 by 100 mm"),
        Place(Part.ARRIVALS, "Badge paper"),
    ] = "label"

    ticket_hours: Annotated[
        str,
        Meta(
            description="Hours of work after which a ticket is due that nobody gave a day, by priority, such as"
            " high 8, medium 24, low 80; empty is never. For this desk's own server; foyer serve has --ticket-hours"
        ),
        Place(Part.TICKETS, "Hours until due", note="by priority", hint="high 8, medium 24"),
        Check(checked_ticket_hours),
        Disclosure.WHOLE,
    ] = ""
    working_hours: Annotated[
        str,
        Meta(description="When somebody works on tickets, such as Mon-Fri 08:00-12:00 13:00-17:00, Sat 09:00-12:00"),
        Place(Part.TICKETS, "Working hours", hint="Mon-Fri 08:00-18:00"),
        Check(checked_working_hours),
        Disclosure.WHOLE,
    ] = WORKED
    holidays: Annotated[
        str,
        Meta(description="Calendar file, .ics, of the days on which nobody works; empty is none"),
        Place(Part.TICKETS, "Holidays", note="an .ics file", hint="None"),
    ] = ""
    suppliers_file: Annotated[
        str,
        Meta(
            description="List of suppliers, a CSV file with columns name and email, and if wanted id and phone, by"
            " which this desk's own server finds where to send them their tickets; foyer serve has --config"
        ),
        Place(Part.TICKETS, "List of suppliers", note="a CSV file", hint="None"),
    ] = ""

    directions: Annotated[
        str,
        Meta(
            description="How visitors get here, in a sentence or two of each invitation; empty says nothing. For this"
            " desk's own server; foyer serve has --config"
        ),
        Place(Part.INVITATIONS, "How to get here", hint="Tram 92, stop Northgate"),
    ] = ""
    what_to_bring: Annotated[
        str,
        Meta(description="What visitors bring along, as invitations say it; empty says nothing"),
        Place(Part.INVITATIONS, "What to bring", hint="An identity card"),
    ] = ""
    reminder_at: Annotated[
        time | None,
        Meta(description="When visitors of the next day are reminded by email; empty is never"),
        Place(Part.INVITATIONS, "Remind the day before", note="at", hint="Never"),
    ] = None
    message_texts: Annotated[
        str,
        Meta(description="Folder with message texts of the site's own, such as en/invitation.txt; empty is Foyer's"),
        Place(Part.INVITATIONS, "Texts of your own", note="a folder", hint="Foyer's"),
    ] = ""
    wifi_in_invitations: Annotated[
        bool,
        Meta(description="Whether invitations tell name and password of the guests' Wi-Fi"),
        Place(Part.INVITATIONS, "Tell the guests' Wi-Fi in invitations"),
    ] = False

    smtp_server: Annotated[
        str,
        Meta(description="Mail server that tells hosts of arrivals, and visitors of invitations; empty tells nobody"),
        Place(Part.MAIL, "Mail server", hint="Nobody is told by mail"),
        Disclosure.ADDRESS,
    ] = ""
    mail_from: Annotated[
        str,
        Meta(description="Sender's address, such as desk@example.com"),
        Place(Part.MAIL, "Sender address", hint="desk@example.com"),
        Check(values.sender),
    ] = ""
    smtp_security: Annotated[
        Literal["starttls", "tls", "none"],
        Meta(description="How mail is encrypted"),
        Place(Part.MAIL, "Mail security"),
    ] = "starttls"
    smtp_port: Annotated[
        int,
        Meta(ge=1, le=65535, description="Port of the mail server"),
        Place(Part.MAIL, "Mail port"),
    ] = 587
    smtp_user: Annotated[
        str,
        Meta(description="Name to sign in to the mail server with; empty signs in with none"),
        Place(Part.MAIL, "Mail user", hint="Without sign-in"),
    ] = ""
    notify_file: Annotated[
        str,
        Meta(
            description="TOML file with other ways than mail, [notify.NAME], by which this desk's own server tells"
            " people; empty is none. foyer serve has --config"
        ),
        Place(Part.MAIL, "Other ways than mail", note="a TOML file", hint="None"),
    ] = ""
    tomorrow_list_at: Annotated[
        time | None,
        Meta(
            description="When the list of tomorrow's visitors is mailed; empty is never. For this desk's own server;"
            " foyer serve has --config"
        ),
        Place(Part.MAIL, "Send tomorrow's list", note="at", hint="Never"),
    ] = time(17)
    tomorrow_list_to: Annotated[
        str,
        Meta(description="Email addresses that tomorrow's list goes to, with commas between them; empty is nobody"),
        Place(Part.MAIL, "Tomorrow's list goes to", note="email addresses", hint="Nobody"),
        Check(values.addresses),
    ] = ""
    tomorrow_list_when_nobody: Annotated[
        bool,
        Meta(description="Whether tomorrow's list is mailed also when nobody is expected"),
        Place(Part.MAIL, "Send tomorrow's list even if empty"),
    ] = False

    kiosk: Annotated[
        bool,
        Meta(description="This is a kiosk: visitors serve themselves here"),
        Place(Part.KIOSK, "This is a kiosk"),
    ] = False
    kiosk_prints: Annotated[
        bool,
        Meta(description="Whether the kiosk prints badges"),
        Place(Part.KIOSK, "Print badges at the kiosk"),
    ] = True
    kiosk_scanner: Annotated[
        bool,
        Meta(description="Whether a scanner for codes stands at the kiosk"),
        Place(Part.KIOSK, "A scanner stands at the kiosk"),
    ] = False
    # off: each choice more on the first screen is one more to read for everybody, and many sites have a goods door
    kiosk_deliveries: Annotated[
        bool,
        Meta(description="Whether deliveries are announced at the kiosk: the desks and the recipient are told"),
        Place(Part.KIOSK, "Deliveries come to the kiosk"),
    ] = False
    kiosk_language: Annotated[
        Literal["en", "de", "es", "fr", "it", "nl"],
        Meta(description="Language that the kiosk greets in"),
        Place(Part.KIOSK, "Kiosk language"),
    ] = "en"
    kiosk_idle_seconds: Annotated[
        int,
        Meta(ge=15, le=600, description="Seconds without a touch until the kiosk asks who is still there"),
        Place(Part.KIOSK, "Ask who is there after", note="seconds"),
    ] = 45
    kiosk_hours: Annotated[
        str,
        Meta(description="Opening hours, such as 07:00-19:00; the screen sleeps outside them, empty is never"),
        Place(Part.KIOSK, "Opening hours", note="empty: always open", hint="07:00-19:00"),
        Check(values.hours),
        Disclosure.WHOLE,
    ] = ""
    kiosk_logo: Annotated[
        str,
        Meta(description="Picture file of the site's logo, PNG or SVG; empty is none"),
        Place(Part.KIOSK, "Logo", note="a PNG or SVG file", hint="None"),
    ] = ""
    kiosk_picture: Annotated[
        str,
        Meta(description="Picture that a sleeping kiosk shows; empty is a clock"),
        Place(Part.KIOSK, "Picture after hours", note="a file", hint="A clock"),
    ] = ""
    kiosk_asks: Annotated[
        str,
        Meta(
            description="What a visitor is asked besides the name: company, mobile, email and plate, the licence plate,"
            " in any order; with identity a last name alone tells nothing of a visit"
        ),
        Place(Part.KIOSK, "Visitors are asked", note="besides the name", hint="company, mobile, email"),
        Check(values.asked),
        Disclosure.WHOLE,
    ] = "company"
    kiosk_terms: Annotated[
        str,
        Meta(description="Folder with the terms to sign, a text a language, such as en.txt; empty is none"),
        Place(Part.KIOSK, "Terms to sign", note="a folder", hint="None"),
    ] = ""
    kiosk_questions: Annotated[
        str,
        Meta(description="File with up to three questions of the site's own to who checks in, TOML; empty is none"),
        Place(Part.KIOSK, "Questions of your own", note="a TOML file", hint="None"),
    ] = ""
    kiosk_waiting: Annotated[
        str,
        Meta(description="Where visitors wait for their host, in a short sentence"),
        Place(Part.KIOSK, "Where visitors wait", hint="Please take a seat in the lobby."),
    ] = ""
    wifi_name: Annotated[
        str,
        Meta(description="Name of the guests' Wi-Fi, shown to who checked in; empty is none"),
        Place(Part.KIOSK, "Wi-Fi name", hint="None is shown"),
    ] = ""
    wifi_password: Annotated[
        str,
        Meta(description="Password of the guests' Wi-Fi; empty is an open one"),
        Place(Part.KIOSK, "Wi-Fi password", note="shown to visitors", hint="Open"),
    ] = ""

    @property
    def asks(self) -> tuple[str, ...]:
        """What the kiosk asks besides the name, in the order of `values.ASKED`."""
        asked = values.words_in(self.kiosk_asks)
        return tuple(word for word in values.ASKED if word in asked)

    @property
    def mails(self) -> bool:
        """Whether this desk can mail at all."""
        return bool(self.smtp_server and self.mail_from)

    @property
    def embedded(self) -> bool:
        """Whether this desk runs on its own server."""
        return not self.server

    @property
    def signs_in(self) -> bool:
        """Whether calls are authorized by a user who signs in, not by an access token."""
        return bool(self.server and self.client_id)

    @property
    def company_id(self) -> str:
        """The company as the server calls it; the desk's own server has a name for one that isn't set."""
        return self.company or (EMBEDDED_COMPANY if self.embedded else "")


FIELDS = declarations(Settings)
"""Every setting as it is declared, by its name."""
