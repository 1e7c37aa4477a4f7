"""A real timestamp authority on this machine: OpenSSL's, behind a small HTTP server."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

#: Why tests that need it are skipped where it is absent.
ABSENT = "openssl is not installed: it is the timestamp authority of these tests"
HAS_OPENSSL = shutil.which("openssl") is not None
_SECONDS = 60
#: Without `certs`: OpenSSL 3.0 writes several certificates in an order that strict readers of DER refuse.
_CONFIG = """\
[tsa]
default_tsa = this
[this]
dir = {folder}
serial = $dir/serial
signer_cert = $dir/tsa.pem
signer_key = $dir/tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
accuracy = secs:1
ordering = no
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True)
class Authority:
    """Return a running authority: its address, and the certificate to trust."""

    url: str
    ca_file: Path


@contextmanager
def running_authority(folder: Path, name: str = "Selm Time Authority") -> Iterator[Authority]:
    """Give an authority with keys of its own in `folder`; it ends with the block."""
    _make_keys(folder, name)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            (folder / "query").write_bytes(query)
            _openssl(folder, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query", "-out", "reply")
            body = (folder / "reply").read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the base class names it
            """Keep the test's output clean."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Authority(f"http://127.0.0.1:{server.server_address[1]}/tsr", folder / "ca.pem")
        finally:
            server.shutdown()
            thread.join()


def _make_keys(folder: Path, name: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder))
    (folder / "serial").write_text("01\n")
    (folder / "ext.cnf").write_text(
        "keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n"
    )
    key = ("-newkey", "rsa:2048", "-nodes")
    root = ("-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", f"/CN={name} Root")
    _openssl(folder, "req", "-x509", *key, *root)
    _openssl(folder, "req", *key, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", f"/CN={name}")
    signed = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "ext.cnf")
    _openssl(folder, "x509", "-req", "-in", "tsa.csr", "-out", "tsa.pem", *signed)


def _openssl(folder: Path, *words: str) -> None:
    program = shutil.which("openssl") or "openssl"
    subprocess.run([program, *words], cwd=folder, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603 -- the machine's own program
