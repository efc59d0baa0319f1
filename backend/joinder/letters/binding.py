"""What an approval binds to: text, demands, recipient, channel, figure definitions — hashed in one spelling."""

import hashlib
from typing import Any

from joinder.core.canonical_json import canonical_json


def text_hash(composition: dict[str, Any]) -> str:
    """Hash the words of a letter (title, sections, fixed facts, closing), with figures still as markers."""
    parts = {key: composition[key] for key in ("title", "sections", "facts", "closing")}
    return hashlib.sha256(canonical_json(parts)).hexdigest()


def binding_hash(composition: dict[str, Any], kind: dict[str, Any], recipient: dict[str, Any]) -> str:
    """Hash all an approval binds to; the figures' values are no part of it, only what they count."""
    bound = {
        "kind": kind,
        "text": text_hash(composition),
        "demands": composition["demands"],
        "recipient": recipient,
        "figures": [
            {"key": one["key"], "version": one["version"], "query": one["query"], "remedy": one["remedy"]}
            for one in composition["figures"]
        ],
    }
    return hashlib.sha256(canonical_json(bound)).hexdigest()
