"""Who has how long, what silence means, and who is missing."""
