"""Which proxy leads to a server, and to which servers none does."""
