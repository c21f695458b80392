"""The people whom this desk knows."""
