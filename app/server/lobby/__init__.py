"""Kiosks at this server: how each is, and who calls the reception from one."""
