"""What all tables are known to."""

from __future__ import annotations

from sqlalchemy import MetaData

tables = MetaData()
