"""The only place where objects meet: a desk, or a kiosk, is put together here, run, and put together anew."""

from ui.compose.desk import DeskApp
from ui.compose.profile import Profile, sample_of

__all__ = ["DeskApp", "Profile", "sample_of"]
