"""Every sentence that is said from more than one place, and days and times as Foyer writes them."""
