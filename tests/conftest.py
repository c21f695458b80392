"""What every test needs: no real screen, no real keyring, no settings of the person who runs the tests."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"
for name in [name for name in os.environ if name.startswith("FOYER_")]:
    del os.environ[name]
os.environ["XDG_CONFIG_DIRS"] = "/nowhere"  # nor those of everybody on this PC
