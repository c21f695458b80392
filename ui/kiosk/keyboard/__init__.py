"""The kiosk's own touch keyboard: the system's would be another window, in another language, over the field."""
