"""What is known of visits beside the rows of a day."""
