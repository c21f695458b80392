"""The badge that a visitor wears: what is on it, how it is drawn, and the sheets that it is printed on."""
