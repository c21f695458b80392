"""The only place where objects meet: a desk is put together here, run, and put together anew for another server."""

from ui.compose.desk import Desk
from ui.compose.place import Place

__all__ = ["Desk", "Place"]
