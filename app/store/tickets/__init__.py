"""What is done with tickets: what of it waits, what became of it in the lists, and the files that are to be sent."""
