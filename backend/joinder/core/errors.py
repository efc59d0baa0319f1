"""Refusals: what a verb raises when it will not do a thing; the API turns each into problem+json."""

from typing import ClassVar


class Refusal(Exception):  # noqa: N818 (a refusal is not a fault)
    """A named refusal; `code` is stable, its text in each language lives in the room's errors.yaml."""

    status: ClassVar[int] = 400

    def __init__(self, code: str, *, field: str | None = None, **params: object) -> None:
        """Keep the code, the field it is about and what the text mentions."""
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = params


class Unauthenticated(Refusal):
    """Nobody is signed in and the act needs someone."""

    status = 401


class Forbidden(Refusal):
    """The caller is known and may not do this."""

    status = 403


class NotFound(Refusal):
    """There is no such thing, or the caller may not know that there is."""

    status = 404


class Conflict(Refusal):
    """The act contradicts what already happened."""

    status = 409


class Gone(Refusal):
    """It was there and has expired or been used."""

    status = 410


class TooLarge(Refusal):
    """More bytes than allowed."""

    status = 413


class Invalid(Refusal):
    """What was sent cannot be accepted as it is."""

    status = 422


class TooMany(Refusal):
    """A limit was reached; `retry_after` seconds may be among the parameters."""

    status = 429


class Unavailable(Refusal):
    """A part that is needed is missing or down; nothing was done."""

    status = 503
