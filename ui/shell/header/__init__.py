"""The window's header and its parts: where this desk stands, that its time zone is unknown, the connection, trouble at
kiosks, and who calls the reception from one."""
