"""What the command line takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from app.settings import EMBEDDED_COMPANY
from app.settings.values import zone
from app.settings.working_hours import WORKED, checked_ticket_hours, checked_working_hours
from ui.shell.screens import NEW_TICKET, SCREENS

KIOSK_PAGES = (
    "kiosk",
    "kiosk-find",
    "kiosk-found",
    "kiosk-host",
    "kiosk-question",
    "kiosk-terms",
    "kiosk-done",
    "kiosk-goodbye",
    "kiosk-sorry",
)


NOTICES = (
    "invitation",
    "change",
    "cancellation",
    "reminder",
    "arrival",
    "departure",
    "not-reached",
    "still-here",
    "ticket-created",
    "ticket-status",
    "ticket-solved",
    "ticket-comment",
    "ticket-assigned",
)
NOTICE_LANGUAGES = ("en", "de", "es", "fr", "it", "nl")


def desk_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="foyer",
        description="The front desk: who is coming today, who is here, what is broken in the building.",
        epilog="foyer serve --help tells about the desk server for several desks, foyer doctor --help about what a "
        "support call needs; foyer backup FILE and foyer restore FILE keep and bring back what was entered; foyer "
        "preview-notice --help shows what people are sent. The access token for a server comes from the keyring or "
        "FOYER_TOKEN. Every setting is also FOYER_<NAME>; foyer --sample-config explains each.",
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    _add_connection(parser)
    parser.add_argument(
        "--kiosk", action="store_true", help="the lobby's touch screen, where visitors serve themselves"
    )
    _add_data_dir(parser)
    parser.add_argument("--sample-config", action="store_true", help="print a foyer.toml with every setting explained")
    parser.add_argument("--sample", action="store_true", help="a throw-away desk with a lifelike day in it")
    parser.add_argument("--screenshot", metavar="FILE", type=Path, help="draw a screen to a PNG and exit")
    parser.add_argument(
        "--page",
        choices=(*(one.page for one in SCREENS), NEW_TICKET, *KIOSK_PAGES),
        help="the screen to open (default: today)",
    )
    parser.add_argument("--size", metavar="WxH", type=_size, help="the window's size, such as 1280x800")
    parser.add_argument("--dark", action="store_true", help="the dark look")
    return parser


def _add_connection(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--server", metavar="URL", help="a server to work on, instead of the desk's own")
    parser.add_argument("--company", metavar="ID", help="the company's id on that server, such as CO-C202")
    parser.add_argument("--prefix", metavar="PATH", help="the path before every call (default: /app/{companyId})")


def _add_data_dir(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data-dir", metavar="DIR", type=Path, help="where this desk keeps its files")


def doctor_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="foyer doctor",
        description="What a support call needs to know about this desk, without secrets and personal data. It changes "
        "nothing, and works beside a running Foyer.",
        epilog="Ends with 0 when nothing is wrong, with 1 when something needs a person: marked with !, or under "
        '"wrong" in the JSON.',
    )
    _add_connection(parser)
    _add_data_dir(parser)
    parser.add_argument("--json", action="store_true", help="the same as a JSON object, whose keys stay as they are")
    return parser


def backup_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="foyer backup",
        description="Writes all that was entered at this desk into one file, in the place of an older backup of that "
        "name. It works beside a running Foyer. The access token, the PIN and the settings aren't in it.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="such as foyer-backup.zip")
    _add_data_dir(parser)
    return parser


def restore_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="foyer restore",
        description="Brings back what foyer backup wrote, while Foyer is closed. What is there now is set aside beside "
        "it. What had still to be sent then is looked for on the server before it is sent.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="a file that foyer backup wrote")
    _add_data_dir(parser)
    return parser


def preview_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="foyer preview-notice",
        description="Writes into a file what people are sent, with the sample's visitor, so that a site's own texts "
        "are seen before anybody gets one. Nothing is sent.",
        epilog="Ends with 1 when a text in the folder can't be used: Foyer's own would be sent in its place.",
    )
    parser.add_argument("--kind", choices=NOTICES, default=NOTICES[0], help=f"default: {NOTICES[0]}")
    parser.add_argument("--language", choices=NOTICE_LANGUAGES, default=NOTICE_LANGUAGES[0], help="default: en")
    parser.add_argument("--texts", metavar="FOLDER", type=Path, help="the site's own texts")
    parser.add_argument(
        "--out", metavar="FILE", type=_preview_file, required=True, help="FILE.html, FILE.txt, or FILE.eml for the mail"
    )
    return parser


def serve_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="foyer serve",
        description="The desk server for several desks. Desks that connect need the access token in FOYER_TOKEN, of 20 "
        "letters or more, if it is set; without one it listens on this computer only.",
        epilog="foyer serve backup FILE copies the database, foyer serve restore FILE brings it back.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8315, help="the port to listen on (default: 8315)")
    _add_database(parser)
    parser.add_argument("--company", metavar="ID", default=EMBEDDED_COMPANY, help=f"default: {EMBEDDED_COMPANY}")
    parser.add_argument(
        "--company-name", metavar="NAME", help="what desks show as the site's name (default: what it was)"
    )
    parser.add_argument(
        "--time-zone",
        metavar="ZONE",
        type=_zone,
        default="",
        help="the site's, such as Europe/Brussels; needed where this computer is in another one",
    )
    parser.add_argument(
        "--ticket-hours",
        metavar="HOURS",
        type=_ticket_hours,
        default="",
        help="hours of work after which a ticket is due that nobody gave a day, such as 'high 8, medium 24, low 80'",
    )
    parser.add_argument(
        "--working-hours",
        metavar="HOURS",
        type=_worked,
        default=WORKED,
        help=f"when somebody works on tickets (default: {WORKED})",
    )
    parser.add_argument("--holidays", metavar="FILE", default="", help="an .ics file of the days on which nobody does")
    parser.add_argument(
        "--config",
        metavar="FILE",
        type=Path,
        help="a TOML file: [mail] is the mail server, whose password is in FOYER_MAIL_PASSWORD; [tomorrow_list] says "
        "when and to whom the list of tomorrow's visitors is mailed, [invitations] what is added to invitations, "
        "[arrivals] who else is told of an arrival and when; [notify.NAME] is another way than mail, whose secret is "
        "in FOYER_NOTIFY_NAME; hosts and suppliers are lists of them, CSV files",
    )
    return parser


def serve_backup_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="foyer serve backup",
        description="Writes a whole copy of the desk server's database into one file, in the place of an older copy of "
        "that name, also while the server runs; then as the same user. PostgreSQL has pg_dump instead.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="such as desk-server-copy.sqlite3")
    _add_database(parser)
    return parser


def serve_restore_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="foyer serve restore",
        description="Puts such a copy in the place of the desk server's database, while no server runs over it. What "
        "was there before is set aside.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="what foyer serve backup wrote")
    _add_database(parser)
    return parser


def _add_database(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--database", metavar="URL", help="SQLAlchemy's URL: sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME"
    )
    parser.add_argument("--data-dir", metavar="DIR", type=Path, help="where the SQLite file is kept without --database")


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and 320 <= int(width) <= 8000 and 240 <= int(height) <= 8000):
        raise argparse.ArgumentTypeError(f"{text!r} is no size; one is 1280x800")
    return int(width), int(height)


def _zone(text: str) -> str:
    try:
        return zone(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no time zone; one is Europe/Brussels") from None


def _ticket_hours(text: str) -> str:
    return _read(checked_ticket_hours, text)


def _worked(text: str) -> str:
    return _read(checked_working_hours, text)


def _read(reader: Callable[[str], str], text: str) -> str:
    try:
        return reader(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: {error}") from error


def _preview_file(text: str) -> Path:
    if Path(text).suffix not in (".html", ".txt", ".eml"):
        raise argparse.ArgumentTypeError(f"{text!r} ends neither with .html, .txt nor .eml")
    return Path(text)


def _port(text: str) -> int:
    if not (text.isdigit() and 0 < int(text) < 2**16):
        raise argparse.ArgumentTypeError(f"{text!r} is no port; one is 8315")
    return int(text)
