"""Decodes a stranger's HEIC picture as `decode_picture` does; apart, so that only HEIC files load its decoder."""

import pillow_heif

from joinder.evidence.decode_picture import rebuild

pillow_heif.register_heif_opener()
__all__ = ["rebuild"]
