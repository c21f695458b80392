"""What this desk's file makes of each kind of write: one file a kind, and `kinds.py` names them all."""
