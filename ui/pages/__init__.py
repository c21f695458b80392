"""A folder a screen: page.py, and what it is made of. A page asks services and knows no other page."""
