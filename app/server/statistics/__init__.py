"""Visits and tickets are counted: in SQL, over narrow rows that are written with what they follow from."""
