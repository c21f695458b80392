"""*On site*: everybody who is in the building, and the roll call of them."""
