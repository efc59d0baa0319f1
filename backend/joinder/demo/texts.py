"""The demo's prepared texts."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml


@lru_cache
def texts() -> dict[str, Any]:
    """Return what the demo's people write, by storyline."""
    return yaml.safe_load((Path(__file__).parent / "texts.yaml").read_text("utf-8"))
