"""Short-lived signed tokens (download tickets, unsubscribe links); the only file that knows python-jose."""

import hashlib
import hmac
import re
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from jose import jwt
from jose.exceptions import JOSEError
from sqlalchemy import String, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from joinder.core import clock, crypto
from joinder.core.database import Base, UtcDateTime
from joinder.core.errors import Gone

ALGORITHMS = ["HS256"]  # a list of constants: omitted or given as one string, python-jose accepts too much
ISSUER = "joinder"
LEEWAY = 5
MAX_BYTES = 4096
MAX_SECONDS = 600
MARGIN = 60
_RESERVED = frozenset({"iss", "aud", "iat", "nbf", "exp", "jti"})
_PURPOSE = re.compile(r"[a-z][a-z_.]{1,63}\Z")
_lifetimes: dict[str, int] = {}

Claims = dict[str, Any]


class TokenRefused(Gone):
    """A token that is not, or no longer, good for this; the same answer whatever is wrong with it."""

    def __init__(self) -> None:
        super().__init__("core.token_refused")


class UsedToken(Base):
    """A one-use token that has been used, kept until it could not be accepted any more."""

    __tablename__ = "used_token"

    jti: Mapped[str] = mapped_column(String(36), unique=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


def allow_lifetime(purpose: str, seconds: int) -> None:
    """Set the longest lifetime of one purpose's tokens (ten minutes unless set)."""
    _lifetimes[purpose] = seconds


def sign(purpose: str, claims: Claims, ttl: int) -> str:
    """Sign claims (a `sub` is needed) for one purpose; refuse reserved names and a lifetime over the purpose's."""
    if not isinstance(claims.get("sub"), str) or _RESERVED & claims.keys():
        raise ValueError("A token needs a text `sub` and must not set reserved claims.")
    if not 0 < ttl <= _longest(purpose):
        raise ValueError(f"A token for {purpose} lives at most {_longest(purpose)} s.")
    key = _key(purpose)
    issued = int(clock.now().timestamp())
    stamp = {"iss": ISSUER, "aud": _audience(purpose), "jti": str(uuid.uuid4())}
    times = {"iat": issued, "nbf": issued, "exp": issued + ttl}
    headers = {"typ": _typ(purpose), "kid": _kid(key)}
    token = jwt.encode({**claims, **stamp, **times}, cast(Any, key), algorithm=ALGORITHMS[0], headers=headers)
    if len(token) > MAX_BYTES:
        raise ValueError("A token holds at most 4 KiB.")
    return token


def read(purpose: str, token: object) -> Claims:
    """Return the claims of a good token; refuse anything else with one uniform TokenRefused."""
    try:
        return _read(purpose, token)
    except (JOSEError, ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError):
        raise TokenRefused from None


def consume(session: Session, claims: Claims) -> None:
    """Use a one-use token up, in this transaction; refuse a second use, also a simultaneous one."""
    keep = timedelta(seconds=LEEWAY + MARGIN)  # never forgotten before the token itself has ended
    used = UsedToken(jti=claims["jti"], expires_at=datetime.fromtimestamp(claims["exp"], UTC) + keep)
    try:
        with session.begin_nested():
            session.add(used)
    except IntegrityError:
        raise TokenRefused from None


def prune(session: Session) -> None:
    """Forget used tokens that have ended anyway."""
    session.execute(delete(UsedToken).where(UsedToken.expires_at < clock.now()))


def _read(purpose: str, token: object) -> Claims:
    if not isinstance(token, str) or len(token) > MAX_BYTES or token.count(".") != 2 or not token.isascii():  # noqa: PLR2004
        raise ValueError("not a signed token")
    key = _key(purpose)
    header = jwt.get_unverified_header(token)
    if header != {"alg": ALGORITHMS[0], "typ": _typ(purpose), "kid": _kid(key)}:  # so no crit, jwk, jku, x5c
        raise ValueError("another kind of token")
    own_clock = {"verify_exp": False, "verify_nbf": False, "verify_at_hash": False}
    required = {f"require_{name}": True for name in ("iat", "aud", "iss", "sub", "jti")}
    claims: Claims = jwt.decode(
        token,
        cast(Any, key),
        algorithms=ALGORITHMS,
        audience=_audience(purpose),
        issuer=ISSUER,
        options={**own_clock, **required},
    )
    if claims["aud"] != _audience(purpose) or claims["iss"] != ISSUER:
        raise ValueError("meant for someone else")
    uuid.UUID(claims["jti"])
    _check_times(claims, _longest(purpose))
    return claims


def _check_times(claims: Claims, longest: int) -> None:
    times = [claims["iat"], claims["nbf"], claims["exp"]]
    if any(type(value) is not int for value in times):
        raise ValueError("times are whole seconds")
    issued, start, end = times
    now = clock.now().timestamp()
    if end - issued > longest or end - start > longest or end <= issued:
        raise ValueError("lives too long")
    if max(issued, start) > now + LEEWAY or end <= now - LEEWAY:
        raise ValueError("not yet or no longer good")


def _key(purpose: str) -> bytes:
    if not _PURPOSE.match(purpose):
        raise LookupError(f"{purpose!r} is no purpose of a token.")
    key = crypto.derive_key("token:" + purpose)
    if len(key) < crypto.KEY_BYTES:
        raise RuntimeError("A token key has at least 32 bytes.")
    return key


def _kid(key: bytes) -> str:
    return hmac.new(key, b"kid", hashlib.sha256).hexdigest()[:16]


def _typ(purpose: str) -> str:
    return f"joinder-{purpose}+jwt"


def _audience(purpose: str) -> str:
    return f"joinder:{purpose}"


def _longest(purpose: str) -> int:
    return _lifetimes.get(purpose, MAX_SECONDS)
