"""The kiosk looks after itself: nobody stands beside it. What it finds goes to the log, to staff and to the desks."""
