"""Other ways than mail to tell people: services that apprise knows, and a site's own program."""
