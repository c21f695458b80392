"""*Paste visitors* and *Import visitors*: a list is shown and checked before any of it goes into the form."""
