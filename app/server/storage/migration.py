"""One step of an older Foyer's database towards today's tables, by Alembic. Imported only for a database that takes
one: Alembic costs half a second."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Any, cast

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext, MigrationStep
from alembic.script import Script
from alembic.script.revision import RevisionMap
from sqlalchemy import Connection

from app.server.storage import revisions


def take_step(connection: Connection) -> None:
    """Runs the next revision within the transaction of `connection`, and notes that in the table `alembic_version`."""
    known = RevisionMap(_scripts)

    def next_one(heads: tuple[str, ...], context: MigrationContext) -> list[MigrationStep]:
        (*_, script) = known.iterate_revisions("heads", heads or "base")  # the newest comes first
        return [MigrationStep.upgrade_from_script(known, cast(Script, script))]

    context = MigrationContext.configure(connection, opts={"fn": next_one})
    with Operations.context(context):
        context.run_migrations()


def _scripts() -> Iterator[Script]:
    """The revisions, as modules: in the installed program there are no files that Alembic could look for."""
    for name in revisions.MODULES:
        module: Any = import_module(f"{revisions.__name__}.{name}")
        yield Script(module, module.revision, str(module.__file__))
