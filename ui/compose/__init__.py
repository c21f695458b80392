"""The only place where objects meet: a desk, or a kiosk, is put together here, run, and put together anew."""

from ui.compose.desk import Desk
from ui.compose.profile import Place

__all__ = ["Desk", "Place"]
