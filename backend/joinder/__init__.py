"""Joinder 合诉: many people, one complaint."""
