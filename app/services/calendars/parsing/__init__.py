"""The events of a calendar file out of its text, in the spelling of whichever program wrote it."""
