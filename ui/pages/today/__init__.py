"""*Today*: who comes on a day, checked in and out, with the whole visit of the one in hand."""
