"""`--screenshot`: a screen drawn to a PNG."""
