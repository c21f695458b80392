"""What each notice tells, read from what is true when it is sent."""
