"""The first lines that run in the bundle on Linux, before the program's own.

PyInstaller's starter points LD_LIBRARY_PATH at the bundle, for this process. A mail program or a browser that is opened
from here must not load our libraries: it gets back what was there before.
"""

import os

theirs = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
if theirs:
    os.environ["LD_LIBRARY_PATH"] = theirs
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
