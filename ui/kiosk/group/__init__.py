"""Several come together: who they are is ticked, and what became of each is said."""
