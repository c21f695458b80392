"""What this program needs of the system: secrets, logs, a mail connection, time-outs, a start of its own."""
