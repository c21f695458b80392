"""5,000 invitations of a big day, sent to a mail server on loopback: the memory of the desk server before, while and
after it, and how long a check-in takes meanwhile beside how long it takes with nothing to send. Both servers are
processes of their own. Linux only: memory is read of /proc.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import httpx
import uvicorn

from app.mail.mail_server import MailServer
from app.models.notices.notice_plan import NoticePlan
from app.server.application import create
from app.settings import Settings
from tests.bare_post_office import BarePostOffice
from tests.benchmarks.idle_desks import memory

INVITED = 5000
OF_A_MEETING = 50
CHECK_INS = 200
EVERY = 0.1
ENDED = "ended"


def main() -> None:
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    office = spawn.Process(target=serve_office, args=(theirs,), daemon=True)
    office.start()
    with tempfile.TemporaryDirectory() as folder:
        listening = socket.create_server(("127.0.0.1", 0))
        database = f"sqlite:///{Path(folder) / 'desk.db'}"
        server = spawn.Process(target=serve_desk, args=(database, ours.recv(), listening), daemon=True)
        server.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/app/CO-DESK"
        with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
            assert server.pid is not None
            measured(client, server.pid, ours)
        for process in (server, office):
            process.terminate()
            process.join()


def measured(client: httpx.Client, server: int, office: Pipe) -> None:
    visits = list(expected(client))
    check_in(client, visits.pop())  # imports
    quiet = [check_in(client, visits.pop()) for _ in range(CHECK_INS)]
    before = memory(server)
    inviting = threading.Thread(target=invite, args=(client.base_url,))
    started = time.perf_counter()
    inviting.start()
    busy, most = [], before
    while not office.poll():
        if len(visits) > 1:
            busy.append(check_in(client, visits.pop()))
        most = max(most, memory(server))
        time.sleep(EVERY)
    seconds = time.perf_counter() - started
    inviting.join()
    print(
        f"{INVITED} invitations in {seconds:.0f} s; memory of the server: {before} MB before, at most {most} MB while,"
        f" {memory(server)} MB after"
    )
    p50, meanwhile = statistics.median(quiet), statistics.median(busy)
    print(
        f"a check-in, p50: {p50:.1f} ms, meanwhile {meanwhile:.1f} ms (worst of {len(busy)}: {max(busy):.0f} ms), ratio"
        f" {meanwhile / p50:.2f}"
    )


def expected(client: httpx.Client) -> Iterator[str]:
    """The visits of a meeting that takes place now, of whom nobody is told."""
    for _ in range(20):
        guests = [{"firstName": "Guest", "lastName": f"Number{number}"} for number in range(OF_A_MEETING)]
        made = client.post("/vm/meetings", json=meeting(timedelta(), guests)).raise_for_status().json()
        day = made["startAt"][:10]
        yield from (f"{day}/{made['id']}/{visitor['id']}" for visitor in made["visitors"])


def invite(address: httpx.URL) -> None:
    with httpx.Client(base_url=address, trust_env=False, timeout=60) as client:
        for first in range(0, INVITED, OF_A_MEETING):
            guests = [
                {
                    "firstName": "Ingrid",
                    "lastName": f"Number{number}",
                    "email": f"{number}@example.com",
                    "mailReminder": 1,
                }
                for number in range(first, first + OF_A_MEETING)
            ]
            client.post("/vm/meetings", json=meeting(timedelta(days=7), guests)).raise_for_status()


def meeting(later: timedelta, visitors: list[dict[str, object]]) -> dict[str, object]:
    starts = datetime.now(UTC).replace(microsecond=0) + later
    times = {"startAt": starts.isoformat(), "endAt": (starts + timedelta(hours=1)).isoformat()}
    return {"title": "Open day", "hostId": "Sofia Marchetti", "visitors": visitors, **times}


def check_in(client: httpx.Client, visit: str) -> float:
    """Milliseconds until the server has it."""
    body = {"kind": "check-in", "at": datetime.now(UTC).isoformat()}
    started = time.perf_counter()
    client.post(f"/vm/visits/{visit}/events", json=body).raise_for_status()
    return (time.perf_counter() - started) * 1000


def serve_desk(database: str, post_office: int, listening: socket.socket) -> None:
    async def password() -> str:
        return ""

    settings = Settings(
        smtp_server="127.0.0.1", smtp_port=post_office, smtp_security="none", mail_from="desk@northgate.example"
    )
    mail_server = MailServer(settings, password)
    application = create(
        database, company_name="Northgate House", time_zone="UTC", mail_server=mail_server, notice_plan=NoticePlan()
    )
    uvicorn.Server(uvicorn.Config(application, log_level="warning", access_log=False)).run(sockets=[listening])


def serve_office(said: Pipe) -> None:
    """Says its port, and ENDED when it has all the mails."""
    asyncio.run(_serve_office(said.send))


async def _serve_office(say: Callable[[object], None]) -> None:
    office = BarePostOffice()
    await office.open()
    say(office.port)
    while len(office.mails) < INVITED:  # noqa: ASYNC110  it tells nobody
        await asyncio.sleep(EVERY)
    say(ENDED)
    await asyncio.Event().wait()


if __name__ == "__main__":
    main()
