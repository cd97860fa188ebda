"""How a decision comes to its end: what stands in the way, what is hidden until then, what changed on the way."""
