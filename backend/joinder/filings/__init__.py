"""Sending and following: channels, deadlines, delivery, reactions, outcomes."""
