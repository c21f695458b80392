"""Which day or week is looked at, and how to get to another."""
