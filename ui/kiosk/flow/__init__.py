"""One visitor's way through the kiosk, from the first touch to the last screen, or until nobody touches it any more. No
page is drawn here."""
