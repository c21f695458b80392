"""The parts of the window's header: where this desk stands, that its time zone is unknown, the connection, trouble at
kiosks, and who calls the reception from one."""
