"""What the desk server keeps: its tables, how an older database becomes one of today, and who may use it when."""
