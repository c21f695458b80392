"""What goes with the focus, on whichever screen: the ring, and who hears its keys."""
