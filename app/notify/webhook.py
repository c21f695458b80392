"""A site's own program is told by a POST: JSON, signed, so that it can build what Foyer doesn't.

The header Foyer-Signature is `t=<seconds since 1970>,v1=<hex>`; v1 is HMAC-SHA256 with the site's secret over that
number, a full stop and the body. The body has `id`, the same however often it comes, `kind`, `at`, `subject`, `text`,
and `to` with `name` and `address`.
"""

from __future__ import annotations

import hashlib
import hmac
import ssl
import time
from collections.abc import Awaitable, Callable
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import urlsplit

import msgspec

from app.errors import ConnectionFault, MailNotTaken, MailRefused
from app.models.notices.mail import Mail
from app.system.certificates import certificate_words, trusted_certificates
from app.system.timeout import hang_up, in_time

PATIENCE = 15.0
"""Seconds for each single wait."""

WHOLE_SECONDS = 60.0
"""For all of a call: a program that sends a byte now and then never runs into the time of a single wait."""

_PASSES = (408, 425, 429)
"""Refusals after which the same may be taken later."""

_LONGEST = 300


class Webhook:
    """`secret` gives what its calls are signed with."""

    def __init__(self, url: str, secret: Callable[[], Awaitable[str]]) -> None:
        self._url = urlsplit(url)
        self._secret = secret

    async def take(self, mail: Mail, kind: str) -> None:
        """Raises MailRefused, and MailNotTaken also when nobody knows whether it was taken: its `id` shows that it
        comes twice."""
        body = msgspec.json.encode(
            {
                "id": mail.id,
                "kind": kind,
                "at": mail.at.isoformat(timespec="seconds"),
                "subject": mail.subject,
                "text": mail.text,
                "to": {"name": mail.name, "address": mail.to},
            }
        )
        secret = await self._secret()
        if not secret:
            raise MailNotTaken("What the webhook's calls are signed with is not known.")
        status, words = await self._answer(body, secret)
        if status >= 500 or status in _PASSES or 300 <= status < 400:
            raise MailNotTaken(f"The webhook answered {status}.")
        if status >= 400:
            raise MailRefused(status, words)

    async def _answer(self, body: bytes, secret: str) -> tuple[int, str]:
        lines: list[HTTPConnection] = []
        try:
            return await in_time(lambda: self._post(body, secret, lines), seconds=WHOLE_SECONDS, name="webhook")
        except TimeoutError:
            raise MailNotTaken("The webhook does not answer in time.") from None
        finally:
            for line in lines:
                hang_up(line.sock)  # whatever the thread still waits for won't come

    def _post(self, body: bytes, secret: str, lines: list[HTTPConnection]) -> tuple[int, str]:
        url, line = self._url, self._line()
        lines.append(line)
        headers = {"Content-Type": "application/json", "Foyer-Signature": signature(secret, body, time.time())}
        try:
            line.request("POST", f"{url.path or '/'}{f'?{url.query}' if url.query else ''}", body, headers)
            answer = line.getresponse()
            return answer.status, " ".join(answer.read(_LONGEST).decode(errors="replace").split())
        except ssl.SSLCertVerificationError as error:
            raise MailNotTaken(certificate_words(error, f"the webhook at {url.hostname}")) from None
        except (OSError, HTTPException):
            raise MailNotTaken("The webhook can't be reached.") from None
        finally:
            line.close()

    def _line(self) -> HTTPConnection:
        host, port = self._url.hostname or "", self._url.port
        if self._url.scheme != "https":
            return HTTPConnection(host, port, timeout=PATIENCE)
        try:
            return HTTPSConnection(host, port, timeout=PATIENCE, context=trusted_certificates())
        except ConnectionFault as error:
            raise MailNotTaken(str(error)) from None


def signature(secret: str, body: bytes, at: float) -> str:
    """The value of Foyer-Signature for this body; `at` is in seconds since 1970."""
    signed = hmac.new(secret.encode(), b"%d.%b" % (int(at), body), hashlib.sha256)
    return f"t={int(at)},v1={signed.hexdigest()}"
