"""Shapes that several resources of the API share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Body(BaseModel):
    """A request body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", str_max_length=20_000)


class Done(BaseModel):
    """An act that has nothing to return."""

    done: bool


DONE = Done(done=True)
