"""How each kind of write is sent, and how it is recognised on the server when its answer was lost: one file a kind."""
