"""The large figures: which there are, and how they are shown."""
