"""One visitor's way through the kiosk, from the first touch to the last screen. No page is drawn here."""
