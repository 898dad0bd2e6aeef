"""Certificates are looked at."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from talkgraph.errors import FetchError, UnreachableError
from tests.fetching.site import PAGE, Page, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from functools import partial
    from io import BufferedIOBase
    from pathlib import Path

    from talkgraph.fetching import FetchedRecap
    from tests.fetching.site import Site


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of 127.0.0.1 that nobody signed; its key lies beside it."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl, which makes the certificate, is not installed")
    path = tmp_path / "certificate.pem"
    subject = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
    made = ("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    places = ("-keyout", str(tmp_path / "key.pem"), "-out", str(path), "-days", "2")
    subprocess.run([*made, *subject, *places], check=True, capture_output=True)
    return path


@pytest.fixture
def secure_site(certificate: Path) -> Iterator[Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    with serving(context) as site:
        site.pages["/a"] = Page()
        yield site


def test_a_certificate_that_nobody_trusts_is_refused(secure_site: Site, fetch: partial[FetchedRecap]) -> None:
    with pytest.raises(FetchError, match="its certificate is not trusted: self") as caught:
        fetch(f"{secure_site.address}/a")
    assert not isinstance(caught.value, UnreachableError)
    assert secure_site.asked == []


def test_a_trusted_certificate_is_accepted_for_its_name_alone(
    secure_site: Site, fetch: partial[FetchedRecap], certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    recap = fetch(f"{secure_site.address}/a")
    assert (recap.url, recap.path.read_bytes()) == (f"{secure_site.address}/a", PAGE)

    with pytest.raises(FetchError, match="certificate is not trusted"):
        fetch(f"https://localhost:{secure_site.port}/a")


def test_a_server_that_does_not_encrypt_is_not_reached(site: Site, fetch: partial[FetchedRecap]) -> None:
    with pytest.raises(UnreachableError, match="cannot be reached"):
        fetch(f"https://127.0.0.1:{site.port}/a")


def test_the_time_limit_holds_for_encrypted_drops_too(
    secure_site: Site, fetch: partial[FetchedRecap], certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drip(out: BufferedIOBase) -> None:
        for _ in range(1200):  # two minutes
            out.write(b".")
            time.sleep(0.1)

    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    secure_site.pages["/a"] = Page(send=drip)
    began = time.monotonic()
    with pytest.raises(UnreachableError, match="took more than 2 seconds"):
        fetch(f"{secure_site.address}/a", seconds=2)
    assert time.monotonic() - began < 60
