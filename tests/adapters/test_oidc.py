import time
from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from onrecord.adapters.oidc import OidcProvider, ProviderSettings
from onrecord.errors import BadRequest, OutletUnreachable, SignInRefused
from onrecord.ports import Voucher
from tests.servers.openid import Told, told_provider

NONCE, VERIFIER = "n" * 64, "v" * 64


@pytest.fixture
def told() -> Iterator[Told]:
    with told_provider() as running:
        running.nonce = NONCE
        yield running


def provider(told: Told, *, secret: str = "s3 cret", groups: str = "groups") -> OidcProvider:  # noqa: S107 -- invented
    settings = ProviderSettings(
        told.address, "desk", secret, "http://desk.example/sign-in/provider/back", group_claim=groups
    )
    return OidcProvider(settings, lambda: datetime.now(UTC))


def finish(told: Told, **more: str) -> Voucher:
    return provider(told, **more).finish(code="c", nonce=NONCE, verifier=VERIFIER)


def test_browser_is_sent_with_state_nonce_and_challenge_and_without_the_verifier(told: Told) -> None:
    address = provider(told).begin(state="st", nonce=NONCE, verifier=VERIFIER)
    asked = parse_qs(urlsplit(address).query)
    assert address.startswith(f"{told.address}/authorize?tenant=7&")
    assert asked["state"] == ["st"]
    assert asked["nonce"] == [NONCE]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://desk.example/sign-in/provider/back"]
    assert VERIFIER not in address


def test_whom_it_vouches_for_is_taken_from_a_token_that_holds(told: Told) -> None:
    told.claims = {"preferred_username": "mila", "email": "mila@news.example", "email_verified": True}
    told.claims["groups"] = ["newsroom", 7]
    voucher = finish(told)
    assert voucher == Voucher(told.address, "77", "mila", "mila@news.example", frozenset({"newsroom"}))
    ((form, credentials),) = told.asked
    assert (form["code"], form["code_verifier"]) == ("c", VERIFIER)
    assert b64decode(credentials.removeprefix("Basic ")) == b"desk:s3%20cret"
    told.claims = {"email": "mila@news.example", "groups": "one"}
    assert finish(told, secret="") == Voucher(
        told.address, "77", "mila@news.example", None, frozenset({"one"})
    )
    assert told.asked[-1][1] == ""
    assert finish(told, groups="").groups == frozenset()


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another"},
        {"aud": ["another", "third"]},
        {"aud": ["desk", "another"], "azp": "another"},
        {"aud": None},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"sub": None},
        {"exp": 1_000_000},
        {"exp": None},
        {"exp": "soon"},
        {"iat": 99_999_999_999},
        {"at_hash": "wrong"},
    ],
)
def test_token_that_was_not_made_for_this_sign_in_is_refused(told: Told, claims: dict[str, object]) -> None:
    told.claims = claims
    with pytest.raises(SignInRefused, match="does not hold"):
        finish(told)


def test_token_that_another_has_made_is_refused(told: Told) -> None:
    good = told.id_token()
    head, body, signature = good.split(".")
    none = "eyJhbGciOiJub25lIn0"  # {"alg":"none"}
    with told_provider() as other:
        other.nonce = NONCE
        other.claims = {"iss": told.address}
        for forged in (
            f"{head}.{body}.{signature[:-8]}AAAAAAAA",
            f"{none}.{body}.",
            told.forged_with_public_key(),
            other.id_token(),
            "x",
            "a.b.c",
        ):
            told.token = forged
            with pytest.raises(SignInRefused, match="does not hold"):
                finish(told)


def test_new_keys_of_the_provider_are_asked_for_once(told: Told) -> None:
    asking = provider(told)
    asking.finish(code="c", nonce=NONCE, verifier=VERIFIER)
    told.key = Told().key
    assert asking.finish(code="c", nonce=NONCE, verifier=VERIFIER).subject == "77"


@pytest.mark.parametrize(
    ("path", "answer", "error", "message"),
    [
        ("/token", (400, b'{"error": "invalid_grant"}'), SignInRefused, "does not take the code"),
        ("/token", (302, b""), SignInRefused, "does not take the code"),
        ("/token", (200, b"{}"), SignInRefused, "no ID token"),
        ("/token", (200, b"[]"), OutletUnreachable, "nothing that can be used"),
        ("/token", (200, b"x" * 1_100_000), OutletUnreachable, "too much"),
        ("/keys", (500, b""), OutletUnreachable, "nothing that can be used"),
        ("/keys", (200, b'{"keys": [{"kty": "x"}]}'), SignInRefused, "does not hold"),
        ("/.well-known/openid-configuration", (404, b""), OutletUnreachable, "nothing that can be used"),
        ("/.well-known/openid-configuration", (302, b""), OutletUnreachable, "nothing that can be used"),
        (
            "/.well-known/openid-configuration",
            (200, b"[" * 100_000),
            OutletUnreachable,
            "nothing that can be",
        ),
        (
            "/.well-known/openid-configuration",
            (200, b'{"issuer": "https://x"}'),
            OutletUnreachable,
            "of another",
        ),
    ],
)
def test_provider_that_is_out_of_order_is_told(
    told: Told, path: str, answer: tuple[int, bytes], error: type[Exception], message: str
) -> None:
    told.answers[path] = answer
    with pytest.raises(error, match=message):
        finish(told)


def test_provider_that_does_not_answer_is_told_and_its_name_is(told: Told) -> None:
    settings = ProviderSettings(
        "http://127.0.0.1:1", "desk", "", "http://desk.example/back", name="The house"
    )
    gone = OidcProvider(settings, lambda: datetime.now(UTC))
    begun = time.monotonic()
    with pytest.raises(
        OutletUnreachable, match="The house: cannot be signed in with now: it does not answer"
    ):
        gone.begin(state="s", nonce="n", verifier=VERIFIER)
    assert time.monotonic() - begun < 10
    assert provider(told).name == urlsplit(told.address).netloc
    assert provider(told).issuer == told.address


@pytest.mark.parametrize(
    "address", ["http://id.example", "id.example", "", "file:///etc/passwd", "ftp://127.0.0.1"]
)
def test_open_networks_are_not_used(address: str) -> None:
    make: Callable[[], OidcProvider] = lambda: OidcProvider(  # noqa: E731 -- what is refused, in one place
        ProviderSettings(address, "desk", "", ""), lambda: datetime.now(UTC)
    )
    with pytest.raises(BadRequest, match="by https"):
        make()
