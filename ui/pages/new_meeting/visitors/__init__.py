"""Who is invited: the list, and the fields of whoever is in hand."""
