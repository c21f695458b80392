"""What the kiosk's pages are made of: controls, cards, words in the visitor's language."""
