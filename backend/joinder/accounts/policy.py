"""The default-deny table: which roles and relations may do which action."""

import importlib
import pkgutil
from functools import lru_cache

from joinder.accounts import policy_rows

ROLES = frozenset({"visitor", "member", "journalist", "api_client", "moderator", "admin"})
STAFF = frozenset({"moderator", "admin"})
RELATIONS = frozenset({"participant", "organizer", "co_organizer", "respondent_representative"})


def allow_for(*who: str) -> frozenset[str]:
    """Name who may do an action; refuse an unknown role or relation."""
    unknown = set(who) - ROLES - RELATIONS
    if unknown:
        raise ValueError(f"Unknown roles or relations: {sorted(unknown)}")
    return frozenset(who)


@lru_cache
def policy() -> dict[str, frozenset[str]]:
    """Return the whole table, gathered from every room's rows; refuse an action named twice."""
    table: dict[str, frozenset[str]] = {}
    for module in pkgutil.iter_modules(policy_rows.__path__, policy_rows.__name__ + "."):
        rows: dict[str, frozenset[str]] = importlib.import_module(module.name).ROWS
        for action, who in rows.items():
            if action in table:
                raise ValueError(f"{action} has two policy rows.")
            table[action] = allow_for(*who)
    return table


def may(action: str, who: frozenset[str]) -> bool:
    """Tell whether someone with these roles and relations may do the action; unknown actions are refused."""
    allowed = policy().get(action, frozenset[str]())
    return "visitor" in allowed or bool(allowed & who)
