"""The attack table on signed tokens: every case is refused with one uniform answer."""

import base64
import hashlib
import hmac
import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from joinder.core import clock, crypto, tokens
from jose import jwe, jwt

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PURPOSE = "test.ticket"
ROOT = b"r" * 32


@pytest.fixture(autouse=True)
def _ground():
    before = list(crypto._root)
    crypto.use_root_key(ROOT)
    tokens.allow_lifetime(PURPOSE, 120)
    with clock.frozen(NOW):
        yield
    if before:
        crypto.use_root_key(before[0])


def key(purpose=PURPOSE):
    return crypto.derive_key("token:" + purpose)


def claims(**changes):
    now = int(NOW.timestamp())
    full = {
        "iss": "joinder",
        "aud": f"joinder:{PURPOSE}",
        "sub": "someone",
        "jti": str(uuid.uuid4()),
        "iat": now,
        "nbf": now,
        "exp": now + 60,
    }
    full.update(changes)
    return {name: value for name, value in full.items() if value is not ...}


def header(**changes):
    full = {"alg": "HS256", "typ": f"joinder-{PURPOSE}+jwt", "kid": tokens._kid(key())}
    full.update(changes)
    return {name: value for name, value in full.items() if value is not ...}


def b64(data):
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def make(head=None, body=None, secret=None, digest=hashlib.sha256):
    signed = f"{b64(head or header())}.{b64(body or claims())}"
    return f"{signed}.{b64(hmac.new(secret or key(), signed.encode(), digest).digest())}"


def refused(token):
    with pytest.raises(tokens.TokenRefused) as caught:
        tokens.read(PURPOSE, token)
    assert (caught.value.code, caught.value.params, caught.value.field) == ("core.token_refused", {}, None)
    assert caught.value.__cause__ is None
    assert str(caught.value) == "core.token_refused"


def test_a_good_token_is_read_back_with_its_claims():
    token = tokens.sign(PURPOSE, {"sub": "someone", "obj": "thing"}, 60)
    read = tokens.read(PURPOSE, token)
    assert (read["sub"], read["obj"]) == ("someone", "thing")
    assert tokens.read(PURPOSE, make())["sub"] == "someone"  # the forging tool itself can make a good one


def rsa_pair():
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return private, private.public_key()


PUBLIC_FORMS = {
    "pem": (serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo),
    "der": (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo),
    "ssh": (serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH),
}


@pytest.mark.parametrize("form", PUBLIC_FORMS)
def test_a_token_signed_with_a_public_key_as_secret_is_refused(form):
    _, public = rsa_pair()
    refused(make(secret=public.public_bytes(*PUBLIC_FORMS[form])))


def test_a_genuine_rs256_token_is_refused():
    private, _ = rsa_pair()
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    refused(jwt.encode(claims(), pem, algorithm="RS256", headers=header(alg="RS256")))


@pytest.mark.parametrize(
    "alg", ["none", "None", "nOnE", "", "xHS256x", "HS384", "HS512", "RS256", "ES256", None, 7, ["HS256"]]
)
def test_any_other_algorithm_in_the_header_is_refused(alg):
    refused(make(head=header(alg=alg)))
    refused(f"{b64(header(alg=alg))}.{b64(claims())}.")


@pytest.mark.parametrize(("alg", "digest"), [("HS384", hashlib.sha384), ("HS512", hashlib.sha512)])
def test_a_rightly_signed_token_of_another_hmac_is_refused(alg, digest):
    refused(make(head=header(alg=alg), digest=digest))


def test_the_algorithms_are_a_pinned_list_and_never_one_string():
    assert tokens.ALGORITHMS == ["HS256"]
    assert isinstance(tokens.ALGORITHMS, list)


@pytest.mark.parametrize("name", ["iss", "aud", "sub", "jti", "iat", "nbf", "exp"])
def test_a_token_missing_any_claim_is_refused(name):
    refused(make(body=claims(**{name: ...})))
    refused(make(body=claims(**{name: None})))


@pytest.mark.parametrize("name", ["alg", "typ", "kid"])
def test_a_token_missing_any_header_is_refused(name):
    refused(make(head=header(**{name: ...})))


@pytest.mark.parametrize("typ", ["JWT", "jwt", "", "joinder-other+jwt", None, ["joinder-test.ticket+jwt"]])
def test_another_type_is_refused(typ):
    refused(make(head=header(typ=typ)))


@pytest.mark.parametrize("kid", ["", "0" * 16, None, "../../dev/null", "' OR 1=1"])
def test_another_key_id_is_refused(kid):
    refused(make(head=header(kid=kid)))


@pytest.mark.parametrize(
    "extra",
    [
        {"crit": ["exp"]},
        {"crit": ["b64"], "b64": False},
        {"crit": []},
        {"crit": None},
        {"jwk": {"kty": "oct", "k": "YQ"}},
        {"jku": "https://evil.example/keys"},
        {"x5c": ["MII"]},
        {"zip": "DEF"},
        {"cty": "JWT"},
    ],
)
def test_any_critical_or_additional_header_is_refused(extra):
    refused(make(head=header(**extra)))


@pytest.mark.parametrize("aud", ["joinder:other", "", [f"joinder:{PURPOSE}"], [f"joinder:{PURPOSE}", "x"], {"a": 1}, 1])
def test_another_audience_is_refused(aud):
    refused(make(body=claims(aud=aud)))


