"""How far this desk followed the changes that our own desk server tells of, and what they brought."""
