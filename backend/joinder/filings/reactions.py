"""The playbook: what each way of reacting means and what to do next (serious, partial, denies, stalls, silent)."""

from functools import cache
from importlib.resources import files

import yaml
from typing_extensions import TypedDict


class PlayStep(TypedDict):
    """One thing to do next, in every language."""

    action: str
    text: dict[str, str]


class Play(TypedDict):
    """One reaction: its name, how to recognise it, the next steps, and which escalation levels fit."""

    id: str
    names: dict[str, str]
    meaning: dict[str, str]
    levels: list[int]
    steps: list[PlayStep]


@cache
def playbook() -> dict[str, Play]:
    """Return every reaction by its id."""
    plays: list[Play] = yaml.safe_load(files("joinder.filings").joinpath("reactions.yaml").read_text("utf-8"))
    return {play["id"]: play for play in plays}


def suggested(*, answered: bool, overdue: bool, delivered: bool) -> str | None:
    """Suggest the one label the dates alone support: silent, when delivery is proved and the date passed."""
    return "silent" if delivered and overdue and not answered else None


def worth_trying(reaction: str, levels: dict[str, int]) -> list[str]:
    """Return the channels whose escalation level fits a reaction, gentlest first; refuses (KeyError) unknown ones."""
    wanted = playbook()[reaction]["levels"]
    return sorted((name for name, level in levels.items() if level in wanted), key=lambda name: levels[name])
