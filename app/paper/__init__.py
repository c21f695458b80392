"""What is taken out of the program: a list as a table of plain words or a spreadsheet, a meeting as a calendar."""
