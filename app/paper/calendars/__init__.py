"""A meeting as the file that calendar programs open."""
