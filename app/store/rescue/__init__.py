"""A file that is damaged or of an older Foyer: looked at, read as far as it can be, set aside."""
