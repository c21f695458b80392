"""The list of tomorrow's visitors, mailed once a day to those who want to know."""