@pytest.mark.parametrize("iss", ["evil", "", ["joinder"], 1])
def test_another_issuer_is_refused(iss):
    refused(make(body=claims(iss=iss)))


@pytest.mark.parametrize(("name", "value"), [("sub", 1), ("sub", ["a"]), ("jti", 1), ("jti", "x"), ("jti", "")])
def test_claims_of_another_shape_are_refused(name, value):
    refused(make(body=claims(**{name: value})))


def test_a_token_ends_five_seconds_after_its_time_and_not_before():
    token = tokens.sign(PURPOSE, {"sub": "s"}, 60)
    with clock.frozen(NOW + timedelta(seconds=64)):
        assert tokens.read(PURPOSE, token)["sub"] == "s"
    with clock.frozen(NOW + timedelta(seconds=65)):
        refused(token)
    with clock.frozen(NOW + timedelta(days=400)):
        refused(token)


def test_a_token_is_not_good_before_its_time():
    token = tokens.sign(PURPOSE, {"sub": "s"}, 60)
    with clock.frozen(NOW - timedelta(seconds=5)):
        assert tokens.read(PURPOSE, token)["sub"] == "s"
    with clock.frozen(NOW - timedelta(seconds=6)):
        refused(token)
    now = int(NOW.timestamp())
    refused(make(body=claims(nbf=now + 30)))
    refused(make(body=claims(iat=now + 30, exp=now + 60)))


def test_a_rightly_signed_token_with_too_long_a_life_is_refused():
    now = int(NOW.timestamp())
    assert tokens.read(PURPOSE, make(body=claims(exp=now + 120)))
    refused(make(body=claims(exp=now + 121)))
    refused(make(body=claims(iat=now - 1000, exp=now + 60)))
    refused(make(body=claims(nbf=now - 1000, exp=now + 60)))
    refused(make(body=claims(exp=now)))


@pytest.mark.parametrize("name", ["iat", "nbf", "exp"])
@pytest.mark.parametrize(
    "value", ["1795176060", 1795262460.5, True, [1], {"a": 1}, 10**400, float("nan"), float("inf")]
)
def test_times_that_are_not_whole_seconds_are_refused(name, value):
    refused(make(body=claims(**{name: value})))


@pytest.mark.parametrize("secret", [b"", b"four", b"secret", ROOT, b"0" * 32])
def test_a_token_signed_with_another_or_a_short_key_is_refused(secret):
    refused(make(secret=secret or b"\0"))


def test_a_short_key_is_never_used(monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(crypto, "derive_key", lambda purpose: b"four")
        with pytest.raises(RuntimeError):
            tokens.sign(PURPOSE, {"sub": "s"}, 60)
        with pytest.raises(RuntimeError):
            tokens.read(PURPOSE, "a.b.c")


def test_one_purposes_token_is_refused_for_another():
    tokens.allow_lifetime("test.other", 120)
    other = tokens.sign("test.other", {"sub": "s"}, 60)
    refused(other)
    forged = make(head=header(kid=tokens._kid(key("test.other"))), secret=key("test.other"))
    refused(forged)


def test_every_single_changed_character_is_refused():
    token = tokens.sign(PURPOSE, {"sub": "someone", "obj": "thing"}, 60)
    last = len(token) - 1  # the last base64 character carries spare bits
    for at in range(last):
        other = "A" if token[at] != "A" else "B"
        refused(token[:at] + other + token[at + 1 :])


def test_a_truncated_or_lengthened_token_is_refused():
    token = tokens.sign(PURPOSE, {"sub": "s"}, 60)
    for cut in range(1, len(token)):
        refused(token[:cut])
    for more in (token + "A", token + ".", token + ".x", " " + token, token + "\n", "Bearer " + token):
        refused(more)


def test_an_encrypted_token_is_refused():
    refused(jwe.encrypt(json.dumps(claims()), key(), algorithm="dir", encryption="A256GCM").decode())
    refused("a.b.c.d.e")


def test_a_token_over_four_kib_is_refused_and_never_made():
    refused(make(body=claims(pad="x" * 4096)))
    with pytest.raises(ValueError, match="4 KiB"):
        tokens.sign(PURPOSE, {"sub": "s", "pad": "x" * 4096}, 60)


@pytest.mark.parametrize(
    "token", [None, 1, b"a.b.c", ["a.b.c"], {}, "", ".", "..", "...", "a.b.c", "é.é.é", "\0.\0.\0", "🙂.b.c"]
)
def test_what_is_no_token_at_all_is_refused(token):
    refused(token)


@pytest.mark.parametrize("body", [[], "text", 1, None, b"\xff\xfe", b"{", b"[" * 900])
def test_a_payload_that_is_no_object_is_refused(body):
    refused(make(body=body if isinstance(body, bytes) else json.dumps(body).encode()))


def test_signing_refuses_reserved_claims_a_missing_subject_and_a_long_life():
    for bad in ({}, {"sub": 1}, {"sub": "s", "exp": 1}, {"sub": "s", "jti": "mine"}, {"sub": "s", "aud": "x"}):
        with pytest.raises(ValueError, match="sub"):
            tokens.sign(PURPOSE, bad, 60)
    for ttl in (0, -1, 121):
        with pytest.raises(ValueError, match="lives"):
            tokens.sign(PURPOSE, {"sub": "s"}, ttl)
    with pytest.raises(ValueError, match="lives"):
        tokens.sign("test.unregistered", {"sub": "s"}, 601)
    with pytest.raises(LookupError):
        tokens.sign("Not A Purpose", {"sub": "s"}, 60)
