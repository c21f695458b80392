"""What the rows of a day are made of beside what the server says: the site's zone, and changes of meetings that wait or
were sent."""
