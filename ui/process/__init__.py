"""The process: its start, one Foyer a data folder, why it can't open, and pictures of its screens."""
