"""A list as it is taken out of the program: a table of plain words, and the files that spreadsheets open."""
