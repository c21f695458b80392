"""A mail server of a few lines, that stops where it is told to and costs little."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from email import message_from_bytes

GREETING, DATA, DOT = "greeting", "DATA", "dot"
"""Steps of a session, before each of which it may stop."""


class BarePostOffice:
    """Answers nothing any more when it comes to `stops_at`, and sets `reached` then. It has taken a mail with its last
    dot, whatever it answers to that; `mails` are those, as they came."""

    def __init__(self) -> None:
        self.stops_at = ""
        self.reached = asyncio.Event()
        self.mails: list[bytes] = []
        self.port = 0
        self._answers = {"EHLO": "250 office", "MAIL": "250 OK", "RCPT": "250 OK", DATA: "354 Go on", "QUIT": "221 Bye"}

    async def open(self) -> asyncio.Server:
        """On a free port of this machine."""
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    def messages(self) -> set[str]:
        """The Message-IDs of all mails."""
        return {str(message_from_bytes(mail)["Message-ID"]) for mail in self.mails}

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):  # who says QUIT doesn't wait for an answer
            await self._answer(writer, GREETING, "220 office")
            while line := await reader.readline():
                command = line[:4].decode().upper()
                await self._answer(writer, command, self._answers[command])
                if command == DATA:
                    self.mails.append(await reader.readuntil(b"\r\n.\r\n"))
                    await self._answer(writer, DOT, "250 OK")
        writer.close()

    async def _answer(self, writer: asyncio.StreamWriter, step: str, words: str) -> None:
        if step == self.stops_at:
            self.reached.set()
            await asyncio.Event().wait()
        writer.write(f"{words}\r\n".encode())
        await writer.drain()
