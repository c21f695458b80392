"""The command line: the desk itself, a picture of one of its screens, or the desk server for several desks."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from app.arguments import (
    KIOSK_PAGES,
    backup_parser,
    desk_parser,
    doctor_parser,
    preview_parser,
    restore_parser,
    serve_backup_parser,
    serve_parser,
    serve_restore_parser,
)
from app.errors import BadSetting, FileFailed, StoreFailed
from app.settings import EMBEDDED_FILE, Reading, data_folder, reading, settings_file, system_file
from app.system.display import has_display
from app.system.startup_error import complain, warn
from app.system.zone_names import zone_called
from ui.shell.screens import TODAY

if TYPE_CHECKING:
    from app.models.tickets.due_times import DueTimes

DONE, FAILED, MISUSED = 0, 1, 2
WITHOUT_WINDOW = ("serve", "doctor", "backup", "restore", "preview-notice")


def run(arguments: list[str]) -> int:
    """Runs what was asked for and gives the exit code: 0 done, 1 failed, 2 misused. A BadSetting is said and counts as
    misused. Raises SystemExit for arguments that argparse can't read, and after --help."""
    try:
        for words, (parser, command) in _COMMANDS.items():
            if tuple(arguments[: len(words)]) == words:
                return command(parser().parse_args(arguments[len(words) :]))
        return _desk(desk_parser().parse_args(arguments))
    except BadSetting as error:
        complain(str(error))
        if _was_double_clicked(arguments):
            from ui.process.startup_error_box import show_startup_error

            show_startup_error(str(error))
        return MISUSED


def _was_double_clicked(arguments: list[str]) -> bool:
    """Whether a person waits for a window and can't see what is written to stderr. Never on Windows, where `complain`
    shows a box."""
    asked_for_words = bool(arguments) and (arguments[0] in WITHOUT_WINDOW or "--screenshot" in arguments)
    unseen = sys.stderr is not None and not sys.stderr.isatty()
    return unseen and sys.platform != "win32" and has_display() and not asked_for_words


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
    from app.services.kiosk.kiosk_files import file_faults

    desk = Installation(
        data_folder=data_folder(options.data_dir),
        settings_file=settings_file(options.data_dir),
        system_settings=system_file(),
        overrides=_connection(options),
        environment=os.environ,
        file_faults=file_faults,
    )
    report = examined(desk)
    sys.stdout.write((report.as_json() if options.json else _sayable(report.as_text())) + "\n")
    code = FAILED if report.wrong else DONE
    if report.hung:  # what never answers would hold the end of this process as well
        sys.stdout.flush()
        os._exit(code)
    return code


def _backup(options: argparse.Namespace) -> int:
    from app.store.backup.backup import back_up, copy_file
    from app.store.database import FILE_NAME
    from ui.process.single_instance import SingleInstance

    folder, file = data_folder(options.data_dir), options.file.absolute()
    try:
        if not (folder / FILE_NAME).exists():
            raise FileFailed(f"there is no desk in {folder}, so there is nothing to keep.")
        only = SingleInstance(folder)
        try:
            if only.taken:
                desk = folder / FILE_NAME
                back_up(desk, lambda target: copy_file(desk, target), [folder / EMBEDDED_FILE], file)
            else:
                refusal = only.back_up_first(file)
                if refusal is None:
                    raise FileFailed(only.silence())
                if refusal:
                    raise FileFailed(refusal)
        finally:
            only.let_go()
    except (FileFailed, StoreFailed) as error:
        complain(str(error))
        return FAILED
    sys.stdout.write(f"The backup is in {_sayable(str(file))}\n")
    return DONE


def _restore(options: argparse.Namespace) -> int:
    from app.store.backup.restoring import restore
    from ui.process.single_instance import SingleInstance

    folder = data_folder(options.data_dir)
    try:
        only = SingleInstance(folder)
        if not only.taken:
            raise FileFailed("Foyer is open on this data folder: close it first.")
        try:
            aside = restore(options.file, folder, [EMBEDDED_FILE])
        finally:
            only.let_go()
    except (FileFailed, StoreFailed) as error:
        complain(str(error))
        return FAILED
    sys.stdout.write(f"{_sayable(str(options.file))} is restored into {_sayable(str(folder))}\n")
    for file in aside:
        sys.stdout.write(f"What was there before is {_sayable(file.name)}; delete it when all is well.\n")
    return DONE


def _preview_notice(options: argparse.Namespace) -> int:
    from app.notice_preview import preview

    return DONE if preview(options.kind, options.language, options.texts, options.out) else FAILED


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
        page=options.page or ("kiosk" if kiosk else TODAY.page),
        size=options.size,
        kiosk=kiosk,
        system_settings=system_file(),
    )
    return draw(start, options.screenshot) if options.screenshot is not None else run(start)


def _serve(options: argparse.Namespace) -> int:
    from app.server.serve import serve
    from app.services.notices.server_mailing import mailing_of

    gc.enable()  # a server runs for weeks, and has no Qt to keep garbage for

    if options.database is None:
        data_folder(options.data_dir).mkdir(parents=True, exist_ok=True)
    mailing = mailing_of(options.config)
    serve(
        host=options.host,
        port=options.port,
        database=_server_database(options),
        company_id=options.company,
        company_name=options.company_name,
        time_zone=options.time_zone,
        token=os.environ.get("FOYER_TOKEN", ""),
        attachments=_attachments(options),
        due_times=_due_times(options),
        mail_server=mailing.mail_server,
        notice_plan=mailing.notice_plan,
        notice_days=mailing.notice_days,
    )
    return DONE


def _server_database(options: argparse.Namespace) -> str:
    """SQLAlchemy's URL of the database that `foyer serve` is about."""
    return options.database or f"sqlite:///{data_folder(options.data_dir) / 'shared-desk-server.sqlite3'}"


def _due_times(options: argparse.Namespace) -> DueTimes | None:
    """Raises BadSetting for a list of holidays that can't be read."""
    from app.server.context import system_zone
    from app.services.tickets.due_settings import due_times

    zone = zone_called(options.time_zone or system_zone()) or ZoneInfo("UTC")
    try:
        return due_times(options.ticket_hours, options.working_hours, options.holidays, zone)
    except FileFailed as error:
        raise BadSetting(str(error)) from error


def _attachments(options: argparse.Namespace) -> Path | None:
    """The folder of what is attached to tickets, for a database that isn't a file beside which it could be."""
    if _server_database(options).startswith("sqlite"):
        return None
    return data_folder(options.data_dir) / "attachments"


def _serve_backup(options: argparse.Namespace) -> int:
    from app.server.serving.backup import backup

    content = backup(_server_database(options), options.file)
    sys.stdout.write(f"{_sayable(str(options.file))} holds {content}\n")
    return DONE


def _serve_restore(options: argparse.Namespace) -> int:
    from app.server.serving.backup import restore

    content, aside = restore(_server_database(options), options.file, datetime.now(UTC))
    sys.stdout.write(f"The desk server's database holds {content} again\n")
    if aside:
        sys.stdout.write(f"What was there before is {_sayable(str(aside))}; delete it when all is well.\n")
    return DONE


_COMMANDS = {
    ("serve", "backup"): (serve_backup_parser, _serve_backup),
    ("serve", "restore"): (serve_restore_parser, _serve_restore),
    ("serve",): (serve_parser, _serve),
    ("doctor",): (doctor_parser, _doctor),
    ("backup",): (backup_parser, _backup),
    ("restore",): (restore_parser, _restore),
    ("preview-notice",): (preview_parser, _preview_notice),
}
"""By the words that they begin with, the longer ones first. Without any of these it is the desk."""
