"""The process: its start, one Foyer a data folder, why it can't open, what the doctor asks of Qt, and pictures of its
screens."""
