"""What is done with the tickets in hand: keys, their menu, and the small forms that open over the page."""
