"""Answers out of JSON that is ready."""

from __future__ import annotations

from fastapi import Response


def array(documents: list[bytes]) -> bytes:
    """A JSON array of the documents. The brackets go onto the first and the last of them, so that the megabytes of a
    day are copied only once."""
    if not documents:
        return b"[]"
    documents[0] = b"[" + documents[0]
    documents[-1] += b"]"
    return b",".join(documents)


def json_answer(body: bytes, status: int = 200, *, revision: int | None = None) -> Response:
    """`revision` is that of the object in the body, for who wants to change no other."""
    tag = {} if revision is None else {"ETag": f'"{revision}"'}
    return Response(body, status, tag, media_type="application/json")
