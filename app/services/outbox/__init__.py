"""What waits to be sent: the sending loop, a sender a kind of write, its pauses, and what a person decides of it."""
