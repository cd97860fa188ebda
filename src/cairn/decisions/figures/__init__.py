"""How a space decides: figures of the whole, never of a person."""
