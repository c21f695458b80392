"""One file a screen. A page asks services and knows no other page."""
