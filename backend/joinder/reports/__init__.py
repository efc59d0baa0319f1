"""Joining: submit, join, withdraw, consent, import, and the one definition of counted."""
