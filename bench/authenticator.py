"""A passkey in software: makes and answers as a phone does, for the load to sign in with."""

import hashlib
import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT_AND_VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
RP_ID = "localhost"


def packed(raw: bytes) -> str:
    """Bytes as browsers write them in text."""
    return urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass(frozen=True)
class SoftKey:
    """One passkey: its private part, and whose it is."""

    pem: str
    handle: str

    @staticmethod
    def drawn(handle: str) -> "SoftKey":
        """A new one."""
        drawn = ec.generate_private_key(ec.SECP256R1())
        pem = drawn.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        return SoftKey(pem.decode(), handle)

    @property
    def id(self) -> bytes:
        """What the server knows it by."""
        return hashlib.sha256(self.pem.encode()).digest()

    @property
    def private(self) -> ec.EllipticCurvePrivateKey:
        """The private part."""
        key = serialization.load_pem_private_key(self.pem.encode(), None)
        assert isinstance(key, ec.EllipticCurvePrivateKey)
        return key

    def registered(self) -> dict[str, object]:
        """What the table keeps of it, as a browser would have sent it."""
        public = ES256.from_cryptography_key(self.private.public_key())
        data = AuthenticatorData.create(
            hashlib.sha256(RP_ID.encode()).digest(),
            PRESENT_AND_VERIFIED | AuthenticatorData.FLAG.AT,
            0,
            bytes(AttestedCredentialData.create(b"\0" * 16, self.id, public)),
        )
        said = {"type": "webauthn.create", "challenge": "AAAA", "origin": "http://localhost"}
        return {
            "id": packed(self.id),
            "rawId": packed(self.id),
            "type": "public-key",
            "clientExtensionResults": {"credProps": {"rk": True}},
            "response": {
                "clientDataJSON": packed(json.dumps(said).encode()),
                "attestationObject": packed(bytes(AttestationObject.create("none", data, {}))),
            },
        }

    def answer(self, challenge: str, *, origin: str) -> str:
        """What the browser answers to a challenge."""
        said = json.dumps({"type": "webauthn.get", "challenge": challenge, "origin": origin})
        data = AuthenticatorData.create(
            hashlib.sha256(RP_ID.encode()).digest(), PRESENT_AND_VERIFIED, 0
        )
        signed = bytes(data) + hashlib.sha256(said.encode()).digest()
        signature = self.private.sign(signed, ec.ECDSA(hashes.SHA256()))
        return json.dumps(
            {
                "id": packed(self.id),
                "rawId": packed(self.id),
                "type": "public-key",
                "clientExtensionResults": {},
                "response": {
                    "clientDataJSON": packed(said.encode()),
                    "authenticatorData": packed(bytes(data)),
                    "signature": packed(signature),
                    "userHandle": packed(self.handle.encode()),
                },
            }
        )
