"""The parts of the window's header: where this desk stands, the connection, trouble at kiosks."""
