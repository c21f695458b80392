"""*Tickets*: what is broken, who has it and what is overdue; and the form that reports something new."""
