"""Signing in with an OpenID provider: the authorization code flow with PKCE, its ID tokens checked by authlib."""

import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from onrecord.errors import BadRequest, OutletUnreachable, SignInRefused
from onrecord.ports.provider import Voucher

__all__ = ["OidcProvider", "ProviderSettings"]

#: Signatures that only the provider can make; never `none`, nor those made with what we know too.
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
#: What a provider may say at once, in bytes: descriptions and keys have some ten thousand.
_MOST_BYTES = 1_000_000
_TIMEOUT_SECONDS = 10.0
#: A provider's description and keys are asked for anew after this.
_KEPT_FOR = timedelta(hours=1)
#: Clocks differ.
_LEEWAY_SECONDS = 60
_OK = 200
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """Return what a provider and this desk know each other by.

    Attributes:
        issuer: The provider's address; its description lies below it.
        client_id: What it calls this desk.
        client_secret: What this desk shows it; "" for none.
        back: Where it sends browsers back to.
        name: What people know it as; "" for its host.
        group_claim: The claim that says what somebody belongs to; "" for none.
        ca_file: Certificates to trust in place of the public ones; "" for those.
    """

    issuer: str
    client_id: str
    client_secret: str
    back: str
    name: str = ""
    group_claim: str = ""
    ca_file: str = ""


