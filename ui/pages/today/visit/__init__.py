"""The pane of the visit in hand: how it stands with it, what can be done, and all that is known of it."""
