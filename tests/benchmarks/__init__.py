"""What Foyer's budgets are measured with: figures, never tests. On no screen, with no keyring, and with byte code.

A person's Python keeps its byte code; one that is told not to compiles Foyer anew at each start.
"""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
