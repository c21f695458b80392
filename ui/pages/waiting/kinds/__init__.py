"""What *Waiting changes* says of each kind of write: one file a kind, and `kinds.py` names them all."""
