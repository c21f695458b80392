"""The site's terms at the kiosk: read, and signed with a finger."""
