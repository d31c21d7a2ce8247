"""Fetching, against a site on this machine and over real sockets."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from counterclaim.errors import FetchError
from counterclaim.read.fetch import MAX_REDIRECTS, Fetcher
from counterclaim.read.web.cache import PageCache
from counterclaim.settings import FetchSettings
from tests.fetchers import PAGE, SETTINGS, make_fetcher, make_public, redirect
from tests.web import PUBLIC, Asked, LoopBackend, Reply, Site, find_free_port, run_site


@pytest.fixture
def site() -> Iterator[Site]:
    with run_site() as running:
        running.pages["/a"] = Reply(PAGE)
        yield running


def test_a_page_comes_whole_with_its_type(site: Site) -> None:
    fetched = make_fetcher().fetch(f"{site.address}/a#part")
    assert (fetched.body, fetched.address, fetched.asked) == (
        PAGE,
        f"{site.address}/a",
        f"{site.address}/a#part",
    )
    assert (fetched.content_type, fetched.is_unchanged) == ("text/html; charset=utf-8", False)


def test_it_says_who_asks_and_carries_no_cookie(site: Site) -> None:
    site.pages["/a"] = Reply(PAGE, 200, {"Content-Type": "text/html", "Set-Cookie": "id=1"})
    fetcher = make_fetcher(settings=FetchSettings(delay=0, contact="desk@courier.example"))
    fetcher.fetch(f"{site.address}/a")
    fetcher.fetch(f"{site.address}/a")
    headers = site.asked[-1].headers
    assert headers["user-agent"].startswith("Counterclaim/")
    assert headers["user-agent"].endswith("(+desk@courier.example)")
    assert "cookie" not in headers


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(site: Site, status: int) -> None:
    site.pages["/old"] = redirect("a", status)
    assert make_fetcher().fetch(f"{site.address}/old").address == f"{site.address}/a"


def test_redirects_end(site: Site) -> None:
    for number in range(MAX_REDIRECTS + 1):
        site.pages[f"/{number}"] = redirect(f"/{number + 1}")
    site.pages[f"/{MAX_REDIRECTS + 1}"] = Reply(PAGE)
    assert make_fetcher().fetch(f"{site.address}/1").body == PAGE
    with pytest.raises(FetchError, match="more than 5 times"):
        make_fetcher().fetch(f"{site.address}/0")


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("", "leads nowhere"),
        ("ftp://courier.example/a", "no address that is fetched"),
        ("file:///etc/passwd", "no address that is fetched"),
        ("https://[broken", "is no address"),
        ("http://ann:secret@127.0.0.1/a", "a name or password"),
    ],
)
def test_redirects_lead_to_pages_only(site: Site, place: str, words: str) -> None:
    site.pages["/old"] = redirect(place)
    with pytest.raises(FetchError, match=words) as caught:
        make_fetcher().fetch(f"{site.address}/old")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.0.0.7", "172.16.3.4", "192.168.1.1", "100.64.0.9", "::1", "fd12::1", "::ffff:10.0.0.7"],
)
def test_private_addresses_are_refused_by_what_a_name_resolves_to(site: Site, address: str) -> None:
    fetcher, backend = make_public(site, {"courier.example": [address]})
    with pytest.raises(FetchError, match="--allow-private"):
        fetcher.fetch("http://courier.example/a")
    assert (backend.meant, site.asked) == ([], [])


NEVER = """169.254.169.254 fe80::1%eth0 224.0.0.1 0.0.0.0 255.255.255.255 168.63.129.16 fd00:ec2::254
    64:ff9b::a9fe:a9fe 2002:a9fe:a9fe:: nonsense"""


@pytest.mark.parametrize("address", NEVER.split())
def test_some_addresses_are_never_fetched(site: Site, address: str) -> None:
    fetcher, backend = make_public(site, {"courier.example": [address]}, allow_private=True)
    with pytest.raises(FetchError, match="never fetched"):
        fetcher.fetch("http://courier.example/a")
    assert backend.meant == []


@pytest.mark.parametrize("inner", ["127.0.0.1", "10.1.2.3", "169.254.169.254"])
def test_a_public_page_cannot_lead_to_a_private_machine(site: Site, inner: str) -> None:
    site.pages["/a"] = redirect("http://inner.example/secret")
    fetcher, backend = make_public(site, {"courier.example": [PUBLIC], "inner.example": [inner]})
    with pytest.raises(FetchError, match=inner.replace(".", r"\.")):
        fetcher.fetch("http://courier.example/a")
    assert set(backend.meant) == {PUBLIC}
    assert "/secret" not in site.get_paths()


def test_one_private_address_among_public_ones_is_enough_to_refuse(site: Site) -> None:
    fetcher, backend = make_public(site, {"courier.example": [PUBLIC, "10.0.0.7"]})
    with pytest.raises(FetchError, match=r"10\.0\.0\.7"):
        fetcher.fetch("http://courier.example/a")
    assert backend.meant == []


def test_a_name_that_changes_its_address_is_judged_at_every_connection(site: Site) -> None:
    answers = iter(([PUBLIC], ["127.0.0.1"]))
    backend = LoopBackend(site.port)
    fetcher = Fetcher(SETTINGS, resolve=lambda host, port: next(answers), backend=backend)
    site.pages["/robots.txt"] = Reply(b"", 404, {"Connection": "close"})
    with pytest.raises(FetchError, match="this machine"):
        fetcher.fetch("http://courier.example/a")
    # What is connected to is the address that was judged, and not the name.
    assert backend.meant == [PUBLIC]
    assert site.get_paths() == ["/robots.txt"]


def test_the_next_address_of_a_name_is_tried(site: Site) -> None:
    def resolve(host: str, port: int) -> Sequence[str]:
        return ["127.0.0.2", "127.0.0.1"]

    assert make_fetcher(resolve=resolve).fetch(f"http://courier.example:{site.port}/a").body == PAGE
    assert site.asked[-1].headers["host"] == f"courier.example:{site.port}"


@pytest.mark.parametrize("pause_at", ["body", "head"])
def test_a_page_that_trickles_ends_with_the_deadline(site: Site, pause_at: str) -> None:
    site.pages["/slow"] = Reply(b"<html>" + b"x" * 900, pause=0.05)
    settings = FetchSettings(delay=0, timeout=2, deadline=0.4)
    address = f"{site.address}/slow"
    if pause_at == "head":
        site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow:\n" + b"#" * 900, pause=0.05)
    start = time.monotonic()
    with pytest.raises(FetchError, match="takes too long"):
        make_fetcher(settings=settings).fetch(address)
    assert time.monotonic() - start < 2


def test_a_silent_site_is_given_up(site: Site) -> None:
    def wait(asked: Asked) -> Reply:
        time.sleep(1)
        return Reply(PAGE)

    site.pages["/silent"] = wait
    with pytest.raises(FetchError, match="not answered by 127.0.0.1 in time"):
        make_fetcher(settings=FetchSettings(delay=0, timeout=0.2)).fetch(f"{site.address}/silent")


def test_a_huge_page_is_not_received_to_its_end(site: Site) -> None:
    body = b"x" * (SETTINGS.max_bytes + 1)
    chunked = {"Content-Type": "text/html", "Transfer-Encoding": "chunked", "Content-Length": ""}
    site.pages["/told"] = Reply(body)
    site.pages["/untold"] = Reply(b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body), 200, chunked)
    for path in ("/told", "/untold"):
        with pytest.raises(FetchError, match=r"larger than 100,000 bytes"):
            make_fetcher().fetch(f"{site.address}{path}")


@pytest.mark.parametrize(
    ("packing", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("deflate", lambda raw: zlib.compress(raw)[2:-4])],
)
def test_packed_pages_are_unpacked(site: Site, packing: str, pack: Any) -> None:
    site.pages["/a"] = Reply(pack(PAGE), 200, {"Content-Type": "text/html", "Content-Encoding": packing})
    assert make_fetcher().fetch(f"{site.address}/a").body == PAGE


@pytest.mark.parametrize(
    ("body", "packing", "words"),
    [
        (gzip.compress(bytes(50_000_000)), "gzip", "larger than"),
        (gzip.compress(PAGE)[:-12], "gzip", "half a page"),
        (b"\x1f\x8b\x08" + b"nonsense" * 9, "gzip", "damaged"),
        (PAGE, "br", "nobody asked for"),
    ],
)
def test_bombs_and_damaged_packings_are_refused(site: Site, body: bytes, packing: str, words: str) -> None:
    site.pages["/a"] = Reply(body, 200, {"Content-Type": "text/html", "Content-Encoding": packing})
    with pytest.raises(FetchError, match=words):
        make_fetcher().fetch(f"{site.address}/a")


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "video/mp4", "application/octet-stream"])
def test_what_no_report_is_in_is_not_received(site: Site, kind: str) -> None:
    site.pages["/a"] = Reply(PAGE, 200, {"Content-Type": kind})
    with pytest.raises(FetchError, match=f"is {kind}; only pages"):
        make_fetcher().fetch(f"{site.address}/a")


@pytest.mark.parametrize(
    "kind", ["application/rss+xml", "application/ld+json", "application/pdf", "TEXT/HTML", ""]
)
def test_what_reports_are_in_is_received(site: Site, kind: str) -> None:
    site.pages["/a"] = Reply(PAGE, 200, {"Content-Type": kind})
    assert make_fetcher().fetch(f"{site.address}/a").body == PAGE


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "not there"), (403, "not open"), (418, "answered with 418"), (304, "answered with")],
)
def test_refusals_of_a_site_are_told(site: Site, status: int, words: str) -> None:
    site.pages["/a"] = Reply(b"", status)
    with pytest.raises(FetchError, match=words):
        make_fetcher().fetch(f"{site.address}/a")


def test_a_site_that_asks_for_patience_gives_the_seconds(site: Site) -> None:
    site.pages["/a"] = Reply(b"", 503, {"Retry-After": "120"})
    site.pages["/b"] = Reply(b"", 429, {"Retry-After": "Wed, 04 Mar 1981 00:00:00 GMT"})
    with pytest.raises(FetchError, match="try again later") as caught:
        make_fetcher().fetch(f"{site.address}/a")
    assert caught.value.retry_after == 120
    with pytest.raises(FetchError) as caught:
        make_fetcher().fetch(f"{site.address}/b")
    assert caught.value.retry_after == 0


def test_robots_are_heeded_and_asked_once(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(
        b"User-agent: *\nDisallow: /\n\nUser-agent: counterclaim\nDisallow: /private\n"
    )
    site.pages["/private/a"] = Reply(PAGE)
    fetcher = make_fetcher()
    assert fetcher.fetch(f"{site.address}/a").body == PAGE
    with pytest.raises(FetchError, match=r"may not be read by programs, says http://.*/robots\.txt"):
        fetcher.fetch(f"{site.address}/private/a")
    assert site.get_paths() == ["/robots.txt", "/a"]


def test_robots_hold_for_redirects_too(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private\n")
    site.pages["/old"] = redirect("/private/a")
    with pytest.raises(FetchError, match="may not be read by programs"):
        make_fetcher().fetch(f"{site.address}/old")
    assert site.get_paths() == ["/robots.txt", "/old"]


def test_a_site_that_fails_to_give_its_robots_is_not_read(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(b"", 503, {"Retry-After": "7"})
    with pytest.raises(FetchError, match="fails to say what may be read") as caught:
        make_fetcher().fetch(f"{site.address}/a")
    assert caught.value.retry_after == 7
    assert site.get_paths() == ["/robots.txt"]


def test_pages_of_one_host_keep_their_distance(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 0.2\n")
    site.pages["/b"] = Reply(PAGE)
    fetcher = make_fetcher()
    fetcher.fetch(f"{site.address}/a")
    fetcher.fetch(f"{site.address}/b")
    robots, first, second = site.asked
    assert robots.path == "/robots.txt"
    assert second.at - first.at >= 0.2


def test_what_did_not_change_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    def answer(asked: Asked) -> Reply:
        if asked.headers.get("if-none-match") == '"v1"':
            return Reply(b"", 304, {"ETag": '"v1"'})
        return Reply(PAGE, 200, {"Content-Type": "text/html", "ETag": '"v1"', "Last-Modified": "then"})

    site.pages["/a"] = answer
    cache = PageCache(tmp_path / "pages")
    first = make_fetcher(cache=cache).fetch(f"{site.address}/a")
    second = make_fetcher(cache=cache).fetch(f"{site.address}/a")
    assert (first.body, first.is_unchanged) == (PAGE, False)
    assert (second.body, second.is_unchanged, second.content_type) == (PAGE, True, "text/html")
    assert site.asked[-1].headers["if-modified-since"] == "then"
    assert (tmp_path / "pages").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("damage", [b"", b"{}", b"\x00" * 9])
def test_a_damaged_page_of_the_cache_is_fetched_anew(site: Site, tmp_path: Path, damage: bytes) -> None:
    site.pages["/a"] = Reply(PAGE, 200, {"Content-Type": "text/html", "ETag": '"v1"'})
    fetcher = make_fetcher(cache=PageCache(tmp_path))
    fetcher.fetch(f"{site.address}/a")
    [file] = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-3] + damage)
    assert fetcher.fetch(f"{site.address}/a").body == PAGE
    assert "if-none-match" not in site.asked[-1].headers


def test_what_a_site_forbids_to_store_is_not_stored(site: Site, tmp_path: Path) -> None:
    headers = {"Content-Type": "text/html", "ETag": '"v1"', "Cache-Control": "private, No-Store"}
    site.pages["/a"] = Reply(PAGE, 200, headers)
    make_fetcher(cache=PageCache(tmp_path)).fetch(f"{site.address}/a")
    assert list(tmp_path.iterdir()) == []


def test_the_cache_makes_room(site: Site, tmp_path: Path) -> None:
    fetcher = make_fetcher(cache=PageCache(tmp_path, max_bytes=2_500))
    for number in range(5):
        site.pages[f"/{number}"] = Reply(bytes(1_000), 200, {"Content-Type": "text/plain", "ETag": '"v"'})
        fetcher.fetch(f"{site.address}/{number}")
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize(
    "address",
    [
        "ftp://courier.example/a",
        "https://",
        "https://courier.example:99999/",
        "https://a b.example/",
        "https://[broken/",
        "nonsense",
        "http://ann:secret@courier.example/a",
        "https://courier.example/" + "a" * 3_000,
    ],
)
def test_what_is_no_address_says_so(address: str) -> None:
    with pytest.raises(FetchError, match="address") as caught:
        make_fetcher().fetch(address)
    assert "secret" not in str(caught.value)


def test_a_host_that_is_not_there_is_told() -> None:
    with pytest.raises(FetchError, match="cannot be reached: 127.0.0.1 takes no connection"):
        make_fetcher().fetch(f"http://127.0.0.1:{find_free_port()}/a")

    def fail(host: str, port: int) -> Sequence[str]:
        raise OSError(-2, "Name or service not known")

    with pytest.raises(FetchError, match="has no host courier.example"):
        make_fetcher(resolve=fail).fetch("http://courier.example/a")


def test_news_are_sent_under_the_same_guard(site: Site) -> None:
    site.pages["/hook"] = Reply(b"", 202)
    site.pages["/moved"] = redirect("/hook")
    fetcher = make_fetcher()
    assert fetcher.post(f"{site.address}/hook", b"{}", {"Content-Type": "application/json"}) == 202
    assert (site.asked[-1].body, site.asked[-1].headers["content-type"]) == (b"{}", "application/json")
    assert fetcher.post(f"{site.address}/moved", b"{}", {}) == 302
    assert site.get_paths() == ["/hook", "/moved"]
    strict, backend = make_public(site, {"hook.example": ["10.0.0.7"]})
    with pytest.raises(FetchError, match="--allow-private"):
        strict.post("http://hook.example/", b"{}", {})
    assert backend.meant == []
