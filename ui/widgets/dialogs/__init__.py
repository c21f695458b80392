"""The few windows that open on top, all without a loop of their own."""
