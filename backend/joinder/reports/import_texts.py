"""The sentences of importing — reasons, notes, command-line lines — in the caller's language."""

from joinder.core import texts


def say(key: str, lang: str, **params: object) -> str:
    """Return a sentence; refuses (KeyError) one that nobody wrote."""
    return str(texts.catalog("import_texts.yaml")[key][lang]).format(**params)
