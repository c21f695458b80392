"""What is done to a meeting after it was made: updated, cancelled, brought back, and a series closed."""
