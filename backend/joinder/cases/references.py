"""Random public references and pseudonyms: nothing sequential, no letters that look alike."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference(length: int = 12) -> str:
    """Return a random reference; twelve characters are 58 bits, which nobody guesses."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_pseudonym() -> str:
    """Return a random pseudonym for one membership, unrelated to any other."""
    return new_reference(8)
