"""*Notices*, the tab of what our own server has still to tell people, or could not."""
