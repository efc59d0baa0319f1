"""Sameness: canonical text, near-copies, suggestions, review."""
