"""Voice: facts, composing, lint, approval, sealing, rendering."""
