"""Meetings out of calendar files and into them: iCalendar (RFC 5545), and vCalendar 1.0 as older programs save it."""
