"""What is queued is sent: by whom, one beside the other, and what follows from what became of it."""
