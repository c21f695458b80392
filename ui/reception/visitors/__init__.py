"""What is done with visitors' names and numbers, from whichever screen."""
