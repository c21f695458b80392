"""What is done from whichever screen: people are checked in and out, received, given badges."""
