"""How questions are answered, in a session or in a space: figures of the whole, never of a person."""
