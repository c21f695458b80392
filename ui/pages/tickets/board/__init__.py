"""*Board*: the tickets of the list as cards, in a column for each status."""
