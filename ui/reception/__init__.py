"""What is done from whichever screen: people are checked in and out, received, given badges; and what several screens
show or keep in the same way: what waits, a signature, the drafts of a form."""
