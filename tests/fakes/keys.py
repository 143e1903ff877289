"""Signing keys as the channel has them, and tokens good and bad."""

import time
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://api.botframework.com"
APP_ID = "6b1f0c9e-52a1-4c0e-9a37-0d1f6a2c7e11"
TENANT = "9c2d7f4a-0b3e-4f58-8c16-5e7a1d2b3c44"


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Signer:
    """Signs as the channel does; `rotate` begins a new key and forgets the old one."""

    kid: str = "key-1"
    endorsements: list[str] = field(default_factory=lambda: ["msteams"])
    key: rsa.RSAPrivateKey = field(default_factory=_new_key)

    def rotate(self) -> None:
        self.kid = f"key-{int(self.kid.split('-')[1]) + 1}"
        self.key = _new_key()

    def jwks(self) -> dict[str, Any]:
        public = dict(RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True))
        public |= {"kid": self.kid, "endorsements": self.endorsements, "use": "sig"}
        return {"keys": [public]}

    def token(self, service_url: str, **changed: Any) -> str:
        """A token of the channel; `changed` overrides claims, or `kid`, `key`, `alg`, `lasts`."""
        now = int(time.time())  # noqa: TID251 - tokens expire by the real clock
        kid = changed.pop("kid", self.kid)
        key = changed.pop("key", self.key)
        algorithm = changed.pop("alg", "RS256")
        lasts = changed.pop("lasts", 3600)
        claims = {
            "iss": ISSUER,
            "aud": APP_ID,
            "serviceurl": service_url,
            "nbf": now - 10,
            "exp": now + lasts,
        } | changed
        return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid} if kid else {})
