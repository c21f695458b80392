"""Every error that a person can meet. `ui/wording/messages.py` words them; nothing else does.

FoyerError
├── Unreachable             no connection: refused, no such host, TLS not reached. Nothing was sent.
│   └── ConnectionFault     something that IT can mend is in the way: a certificate, a proxy, a variable; says which
├── NoAnswer                sent, then silence: time-out or reset. Whether the server did it is unknown.
├── Answered                the server answered with an error; `status` and `words` say what
│   ├── Refused             4xx, but for 429
│   │   ├── SignInNeeded    401
│   │   │   └── SignInRefused   a user can't be signed in; `fault` says why
│   │   ├── NotAllowed      403
│   │   ├── NotFound        404
│   │   ├── Gone            410
│   │   ├── ChangedMeanwhile 412
│   │   └── NoSuchCall      404 or 405 to a call about something that the server shows: it doesn't offer the call
│   ├── Busy                429 or 503; `retry_after` in seconds when the server named it
│   └── ServerFailed        any other 5xx; whether a write was done is unknown
├── Unreadable              an answer that isn't what the API promises: not JSON, cut short, another object
│   └── TooLarge            more than the desk is willing to read
├── StepFailed              a connection that was tried out failed; `step` says how far it came, `error` at what
├── NotAddress              the server address or path prefix can't be one
├── BadSetting              a setting has a value that Foyer can't use; names where it stands and what is wrong
├── BadPin                  that can't be a PIN for staff; says what one looks like
├── KeyringFailed           the system's keyring didn't answer and the fallback file can't be used either
├── MailNotTaken            the mail server is away, silent, busy or not to be trusted: later it may take the mail
│   ├── MailSignInRefused   it wants another user or password
│   ├── MailPutOff          it takes none for this address yet; for others it may
│   └── MailInDoubt         it has the whole mail, and didn't say whether it took it
├── MailRefused             it won't take this mail, however often it is asked; `status` and `words` say why
├── FileFailed              a file that a person chose can't be read or written; says which and why
├── PrinterFailed           a badge or a list didn't come out of the printer; `fault` says why
├── OnItsWay                what was to be edited or discarded is being sent, or was sent in the meantime
├── StillWaiting            a visitor can't be forgotten while something of theirs has still to be sent
├── StillOnSite             nor while they are in the building
└── StoreFailed             this desk's own file can't be used; nothing of what was to be kept was kept
    └── DiskFull            the disk has no room
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class FoyerError(Exception):
    """Something that a person can be told in plain words."""


class Unreachable(FoyerError):
    """No connection came about, so nothing was sent."""


class ConnectionFault(Unreachable):
    """No connection came about, for a reason that IT can mend: a certificate, a proxy, a variable of the environment.
    The argument is a sentence or two: what is in the way, and what IT can do."""


class NoAnswer(FoyerError):
    """The request went out and no whole answer came back: for a write, the outcome is unknown."""


class Answered(FoyerError):
    """The server answered with an error. `status` is HTTP's; `words` is its short reason as one line, "" for none."""

    def __init__(self, status: int, words: str = "") -> None:
        super().__init__(f"{status} {words}".strip())
        self.status = status
        self.words = words


class Refused(Answered):
    """4xx, but for 429: the server won't do it, and asking again changes nothing."""


class SignInNeeded(Refused):
    """401: the access token is missing, wrong or expired."""


class SignInFault(Enum):
    """Why a user can't be signed in. The values of the first ones are OAuth's."""

    INVALID_CLIENT = "invalid_client"
    """There is no client of that id, or it has another secret."""
    INVALID_GRANT = "invalid_grant"
    """There is no user of that name, or they have another password."""
    UNAUTHORIZED_CLIENT = "unauthorized_client"
    """The client may not sign in users by their passwords."""
    UNSUPPORTED_GRANT_TYPE = "unsupported_grant_type"
    """The server signs in nobody by a password."""
    INVALID_REQUEST = "invalid_request"
    """The server misses something in what it was sent."""
    INVALID_TOKEN = "invalid_token"
    """It doesn't take the token that it has just given."""
    WRONG_AUDIENCE = "wrong audience"
    """The token that it gave is for another client."""
    TOKEN_NOT_TAKEN = "token not taken"
    """It gives tokens, and its other calls don't take them."""
    NOT_OFFERED = "not offered"
    """The server has no sign-in with a user."""
    NOTHING_KEPT = "nothing kept"
    """The client's secret or the user's password isn't kept here, as after a sign-out."""
    OTHER = "other"


class SignInRefused(SignInNeeded):
    """A user can't be signed in before a person mends something. Nothing else was done."""

    def __init__(self, status: int, words: str = "", *, fault: SignInFault) -> None:
        super().__init__(status, words)
        self.fault = fault


class NotAllowed(Refused):
    """403: the token is good, but not for this."""


