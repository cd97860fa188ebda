"""Which reader reads a file: each gives a Record, or None for what is no decision record."""
