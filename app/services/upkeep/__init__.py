"""What is kept for so long and no longer, and what is forgotten when a visitor asks for it."""
