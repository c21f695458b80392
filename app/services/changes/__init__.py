"""Our own desk server tells this desk of each change, and what changed is asked for: no list is asked for by the
clock."""
