"""The desk server behind a wire that fails as it is told: the one fault-injecting server of all tests.

server = FaultyServer()
server.post_meets(lost_answer, refused)      # the next two writes; what comes after goes through
server.get_meets(html)
...
assert await server.titles() == ["Façade survey"]

Every fault takes the request and the way to the real server, and gives an answer or raises what httpx would.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import httpx

from app.api.api import Api
from app.api.client import Client
from app.models.notices.mail import MailTaker
from app.models.notices.notice_plan import NoticePlan
from app.models.objects.desk_server import DESK_SERVER_HEADER
from app.server.application import close, create
from app.server.context import ServerContext
from app.server.sample import fill

NOW = datetime(2026, 3, 12, 8, 42, 7, tzinfo=UTC)
DAY = "2026-03-12"

Way = Callable[[httpx.Request], Awaitable[httpx.Response]]
Fault = Callable[[httpx.Request, Way], Awaitable[httpx.Response]]


async def refused(request: httpx.Request, on: Way) -> httpx.Response:
    raise httpx.ConnectError("connection refused", request=request)


async def reset_while_sending(request: httpx.Request, on: Way) -> httpx.Response:
    raise httpx.WriteError("connection reset", request=request)


async def reset_unread(request: httpx.Request, on: Way) -> httpx.Response:
    """The server had it all, and went down before it did anything."""
    raise httpx.ReadError("connection reset", request=request)


async def silence(request: httpx.Request, on: Way) -> httpx.Response:
    raise httpx.ReadTimeout("no answer", request=request)


async def lost_answer(request: httpx.Request, on: Way) -> httpx.Response:
    await on(request)
    raise httpx.ReadError("connection reset", request=request)


async def late_silence(request: httpx.Request, on: Way) -> httpx.Response:
    await on(request)
    raise httpx.ReadTimeout("no answer", request=request)


async def broken_before(request: httpx.Request, on: Way) -> httpx.Response:
    return httpx.Response(500, text="it broke")


async def broken_after(request: httpx.Request, on: Way) -> httpx.Response:
    await on(request)
    return httpx.Response(500, text="it broke")


async def bad_gateway(request: httpx.Request, on: Way) -> httpx.Response:
    await on(request)
    return httpx.Response(502, html="<h1>Bad gateway</h1>")


def like(answer: httpx.Response, content: bytes | AsyncIterator[bytes] = b"", status: int = 0) -> httpx.Response:
    """That server's answer with another body, or another status."""
    says = {name: answer.headers[name] for name in (DESK_SERVER_HEADER,) if name in answer.headers}
    return httpx.Response(status or answer.status_code, headers=says, content=content)


async def drips(request: httpx.Request, on: Way) -> httpx.Response:
    """The whole answer, a byte at a time."""
    answer = await on(request)
    return like(answer, _bytewise(answer.content))


async def drips_dry(request: httpx.Request, on: Way) -> httpx.Response:
    answer = await on(request)
    end = httpx.ReadTimeout("no more of it", request=request)
    return like(answer, _bytewise(answer.content[:-9], end))


async def cut_off(request: httpx.Request, on: Way) -> httpx.Response:
    answer = await on(request)
    end = httpx.RemoteProtocolError("peer closed connection without sending complete message body", request=request)
    return like(answer, _bytewise(answer.content[:40], end))


