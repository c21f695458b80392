"""The desk servers of all tests compile each statement of SQL once. SQLAlchemy keeps what it compiled with an engine,
and each test has one of its own: compiling took longer than what the statements do."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Engine, create_engine


def engine_that_knows_statements(url: Any, **options: Any) -> Engine:
    """As `create_engine`. SQLAlchemy has no public way to share what an engine compiled."""
    engine = create_engine(url, **options)
    if engine.dialect.name == "sqlite":
        engine.dialect = engine.pool._dialect = _first().dialect
        engine._compiled_cache = _first()._compiled_cache
    return engine


@cache
def _first() -> Engine:
    engine = create_engine("sqlite://")
    engine.connect().close()  # the dialect asks SQLite for its version then
    return engine
