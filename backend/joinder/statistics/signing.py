"""The house's signature under releases: Ed25519 (RFC 8032), so that anybody can check and nobody else can sign."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from joinder.core import crypto


def _private() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(crypto.derive_key("statistics.release.sign"))


def public_key() -> bytes:
    """Return the 32 bytes with which a release's signature is checked."""
    return _private().public_key().public_bytes_raw()


def key_id(public: bytes) -> str:
    """Return the short name of a public key."""
    return hashlib.sha256(public).hexdigest()[:16]


def sign(data: bytes) -> bytes:
    """Sign bytes with the house's key."""
    return _private().sign(data)


def is_signed(data: bytes, signature: bytes, public: bytes) -> bool:
    """Tell whether a signature over these bytes is by this key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
