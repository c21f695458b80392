"""Fields for days and times of day."""
