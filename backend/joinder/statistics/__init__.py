"""Public reads: measures, releases, disclosure, export."""
