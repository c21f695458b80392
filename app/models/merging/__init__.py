"""Two changes of one thing become one, and what of it only a person can decide."""
