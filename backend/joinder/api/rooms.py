"""Bring every room up: tables, job handlers, periodic jobs and routers register themselves when imported."""

import importlib
import pkgutil
from types import ModuleType

from fastapi import APIRouter

import joinder
from joinder.api import __name__ as api_name
from joinder.api import __path__ as api_path

TOP = ("joinder.app", "joinder.cli", "joinder.worker", "joinder.demo", "joinder.web", "joinder.api")
CHILD = ("joinder.evidence.decode_", "joinder.evidence.sandbox")  # only the locked-in child loads decoders


def load_rooms() -> None:
    """Import every module of every room, so that nothing that registers itself is missing."""
    for module in pkgutil.walk_packages(joinder.__path__, "joinder."):
        if not module.name.startswith((*TOP, *CHILD)) and not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def routers() -> list[APIRouter]:
    """Return the routers of all resources, in the order of their file names."""
    modules: list[ModuleType] = [
        importlib.import_module(one.name) for one in pkgutil.iter_modules(api_path, api_name + ".")
    ]
    return [module.router for module in modules if isinstance(getattr(module, "router", None), APIRouter)]
