"""What this program needs of the system: secrets and the PIN of staff, certificates, files that are written whole and
room for them, logs, a display, time-outs, a start of its own, and a place to say why it ends."""
