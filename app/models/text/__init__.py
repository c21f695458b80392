"""Names and texts as they are compared, searched and left out."""
