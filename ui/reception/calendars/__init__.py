"""Calendar files: taken in from whichever screen, and a meeting copied as one."""
