"""What becomes of a decision: who cites it, what replaces it, when it is looked at again."""
