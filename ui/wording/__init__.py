"""Every sentence about an error, all that is said from more than one place, the languages by name, and days and times
as Foyer writes them."""
