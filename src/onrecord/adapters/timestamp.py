"""RFC 3161 timestamps: asked of an authority, and checked offline."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import BadRequest, EvidenceBroken
from onrecord.ports import Stamp

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from rfc3161_client import TimeStampResponse

#: Answers with a few certificates take 3 to 8 KB.
MAX_BYTES = 64 * 1024
MEDIA_TYPE = "application/timestamp-query"
_GRANTED = frozenset({0, 1})
_SHA256 = "2.16.840.1.101.3.4.2.1"


@dataclass(frozen=True, slots=True)
class Rfc3161:
    """Return a `ports.Timestamper`.

    Attributes:
        url: The authority's address; "" for none.
        ca_file: PEM file of the certificates to trust: the authority's root, and what lies between; None for none.
        post: Sends bytes to an address and returns the answer.
    """

    url: str
    ca_file: Path | None
    post: Callable[[str, bytes], bytes]

    def stamp(self, data: bytes) -> bytes:
        """Return a token over the SHA-256 of `data`; see `ports.Timestamper.stamp`."""
        if not self.url:
            raise BadRequest("no authority is set; give its address as timestamp_url in the settings")
        try:
            from rfc3161_client import HashAlgorithm, TimestampRequestBuilder  # noqa: PLC0415 -- an extra
        except ImportError as error:
            raise _absent() from error
        asked = TimestampRequestBuilder(data=data, hash_algorithm=HashAlgorithm.SHA256).build()
        token = self.post(self.url, asked.as_bytes())
        answer = _decoded(token)
        stamp = self.check(token)
        if stamp.imprint != hashlib.sha256(data).hexdigest() or answer.tst_info.nonce != asked.nonce:
            raise EvidenceBroken(
                "answers with a token for something else; try another authority", subject=self.url
            )
        return token

    def check(self, token: bytes) -> Stamp:
        """Return what a token says, its signature checked where certificates are set."""
        answer = _decoded(token)
        try:
            imprint = answer.tst_info.message_imprint
            kind, message = imprint.hash_algorithm.dotted_string, imprint.message
            time, authority = answer.tst_info.gen_time, _authority(answer)
        except ValueError as error:
            raise EvidenceBroken("is no timestamp that can be read") from error
        if kind != _SHA256:
            raise EvidenceBroken("signs another kind of hash than SHA-256")
        if self.ca_file is not None:
            _verify(answer, message, self.ca_file)
        return Stamp(time, message.hex(), authority, self.ca_file is not None)


def _decoded(token: bytes) -> "TimeStampResponse":
    try:
        from rfc3161_client import decode_timestamp_response  # noqa: PLC0415 -- an extra
    except ImportError as error:
        raise _absent() from error
    try:
        answer = decode_timestamp_response(token)
        if answer.status not in _GRANTED:
            words = "; ".join(answer.status_string) or f"status {answer.status}"
            raise EvidenceBroken(f"grants no timestamp: {words}")
    except ValueError as error:
        raise EvidenceBroken("is no timestamp") from error
    return answer


def _verify(answer: "TimeStampResponse", message: bytes, ca_file: Path) -> None:
    """Check the signature, its certificates up to a trusted one, and what the certificate is for.

    Raises:
        EvidenceBroken: One of them does not hold.
        BadRequest: The certificates cannot be read.
    """
    from rfc3161_client import VerificationError, VerifierBuilder  # noqa: PLC0415 -- an extra

    certificates = _certificates(ca_file)
    builder = VerifierBuilder(
        roots=[one for one in certificates if one.issuer == one.subject] or certificates,
        intermediates=[one for one in certificates if one.issuer != one.subject],
    )
    try:
        builder.build().verify(answer, message)
    except VerificationError as error:
        raise EvidenceBroken("its signature is not that of an authority in timestamp_ca_file") from error


def _certificates(ca_file: Path) -> "list[Certificate]":
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415 -- an extra

    try:
        return load_pem_x509_certificates(ca_file.read_bytes())
    except (OSError, ValueError) as error:
        raise BadRequest(
            "no certificates can be read from it; check timestamp_ca_file", subject=str(ca_file)
        ) from error


def _authority(answer: "TimeStampResponse") -> str:
    """Return the name in the certificate that signed, "" where the token carries none."""
    from cryptography.x509 import load_der_x509_certificate  # noqa: PLC0415 -- an extra

    signer = next(iter(answer.signed_data.signer_infos), None)
    for der in answer.signed_data.certificates:
        certificate = load_der_x509_certificate(der)
        if signer is not None and certificate.serial_number == signer.serial_number:
            return certificate.subject.rfc4514_string()
    return ""


def _absent() -> BadRequest:
    return BadRequest("timestamps need a library; install it with: pip install 'onrecord[timestamp]'")
