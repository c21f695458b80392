"""What the desk's own file knows of the visits that are counted."""
