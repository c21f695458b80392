"""After hours the screen goes dark, until somebody touches it."""
