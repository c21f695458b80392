"""The desk server on a port: its connections, what it logs, and its copies."""
