"""What the overview shows: counts of visits and of tickets over some days, as our own server sends them and as this
desk counts them from its own file."""
