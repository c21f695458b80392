"""What is done with tickets that the server has, from whichever screen."""
