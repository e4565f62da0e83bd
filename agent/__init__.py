"""Carries messages between the database and the world outside. Knows nothing of sales."""
