"""*Overview*: the figures of today or of any days, each a click away from what it counts."""
