"""*New meeting*: the form, what is wrong with it, and beside it exactly what will be sent."""
