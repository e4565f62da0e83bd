"""Everything around the schema: installing, the private cluster, demo data."""
