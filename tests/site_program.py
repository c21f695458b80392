"""A program of a site's own, on loopback, that is told of what happens."""

from __future__ import annotations

import asyncio
from http import HTTPStatus


class SiteProgram:
    """Takes what is posted to it, and answers each with the next of `answers`, else 200."""

    def __init__(self) -> None:
        self.heads: list[dict[str, str]] = []
        self.bodies: list[bytes] = []
        self.paths: list[str] = []
        self.answers: list[int] = []
        self.port = 0

    async def open(self) -> asyncio.Server:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().splitlines()
        head = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        self.bodies.append(await reader.readexactly(int(head.get("content-length", 0))))
        self.heads.append(head)
        self.paths.append(first.split()[1])
        status = HTTPStatus(self.answers.pop(0) if self.answers else 200)
        writer.write(f"HTTP/1.1 {status} {status.phrase}\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".encode())
        await writer.drain()
        writer.close()
