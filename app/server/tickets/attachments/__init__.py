"""Files that are attached to tickets: they come in pieces, and are kept under the digest of what is in them."""
