"""Every SQL statement of the package: named calls of the database's functions."""
