"""Guides: what people can do themselves, step by step."""

from typing import Literal

from joinder.reference.schema.base import Names, Shape, SourcedEntry


class Guide(SourcedEntry):
    """One guide; its steps are in order."""

    kind: Literal["self_help", "knowledge", "process", "collective"]
    names: Names
    issues: list[str]
    steps: list[Names]
    escalate_when: Names | None = None
    caution: Names | None = None
    facts: list[Names]
    next_guides: list[str]


class GuideFile(Shape):
    """The whole of guides.yaml."""

    guides: list[Guide]