class NotFound(Refused):
    """404: there is no such thing on the server."""


class Gone(Refused):
    """410: it was there, and was taken back."""


class ChangedMeanwhile(Refused):
    """412: it isn't any more what was to be changed. Nothing was changed."""


class NoSuchCall(Refused):
    """404 or 405 to a call about something that the server shows when it is asked for it: it doesn't offer the call."""


class Busy(Answered):
    """429 or 503: try again, after `retry_after` seconds when the server named a time."""

    def __init__(self, status: int, words: str = "", retry_after: float | None = None) -> None:
        super().__init__(status, words)
        self.retry_after = retry_after


class ServerFailed(Answered):
    """5xx, but for 503: the server broke. For a write, whether it was done is unknown."""


class Unreadable(FoyerError):
    """The server answered something that isn't what the API promises; the argument says what, in a few words."""


class TooLarge(Unreadable):
    """The answer is larger than `limit` bytes and was not read to its end."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit // 2**20} MB")
        self.limit = limit


class Step(Enum):
    """How far the trying out of a connection comes, in order."""

    REACH = "reach"
    TOKEN = "token"
    AUDIENCE = "audience"
    COMPANY = "company"
    LIST = "list"


class StepFailed(FoyerError):
    """A connection that was tried out failed at `step`, with `error`. Those before it went well."""

    def __init__(self, step: Step, error: FoyerError) -> None:
        super().__init__(f"{step.value}: {error}")
        self.step = step
        self.error = error


class ListBroken(FoyerError):
    """Of a list of several pages no more than `read` items came, of `total` in all, None where nobody told that: then
    `error` stood in the way."""

    def __init__(self, read: int, total: int | None, error: FoyerError) -> None:
        super().__init__(str(error))
        self.read = read
        self.total = total
        self.error = error


class NotAddress(FoyerError):
    """The server address or path prefix can't be one; the argument says why."""


class BadSetting(FoyerError):
    """A setting can't be used. The argument is one sentence: where it stands, what is wrong, what would be right."""


class WrongSettings(BadSetting):
    """Settings of a form can't be used: `reasons` has, by the name of each, what would be right, in a few words without
    a full stop."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__(" ".join(f"{name}: {reason}." for name, reason in reasons.items()))
        self.reasons = dict(reasons)


class BadPin(FoyerError):
    """That can't be a PIN for staff. The argument is one sentence: what one looks like."""


class KeyringFailed(FoyerError):
    """A secret could be kept neither in the system's keyring nor in the fallback file. The argument says why."""


class MailNotTaken(FoyerError):
    """The mail server didn't say that it took the mail, and may take it later. The argument is one sentence: why."""


class MailSignInRefused(MailNotTaken):
    """The mail server wants another user or password, or any at all. The argument is one sentence: why."""


class MailPutOff(MailNotTaken):
    """The mail server takes nothing for this address yet, and may for others. The argument is one sentence: why."""


class MailInDoubt(MailNotTaken):
    """The mail server got the whole mail and didn't say whether it took it. The argument is one sentence."""


class MailRefused(FoyerError):
    """The mail server won't take this mail, however often it is asked. `status` (SMTP's) and `words` are its own."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(f"{status} {words}".strip())
        self.status = status
        self.words = words


class FileFailed(FoyerError):
    """A file that a person chose can't be read or written. The argument is one sentence: which one, and why."""


class PrinterFault(Enum):
    """Why nothing was printed. The values are what ui/printing/process.py answers."""

    NONE = "none"
    """This PC has no printer."""
    GONE = "gone"
    """It has none of that name, or not any more."""
    STOPPED = "stopped"
    """The printer is paused, out of paper, or can't be reached."""
    REFUSED = "refused"
    """The printer, or its driver, didn't take the job."""
    SILENT = "silent"
    """The system's printing didn't answer in time: whether something was printed is unknown."""


class PrinterFailed(FoyerError):
    """Nothing was printed, but see PrinterFault.SILENT. `printer` is its name, "" for the system's own."""

    def __init__(self, fault: PrinterFault, printer: str = "") -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.printer = printer


class OnItsWay(FoyerError):
    """What was to be edited or discarded is being sent, or was sent in the meantime. Nothing was changed."""


class StillWaiting(FoyerError):
    """Something of the visitor's has still to be sent. Nothing was forgotten."""


class StillOnSite(FoyerError):
    """A visitor is in the building. Nothing was forgotten, discarded or changed. `names` are those of the visitors who
    have to be checked out first, () where nobody tells them."""

    def __init__(self, words: str = "", names: tuple[str, ...] = ()) -> None:
        super().__init__(words)
        self.names = names


class StoreFailed(FoyerError):
    """This desk's own file can't be used; the argument says why. Nothing of what was to be kept was kept."""


class DiskFull(StoreFailed):
    """The disk has no room. Nothing of what was to be kept was kept."""
