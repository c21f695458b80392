"""*Notices* of whoever is in hand: whom our own server told of what, and what waits."""
