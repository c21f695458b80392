"""Every error in plain words: what happened, and what to do. Nothing else words them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from app.errors import (
    BadPin,
    BadSetting,
    Busy,
    ConnectionFault,
    DiskFull,
    FileFailed,
    FoyerError,
    KeyringFailed,
    ListBroken,
    MailNotTaken,
    MailRefused,
    NoAnswer,
    NotAddress,
    NotAllowed,
    NotFound,
    OnItsWay,
    PrinterFailed,
    PrinterFault,
    Refused,
    ServerFailed,
    SignInNeeded,
    SignInRefused,
    StepFailed,
    StillOnSite,
    StillWaiting,
    StoreFailed,
    TooLarge,
    Unreachable,
    Unreadable,
)
from app.models.rescue import Cause, Rescue
from ui.wording.dates import moment_words
from ui.wording.people_words import counted
from ui.wording.sign_in_words import fault_words, said_by_server, sign_in_words, step_words

_STATUS = {
    400: "the server did not understand the request",
    403: "who is signed in here is not allowed to do that",
    404: "the server knows no such thing",
    405: "the server does not offer that",
    406: "the server can't answer in a form that Foyer reads",
    410: "it is no longer there",
    412: "something has changed on the server meanwhile",
    418: "the server calls itself a teapot",
    422: "the server can't work with what was sent",
}


def error_words(error: FoyerError, *, shown: bool = True) -> str:
    """One sentence or two for a banner. `shown` says whether an earlier answer is on screen."""
    still = " What is on screen is from the last time it answered." if shown else ""
    match error:
        case ConnectionFault():
            return f"{error}{still}"
        case Unreachable():
            return f"The server can't be reached.{still}"
        case NoAnswer():
            return f"The server did not answer in time.{still}"
        case SignInRefused():
            return sign_in_words(error)
        case StepFailed():
            cause = error.error
            words = fault_words(cause) if isinstance(cause, SignInRefused) else error_words(cause, shown=shown)
            return step_words(error.step, words)
        case ListBroken(read=read, total=total):
            of_all = f"{read:,} of {total:,}" if total is not None else f"{read:,}"
            broke_off = f"The list broke off after {of_all}, so nothing was printed or saved."
            return f"{broke_off} {error_words(error.error, shown=False)}"
        case SignInNeeded():
            return "The server asks for sign-in: the access token is missing, wrong or expired. Enter it in Settings."
        case Busy(retry_after=seconds):
            return (
                f"The server is busy. Try again in {round(seconds)} s." if seconds else "The server is busy. Try again."
            )
        case ServerFailed(status=status):
            return said_by_server(f"The server failed ({status}).", error.words)
        case NotAllowed() | NotFound() | Refused():
            refusal = _sentence(_STATUS.get(error.status, "the server refused"))
            return said_by_server(f"{refusal} ({error.status}).", error.words)
        case TooLarge():
            return f"The server's answer is too large to read: {error}."
        case Unreadable():
            return f"The server's answer can't be read: {error}."
        case OnItsWay():
            return "This can't be changed any more: it was sent in the meantime, or is just being sent."
        case StillWaiting():
            return "Something of this visitor's has still to be sent. Once it is sent or discarded, forget them again."
        case StillOnSite():
            return "This visitor is on site. Once they are checked out, forget them again."
        case KeyringFailed():
            return f"What is to be kept secret could not be kept: {error}."
        case DiskFull():
            return "The disk of this PC is full, so nothing more can be kept. Make room on it, then try again."
        case StoreFailed():
            return f"This desk's own file can't be written: {error}."
        case PrinterFailed(fault=fault, printer=printer):
            return _printer_words(fault, printer)
        case MailRefused():
            return said_by_server(f"The mail server refused this mail ({error.status}).", error.words)
        case NotAddress() | BadSetting() | BadPin() | FileFailed() | MailNotTaken():
            return str(error)
        case _:
            return "Something went wrong."


def _printer_words(fault: PrinterFault, printer: str) -> str:
    named = f"“{printer}”" if printer else "The printer"
    match fault:
        case PrinterFault.NONE:
            return "This PC has no printer. Make a PDF instead, or add a printer in the system's settings."
        case PrinterFault.GONE:
            return f"{named} is no printer of this PC any more. Choose another one."
        case PrinterFault.STOPPED:
            return f"{named} has stopped. See whether it is on and has paper; what it has taken, it prints then."
        case PrinterFault.REFUSED:
            return f"{named} did not take it. Nothing was printed."
        case PrinterFault.SILENT:
            return f"{named} does not answer. Look whether something was printed before you print again."


def no_badge_words(name: str, error: PrinterFailed) -> str:
    """Of somebody who was just checked in: that is done, and what the printer did with their badge."""
    printed = "may not have been printed" if error.fault is PrinterFault.SILENT else "was not printed"
    return f"{name} is checked in, but the badge {printed}. {error_words(error)}"


def unsent_words(error: FoyerError) -> str:
    """The same for a form whose words could not be kept to be sent."""
    return f"{error_words(error)} What you entered is still in the form."


def rescue_words(rescue: Rescue) -> str:
    """What became of a damaged file, and what was saved out of it."""
    match rescue.cause:
        case Cause.EMPTY:
            return (
                "This desk's own file was emptied or taken away, so what waited in it can't be read any more. IT can"
                f" bring back a backup: foyer restore FILE. What was in its place is {rescue.set_aside.name} now."
            )
        case Cause.LOG_ADDED | Cause.LOG_LEFT_OUT as cause:
            then = "was added to it" if cause is Cause.LOG_ADDED else "does not go with it and was left out"
            return (
                "This desk's own file was put in its place from elsewhere, beside the log of the one before. What that"
                f" log holds {then}. Both are kept as {rescue.set_aside.name}. Backups come back by foyer restore FILE."
            )
    return (
        f"This desk's own file was damaged. It was set aside as {rescue.set_aside.name}, and what could be read of it"
        f" was carried over: {counted(rescue.changes, 'change')} and {counted(rescue.drafts, 'draft')}."
        " Lists come again from the server."
    )


def offline_words(since: datetime, today: date, fault: ConnectionFault | None = None) -> str:
    """For as long as nobody answers; `since` is in the zone in which it is to be read. `fault` is what IT can mend."""
    when = f"{since:%H:%M}" if since.date() == today else moment_words(since, today)
    words = (
        f"No answer from the server since {when}: keep working, everything is saved on this desk"
        " and will be sent by itself."
    )
    return f"{words} {fault}" if fault else words


def heard_words(heard: datetime | None, today: date, *, failed: bool) -> str:
    """How fresh a list is, heard at `heard` in the zone in which it is to be read; None when it never was.

    `failed` says that the server was asked again since, and gave nothing newer.
    """
    if heard is None:
        return "Never heard from the server: only what this desk entered"
    when = f"{heard:%H:%M}" if heard.date() == today else moment_words(heard, today)
    return f"{'Last heard from the server' if failed else 'Updated'} {when}"


def decision_words(refused: int, unclear: int) -> str:
    """How many of those that wait need a person: "1 refused, 2 to decide", or "" when none does."""
    return ", ".join(f"{count} {what}" for count, what in ((refused, "refused"), (unclear, "to decide")) if count)


def status_words(status: int) -> str:
    """A refusal's status for those who know it, and in words: "400, the server did not understand the request"."""
    return f"{status}, {_STATUS.get(status, 'the server refused')}"


def not_fresher_words(error: FoyerError) -> str:
    """For a ticket of which only what the list told can be shown."""
    return f"{error_words(error)} What is shown is what the list told."


def unreadable_words(count: int, noun: str) -> str:
    """How many items of a list could not be shown: "1 meeting could not be read"."""
    return f"{counted(count, noun)} could not be read" if count else ""


def setting_words(reason: str) -> str:
    """What would be right in a field of *Settings*, as a sentence: "Fill in a whole number from 1 to 240."."""
    for subject in ("it is ", "they are "):
        if reason.startswith(subject):
            reason = f"fill in {reason.removeprefix(subject)}"
    return f"{reason[:1].upper()}{reason[1:]}."


def fields_to_fix_words(names: Sequence[str]) -> str:
    """ "2 things to fix: Time zone, Late after. Nothing is saved." """
    return f"{counted(len(names), 'thing')} to fix: {', '.join(names)}. Nothing is saved."


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
