"""The ticket in hand: all that is known of it, in the pane beside the list."""
