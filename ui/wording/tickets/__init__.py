"""What is said of tickets: of their changes, and of two that meet."""
