"""The command line: the desk itself, a picture of one of its screens, or the desk server for several desks."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path
from typing import Any

from app.errors import BadSetting
from app.settings import EMBEDDED_COMPANY, Reading, data_folder, reading, settings_file, system_file
from app.system.display import has_display
from app.system.startup_error import complain, warn
from ui.shell.screens import NEW_TICKET, SCREENS

DONE, FAILED, MISUSED = 0, 1, 2
KIOSK_PAGES = (
    "kiosk",
    "kiosk-find",
    "kiosk-found",
    "kiosk-host",
    "kiosk-terms",
    "kiosk-done",
    "kiosk-goodbye",
    "kiosk-sorry",
)


def run(arguments: list[str]) -> int:
    """Runs what was asked for and gives the exit code: 0 done, 1 failed, 2 misused. A BadSetting is said and counts as
    misused. Raises SystemExit for arguments that argparse can't read, and after --help."""
    try:
        if arguments[:1] == ["serve"]:
            return _serve(_serve_parser().parse_args(arguments[1:]))
        if arguments[:1] == ["doctor"]:
            return _doctor(_doctor_parser().parse_args(arguments[1:]))
        return _desk(_desk_parser().parse_args(arguments))
    except BadSetting as error:
        complain(str(error))
        if _was_double_clicked(arguments):
            from ui.process.startup_error_box import show_complaint

            show_complaint(str(error))
        return MISUSED


def _was_double_clicked(arguments: list[str]) -> bool:
    """Whether a person waits for a window and can't see what is written to stderr. Never on Windows, where `complain`
    shows a box."""
    asked_for_words = bool(arguments) and (arguments[0] in ("serve", "doctor") or "--screenshot" in arguments)
    unseen = sys.stderr is not None and not sys.stderr.isatty()
    return unseen and sys.platform != "win32" and has_display() and not asked_for_words


def _desk_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="foyer",
        description="The front desk: who is coming today, who is here, what is broken in the building.",
        epilog="foyer serve --help tells about the desk server for several desks, foyer doctor --help about what a "
        "support call needs. The access token for a server comes "
        "from the keyring or FOYER_TOKEN. Every setting is also FOYER_<NAME>; foyer --sample-config explains each.",
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    _add_connection(parser)
    parser.add_argument(
        "--kiosk", action="store_true", help="the lobby's touch screen, where visitors serve themselves"
    )
    parser.add_argument("--data-dir", metavar="DIR", type=Path, help="where this desk keeps its files")
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


def _doctor_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="foyer doctor",
        description="What a support call needs to know about this desk, without secrets and personal data. It changes "
        "nothing, and works beside a running Foyer.",
        epilog="Ends with 0 when nothing is wrong, with 1 when something needs a person: marked with !, or under "
        '"wrong" in the JSON.',
    )
    _add_connection(parser)
    parser.add_argument("--data-dir", metavar="DIR", type=Path, help="where this desk keeps its files")
    parser.add_argument("--json", action="store_true", help="the same as a JSON object, whose keys stay as they are")
    return parser


def _serve_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="foyer serve",
        description="The desk server for several desks. Desks that connect need the access token in FOYER_TOKEN, if it "
        "is set; without one it listens on this computer only.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=_port, default=8315, help="the port to listen on (default: 8315)")
    parser.add_argument("--database", metavar="URL", help="SQLAlchemy's URL; PostgreSQL needs the extra 'postgresql'")
    parser.add_argument("--data-dir", metavar="DIR", type=Path, help="where the SQLite file is kept without --database")
    parser.add_argument("--company", metavar="ID", default=EMBEDDED_COMPANY, help=f"default: {EMBEDDED_COMPANY}")
    parser.add_argument("--company-name", metavar="NAME", default="Foyer", help="what desks show as the site's name")
    parser.add_argument("--time-zone", metavar="ZONE", default="", help="IANA name (default: this computer's)")
    return parser


