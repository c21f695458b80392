"""What this desk is told: its server, its site, its look.

A value comes from, the later the stronger: the default, the TOML file of everybody on the PC, the person's own,
FOYER_<NAME> in the environment, the command line. The access token is no setting: see
app/system/credentials.py.

msgspec checks them, and not pydantic: the import of that took longer than everything else before the first window.
"""

from app.settings.declaration import Declaration, Disclosure, Part, Place
from app.settings.layer import PREFIX, Layer
from app.settings.layers import Reading, below, data_folder, load, reading, settings_file, system_file
from app.settings.settings import EMBEDDED_COMPANY, EMBEDDED_FILE, FIELDS, Settings
from app.settings.toml_file import save
from app.settings.validation_messages import checked

__all__ = [
    "EMBEDDED_COMPANY",
    "EMBEDDED_FILE",
    "FIELDS",
    "PREFIX",
    "Declaration",
    "Disclosure",
    "Layer",
    "Part",
    "Place",
    "Reading",
    "Settings",
    "below",
    "checked",
    "data_folder",
    "load",
    "reading",
    "save",
    "settings_file",
    "system_file",
]
