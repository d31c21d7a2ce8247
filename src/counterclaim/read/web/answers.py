"""Say in words for people what a site answers, and what goes wrong on the way."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpcore

from counterclaim.errors import FetchError

#: What reports can be in; others are not even received.
TYPES = frozenset(
    {
        "application/feed+json",
        "application/json",
        "application/jsonl",
        "application/pdf",
        "application/x-ndjson",
        "application/xhtml+xml",
        "application/xml",
        "text/html",
        "text/plain",
        "text/xml",
    }
)
_TYPE_ENDINGS = ("+xml", "+json")
#: Answers of a site that may give the page later.
LATER = frozenset({429, 500, 502, 503, 504})


@contextmanager
def tell_failure(host: str) -> Iterator[None]:
    """Turn what goes wrong on the way into words for people."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise FetchError(f"is not answered by {host} in time; try again later") from error
    except httpcore.ConnectError as error:
        # The pool raises it without its cause, which is all that it was made of.
        cause = next((each for each in error.args if isinstance(each, BaseException)), error)
        raise FetchError(_say_no_connection(host, cause)) from error
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise FetchError(f"is not answered properly by {host} ({error}); try again later") from error


def _say_no_connection(host: str, cause: BaseException) -> str:
    if isinstance(cause, ssl.SSLCertVerificationError):
        reason = cause.verify_message.rstrip(".")
        return (
            f"has a certificate that is not valid ({reason}), so whoever answers may not be {host};"
            " check the address, or ask the site"
        )
    if isinstance(cause, ssl.SSLError):
        return f"cannot be read safely: {host} speaks no TLS that is trusted ({cause.reason}); ask the site"
    return f"cannot be reached: {host} takes no connection ({cause}); check the address, or try later"


def require_type(content_type: str | None) -> None:
    """Raise where what comes is nothing that a report is read from; a site may tell no type."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind and kind not in TYPES and not kind.endswith(_TYPE_ENDINGS):
        raise FetchError(f"is {kind}; only pages, feeds, JSON, XML, plain text and PDF are fetched")


def say_status(status: int) -> str:
    """Say what an answer without a page means, and what to do."""
    if status in (404, 410):
        return f"is not there ({status}); check the address"
    if status in (401, 402, 403, 451):
        return f"is not open to programs ({status}); save the page in a browser"
    if status in LATER:
        return f"is not given now ({status}); try again later"
    return f"is answered with {status}; check the address"


def read_wait(headers: Mapping[str, str]) -> float | None:
    """Read after how many seconds a site asks to be tried again (RFC 9110, 10.2.3)."""
    words = headers.get("retry-after", "").strip()
    if words.isdecimal():
        return float(words)
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, TypeError):
        return None
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (zoned - datetime.now(UTC)).total_seconds())