def _desk(options: argparse.Namespace) -> int:
    if options.version:
        return _print_version()
    if options.sample_config:
        return _print_sample_config()
    overrides = _connection(options)
    if options.dark:
        overrides["look"] = "dark"
    file = settings_file(options.data_dir)
    configuration = reading(file, overrides, system=system_file())
    settings = configuration.settings
    for words in configuration.warnings:
        warn(words)
    if settings.embedded and options.company:
        raise BadSetting("the company's id belongs to a server: --server, such as https://api.example.com.")
    if not settings.embedded and not settings.company_id and "{companyId}" in settings.prefix:
        needed = "--company, or company in foyer.toml, such as CO-C202"
        raise BadSetting(f"a server needs the company's id as well: {needed}.")
    if options.page in KIOSK_PAGES and options.screenshot is None:
        raise BadSetting(f"--page {options.page} is for a picture: --screenshot FILE. --kiosk opens the kiosk.")
    if options.screenshot is None and not has_display():
        complain("there is no display to open a window on; foyer --screenshot FILE draws a screen to a picture.")
        return FAILED
    return _open_window(options, configuration, file)


def _connection(options: argparse.Namespace) -> dict[str, Any]:
    named = {"server": options.server, "company": options.company, "prefix": options.prefix}
    return {name: value for name, value in named.items() if value is not None}


def _doctor(options: argparse.Namespace) -> int:
    from app.doctor import Installation, examined

    desk = Installation(
        data_folder=data_folder(options.data_dir),
        settings_file=settings_file(options.data_dir),
        system_settings=system_file(),
        overrides=_connection(options),
        environment=os.environ,
    )
    report = examined(desk)
    sys.stdout.write((report.as_json() if options.json else _sayable(report.as_text())) + "\n")
    code = FAILED if report.wrong else DONE
    if report.hung:  # what never answers would hold the end of this process as well
        sys.stdout.flush()
        os._exit(code)
    return code


def _sayable(text: str) -> str:
    """`text` with an escape in the place of each sign that the output's encoding lacks: a printer may have a name in
    another script, a folder one that is no text."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _print_sample_config() -> int:
    from app.settings.sample_file import sample

    sys.stdout.write(sample())
    return DONE


def _print_version() -> int:
    from importlib.metadata import version  # what it imports takes as long as a page of the window

    sys.stdout.write(f"Foyer {version('foyer')}\n")
    return DONE


def _open_window(options: argparse.Namespace, configuration: Reading, file: Path) -> int:
    from ui.process.start import Start, draw, run  # Qt is loaded only when something is to be drawn

    kiosk = options.kiosk or options.page in KIOSK_PAGES or (configuration.settings.kiosk and options.page is None)
    start = Start(
        settings=configuration.settings,
        warnings=configuration.warnings,
        settings_file=file,
        data_folder=data_folder(options.data_dir),
        token=os.environ.get("FOYER_TOKEN", ""),
        sample=options.sample,
        page=options.page or ("kiosk" if kiosk else "today"),
        size=options.size,
        kiosk=kiosk,
        system_settings=system_file(),
    )
    return draw(start, options.screenshot) if options.screenshot is not None else run(start)


def _serve(options: argparse.Namespace) -> int:
    from app.server.serve import serve

    gc.enable()  # a server runs for weeks, and has no Qt to keep garbage for

    folder = data_folder(options.data_dir)
    database = options.database
    if database is None:
        folder.mkdir(parents=True, exist_ok=True)
        database = f"sqlite:///{folder / 'shared-desk-server.sqlite3'}"
    serve(
        host=options.host,
        port=options.port,
        database=database,
        company_id=options.company,
        company_name=options.company_name,
        time_zone=options.time_zone,
        token=os.environ.get("FOYER_TOKEN", ""),
    )
    return DONE


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit() and 320 <= int(width) <= 8000 and 240 <= int(height) <= 8000):
        raise argparse.ArgumentTypeError(f"{text!r} is no size; one is 1280x800")
    return int(width), int(height)


def _port(text: str) -> int:
    if not (text.isdigit() and 0 < int(text) < 2**16):
        raise argparse.ArgumentTypeError(f"{text!r} is no port; one is 8315")
    return int(text)