async def cut_json(request: httpx.Request, on: Way) -> httpx.Response:
    """As if whole, but it isn't."""
    answer = await on(request)
    return like(answer, answer.content[: len(answer.content) // 2])


async def empty(request: httpx.Request, on: Way) -> httpx.Response:
    return like(await on(request), status=200)


async def empty_page(request: httpx.Request, on: Way) -> httpx.Response:
    """Something in between says that all is well; the server never heard of the request."""
    return httpx.Response(204)


async def html(request: httpx.Request, on: Way) -> httpx.Response:
    """The sign-in page of the guests' network: the server never heard of the request."""
    return httpx.Response(200, html="<html><title>Welcome, guest</title></html>")


async def html_after(request: httpx.Request, on: Way) -> httpx.Response:
    await on(request)
    return httpx.Response(200, html="<html><title>Done</title></html>")


async def signed_out(request: httpx.Request, on: Way) -> httpx.Response:
    return httpx.Response(401, json={"error": "The token has expired"})


async def not_allowed(request: httpx.Request, on: Way) -> httpx.Response:
    return httpx.Response(403, json={"error": "Not for this token"})


async def unfit(request: httpx.Request, on: Way) -> httpx.Response:
    return httpx.Response(400, json={"error": "title is missing"})


def busy(status: int = 503, after: str = "") -> Fault:
    """`after` is the Retry-After: seconds, or a date."""

    async def answer(request: httpx.Request, on: Way) -> httpx.Response:
        headers = {"Retry-After": after, "Date": "Thu, 12 Mar 2026 08:42:07 GMT"} if after else {}
        return httpx.Response(status, headers=headers)

    return answer


async def _bytewise(content: bytes, end: Exception | None = None) -> AsyncIterator[bytes]:
    for byte in content:
        await asyncio.sleep(0)
        yield bytes((byte,))
    if end:
        raise end


class FaultyServer:
    """`committed` counts, by operation, what the server really did. With `honours_keys=False` it is a foreign server,
    which makes everything anew that comes again."""

    def __init__(
        self,
        *,
        honours_keys: bool = True,
        now: Callable[[], datetime] = lambda: NOW,
        database: str = "sqlite://",
        mail_server: MailTaker | None = None,
        notice_plan: NoticePlan | None = None,
    ) -> None:
        self.committed: Counter[str] = Counter()
        self.calls: list[str] = []
        self._made: dict[str, str] = {}
        self.transport = httpx.MockTransport(self._respond)
        self._honours_keys = honours_keys
        site = {"company_name": "Northgate House", "time_zone": "Europe/Brussels"}
        self._start = lambda: create(database, now=now, mail_server=mail_server, notice_plan=notice_plan, **site)
        self._application = self._start()
        self._way = httpx.ASGITransport(self._application, raise_app_exceptions=False)
        self._faults: dict[str, deque[Fault]] = {
            method: deque() for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        }

    @property
    def context(self) -> ServerContext:
        """What the server has, past every call."""
        context: ServerContext = self._application.state.context
        return context

    def fill(self) -> None:
        """Writes the sample's day into it."""
        fill(self._application)

    def send_notices(self) -> None:
        """Those that are due by the server's clock, which was moved."""
        self._application.state.notices.wake()

    def post_meets(self, *faults: Fault) -> None:
        self._faults["POST"].extend(faults)

    def get_meets(self, *faults: Fault) -> None:
        self._faults["GET"].extend(faults)

    def meets(self, method: str, *faults: Fault) -> None:
        """The next calls of that method meet these, one each."""
        self._faults[method].extend(faults)

    def forget_faults(self) -> None:
        for told in self._faults.values():
            told.clear()

    async def api(self, line: httpx.AsyncBaseTransport | None = None) -> Api:
        """The real client over this wire, or over a `line` of its own to it. It asks three times before a GET counts as
        failed, without waiting."""

        async def no_sleep(seconds: float) -> None:
            return None

        client = Client(
            server="http://desk",
            prefix="/app/{companyId}",
            company_id="CO-DESK",
            token="",
            transport=line or self.transport,
            sleep=no_sleep,
        )
        return Api.over(client)

    async def meetings(self, day: str = DAY) -> list[dict[str, Any]]:
        """What stands on the server, past every fault."""
        return await self.asked("/vm/meetings", {"from": day, "to": day})

    async def tickets(self) -> list[dict[str, Any]]:
        return (await self.asked("/sd/tickets", {"pageSize": "100"}))["tickets"]

    async def titles(self) -> list[str]:
        return sorted(one["title"] for one in (*await self.meetings(), *await self.tickets()))

    async def make(self, path: str, body: dict[str, Any]) -> str:
        """Somebody else writes something. Gives its id."""
        request = httpx.Request("POST", f"http://desk/app/CO-DESK{path}", json=body)
        answer = await _read(await self._way.handle_async_request(request))
        self._made[answer.json()["id"]] = "somebody else"
        return str(answer.json()["id"])

    def made_by(self, operation: str) -> str:
        """The id of what came of it."""
        return next(identity for identity, by in self._made.items() if by == operation)

    def maker_of(self, identity: str) -> str:
        """The operation of which that came."""
        return self._made[identity]

    async def visits(self, day: str = DAY) -> list[dict[str, Any]]:
        """Everybody of whom anything was said."""
        return (await self.asked(f"/vm/visits/{day}", {"pageSize": "100", "status": "2,3", "said": "1"}))["visits"]

    def restart(self) -> None:
        """Comes up again over the same database."""
        close(self._application)
        self._application = self._start()
        self._way = httpx.ASGITransport(self._application, raise_app_exceptions=False)

    def close(self) -> None:
        close(self._application)

    async def by_another(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        """What another desk is answered, past every fault."""
        headers = {"Foyer-Desk": "Desk 9"}
        request = httpx.Request(method, f"http://desk/app/CO-DESK{path}", json=body, headers=headers)
        return await _read(await self._way.handle_async_request(request))

    async def asked(self, path: str, query: dict[str, str]) -> Any:
        request = httpx.Request("GET", f"http://desk/app/CO-DESK{path}", params=query)
        return (await _read(await self._way.handle_async_request(request))).json()

    async def _respond(self, request: httpx.Request) -> httpx.Response:
        self.calls.append(f"{request.method} {request.url.path.removeprefix('/app/CO-DESK')}")
        faults = self._faults[request.method]
        fault = faults.popleft() if faults else None
        return await (fault(request, self._on) if fault else self._on(request))

    async def _on(self, request: httpx.Request) -> httpx.Response:
        key = request.headers.get("Idempotency-Key", "")
        if not self._honours_keys:
            request.headers.pop("Idempotency-Key", None)
        answer = await _read(await self._way.handle_async_request(request))
        if not self._honours_keys:
            answer.headers.pop(DESK_SERVER_HEADER, None)
        made = answer.json().get("id") if request.method == "POST" and answer.is_success and answer.content else None
        if made and made not in self._made:
            self._made[made] = key
            self.committed[key] += 1
        return answer


async def _read(answer: httpx.Response) -> httpx.Response:
    return httpx.Response(answer.status_code, headers=answer.headers, content=await answer.aread())
