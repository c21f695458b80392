"""From the first Foyer's tables to those of the last one that counted its schemas by itself."""
