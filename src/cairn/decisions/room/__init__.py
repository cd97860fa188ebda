"""Hop in a room: a short meeting about nothing but what is open, and what came of it."""
