"""Single values as servers write them, in each of their spellings."""