class OidcProvider:
    """Return a `ports.Provider`; threads may share it.

    Args:
        settings: What it and this desk know each other by.
        now: Tells the time, aware.

    Raises:
        BadRequest: Its address is none, or leads over an open network.
    """

    def __init__(self, settings: ProviderSettings, now: Callable[[], datetime]) -> None:
        _check_address(settings.issuer)
        self._settings = settings
        self._now = now
        self._lock = Lock()
        self._kept: dict[str, tuple[datetime, dict[str, Any]]] = {}
        self._tls = ssl.create_default_context(cafile=settings.ca_file or None)

    @property
    def name(self) -> str:
        """Return what people know it as."""
        return self._settings.name or urlsplit(self._settings.issuer).netloc

    @property
    def issuer(self) -> str:
        """Return its address, which it signs with."""
        return self._settings.issuer

    def begin(self, *, state: str, nonce: str, verifier: str) -> str:
        """Return the address to send a browser to; see `ports.Provider.begin`."""
        endpoint = self._described("authorization_endpoint")
        asked = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "redirect_uri": self._settings.back,
            "scope": "openid profile email",
            "state": state,
            "nonce": nonce,
            "code_challenge": create_s256_code_challenge(verifier),
            "code_challenge_method": "S256",
        }
        return f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(asked)}"

    def finish(self, *, code: str, nonce: str, verifier: str) -> Voucher:
        """Return whom the provider vouches for; see `ports.Provider.finish`."""
        answer = self._exchange(code, verifier)
        token = answer.get("id_token")
        if not isinstance(token, str) or len(token) > _MOST_BYTES:
            raise self._refused("it gave no ID token")
        claims = self._claims(token, nonce, answer.get("access_token"))
        email = claims.get("email")
        is_checked = claims.get("email_verified") is True and isinstance(email, str)
        name = claims.get("preferred_username") or claims.get("email") or claims.get("name") or ""
        return Voucher(
            self._settings.issuer,
            str(claims["sub"]),
            name if isinstance(name, str) else "",
            str(email) if is_checked else None,
            _groups(claims, self._settings.group_claim),
        )

    def _exchange(self, code: str, verifier: str) -> dict[str, Any]:
        """Return what the provider gives for a code.

        Raises:
            SignInRefused: It gives nothing for it.
        """
        settings = self._settings
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": settings.back,
            "code_verifier": verifier,
            "client_id": settings.client_id,
        }
        credentials = None
        if settings.client_secret:
            methods = self._description().get(
                "token_endpoint_auth_methods_supported", ["client_secret_basic"]
            )
            if "client_secret_basic" in methods:
                credentials = (quote(settings.client_id, safe=""), quote(settings.client_secret, safe=""))
            else:
                form["client_secret"] = settings.client_secret
        return self._ask("POST", self._described("token_endpoint"), form, credentials)

    def _claims(self, token: str, nonce: str, access_token: object) -> Mapping[str, Any]:
        """Return what an ID token says, where it was made by the provider, for us, just now, for this browser.

        Raises:
            SignInRefused: It was not.
        """
        registry = JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
        options = {
            "iss": {"essential": True, "values": [self._settings.issuer]},
            "aud": {"essential": True, "value": self._settings.client_id},
        }
        params = {"nonce": nonce, "client_id": self._settings.client_id, "access_token": access_token}
        try:
            try:
                decoded = jwt.decode(token, self._keys(), registry=registry)
            except (JoseError, ValueError):
                # It may have taken new keys since we asked: once more, with those that it has now.
                decoded = jwt.decode(token, self._keys(anew=True), registry=registry)
            claims = CodeIDToken(decoded.claims, decoded.header, options, params)
            claims.validate(now=int(self._now().timestamp()), leeway=_LEEWAY_SECONDS)
        except (JoseError, ValueError, KeyError, TypeError) as error:
            raise self._refused("what it says of you does not hold") from error
        return dict(claims)

    def _keys(self, *, anew: bool = False) -> KeySet:
        address = self._described("jwks_uri")
        return KeySet.import_key_set(self._get(address, anew=anew))  # type: ignore[arg-type]

    def _described(self, key: str) -> str:
        """Return an address that the provider's description gives.

        Raises:
            OutletUnreachable: It gives none.
        """
        address = self._description().get(key)
        if not isinstance(address, str):
            raise self._unreachable(f"its description gives no {key}")
        _check_address(address)
        return address

    def _description(self) -> dict[str, Any]:
        issuer = self._settings.issuer
        found = self._get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            raise self._unreachable("its description is that of another; write oidc_issuer as it says")
        return found

    def _get(self, address: str, *, anew: bool = False) -> dict[str, Any]:
        """Return what lies at an address of the provider, as kept from the last time."""
        now = self._now()
        with self._lock:
            kept = self._kept.get(address)
        if kept is not None and not anew and now - kept[0] < _KEPT_FOR:
            return kept[1]
        found = self._ask("GET", address)
        with self._lock:
            self._kept[address] = (now, found)
        return found

    def _ask(
        self,
        method: str,
        address: str,
        form: Mapping[str, str] | None = None,
        credentials: tuple[str, str] | None = None,
    ) -> dict[str, Any]:
        """Return the JSON object that the provider answers with.

        Raises:
            SignInRefused: It refuses.
            OutletUnreachable: It does not answer, or with something else.
        """
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        auth = httpx.BasicAuth(*credentials) if credentials else None
        try:
            with (
                httpx.Client(verify=self._tls, timeout=_TIMEOUT_SECONDS, trust_env=False) as client,
                client.stream(method, address, data=form, headers=headers, auth=auth) as answer,
            ):
                body = b""
                for piece in answer.iter_raw():
                    body += piece
                    if len(body) > _MOST_BYTES:
                        raise self._unreachable("it says too much")
                status = answer.status_code
        except httpx.HTTPError as error:
            raise self._unreachable("it does not answer") from error
        if form is not None and status != _OK:
            raise self._refused("it does not take the code; begin again")
        try:
            found = json.loads(body) if status == _OK else None
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise self._unreachable("it says nothing that can be used")
        return found

    def _refused(self, why: str) -> SignInRefused:
        return SignInRefused(f"does not vouch for you: {why}", subject=self.name)

    def _unreachable(self, why: str) -> OutletUnreachable:
        return OutletUnreachable(f"cannot be signed in with now: {why}", subject=self.name)


def _groups(claims: Mapping[str, Any], claim: str) -> frozenset[str]:
    """Return what a claim says, one string or many."""
    said = claims.get(claim) if claim else None
    many = said if isinstance(said, list) else [said]
    return frozenset(one for one in many if isinstance(one, str))


def _check_address(address: str) -> None:
    """Check that what is sent there is read by nobody else.

    Raises:
        BadRequest: It goes over an open network.
    """
    parts = urlsplit(address)
    if not parts.hostname or not (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    ):
        raise BadRequest("a provider is reached by https; write its address so", subject=address)
