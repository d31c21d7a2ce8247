"""Fetching over TLS: whose certificate is believed, and where https may lead."""

from __future__ import annotations

import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.errors import FetchError
from tests.conftest import require_program
from tests.fetchers import PAGE, make_fetcher, make_public, redirect
from tests.web import PUBLIC, Reply, Site, run_site


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for courier.example that nobody vouches for."""
    folder = tmp_path_factory.mktemp("certificate")
    files = ["-keyout", folder / "key.pem", "-out", folder / "certificate.pem"]
    kind = ["-newkey", "rsa:2048", "-nodes", "-days", "2"]
    name = ["-subj", "/CN=courier.example", "-addext", "subjectAltName=DNS:courier.example"]
    command = [require_program("openssl"), "req", "-x509", *kind, *name, *files]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def trusting(certificate: Path) -> ssl.SSLContext:
    """Trust that certificate."""
    return ssl.create_default_context(cafile=str(certificate / "certificate.pem"))


@pytest.fixture
def site(certificate: Path) -> Iterator[Site]:
    """Run a site that shows the certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate.pem", certificate / "key.pem")
    with run_site(context) as running:
        running.pages["/a"] = Reply(PAGE)
        yield running


def test_certificates_are_checked_against_the_name(site: Site, trusting: ssl.SSLContext) -> None:
    names = {"courier.example": [PUBLIC], "other.example": [PUBLIC]}
    trusted, _ = make_public(site, names, context=trusting)
    strict, _ = make_public(site, names)
    assert trusted.fetch("https://courier.example/a").body == PAGE
    with pytest.raises(FetchError, match=r"certificate that is not valid .*other\.example"):
        trusted.fetch("https://other.example/a")
    with pytest.raises(FetchError, match=r"certificate that is not valid .*self-signed certificate"):
        strict.fetch("https://courier.example/a")


def test_no_way_leads_from_https_to_http(site: Site, trusting: ssl.SSLContext) -> None:
    site.pages["/a"] = redirect("http://courier.example/a")
    fetcher, _ = make_public(site, {"courier.example": [PUBLIC]}, context=trusting)
    with pytest.raises(FetchError, match="from https to plain http"):
        fetcher.fetch("https://courier.example/a")


def test_a_site_without_tls_is_told() -> None:
    with run_site() as plain, pytest.raises(FetchError, match="cannot be read safely"):
        make_fetcher().fetch(f"https://127.0.0.1:{plain.port}/a")
