"""The decision log: what was decided, what is being decided, and how to find it again."""
