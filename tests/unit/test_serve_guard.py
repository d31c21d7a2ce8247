"""The gate of the review page: hosts, origins, words of a session, roles, accounts, the audit log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim.errors import ServeError
from counterclaim.ledger.open import open_ledger
from counterclaim.serve.accounts import add_account, read_accounts, remove_account
from counterclaim.serve.app import make_app
from counterclaim.serve.audit import AuditLog
from counterclaim.serve.options import ServeOptions
from counterclaim.serve.routes.accounts import find_next
from counterclaim.serve.sessions import IDLE, LIFETIME, Sessions
from counterclaim.serve.throttle import TRIES, WINDOW, Throttle

PASSWORD = "a long enough password"
BASE = "http://127.0.0.1:8321"
OWN = {"Origin": BASE}


@pytest.fixture
def place(tmp_path: Path) -> str:
    path = tmp_path / "tarn.ledger"
    open_ledger(path, create=True).close()
    return str(path)


@pytest.fixture
def accounts(tmp_path: Path) -> Path:
    path = tmp_path / "accounts.json"
    for name, role in (("rita", "reader"), ("cora", "coder"), ("edda", "editor")):
        add_account(path, name=name, role=role, password=PASSWORD)
    return path


@pytest.fixture
def solo(place: str) -> Iterator[TestClient]:
    with TestClient(make_app(ServeOptions(ledger=place, name="mira")), base_url=BASE) as client:
        yield client


@pytest.fixture
def shared_page(place: str, accounts: Path) -> Iterator[TestClient]:
    options = ServeOptions(ledger=place, accounts=accounts)
    with TestClient(make_app(options), base_url=BASE, follow_redirects=False) as client:
        yield client


def find_csrf(client: TestClient, path: str = "/") -> str:
    found = re.search(r'data-csrf="(\w+)"', client.get(path).text)
    assert found
    return found[1]


def log_in(client: TestClient, name: str, password: str = PASSWORD) -> int:
    form = {"csrf": find_csrf(client, "/login"), "name": name, "password": password, "next": "/audit"}
    return client.post("/login", data=form, headers=OWN).status_code


def is_let_in(client: TestClient, cookies: dict[str, str]) -> bool:
    """Tell whether the page answers a browser with these cookies, and with no other."""
    header = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return client.get("/", headers={"Cookie": header}).status_code == 200


def test_every_answer_has_the_headers_that_disarm_a_report(solo: TestClient) -> None:
    for path in ("/", "/static/page.css", "/nothing", "/api/nothing"):
        headers = solo.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:8321"]
)
def test_another_host_is_refused(solo: TestClient, host: str) -> None:
    assert solo.get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost:8321", "127.0.0.1", "[::1]:8321"])
def test_names_of_this_machine_are_answered(solo: TestClient, host: str) -> None:
    assert solo.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://127.0.0.1:9999", BASE + ".evil"]
)
def test_a_write_from_another_origin_is_refused(solo: TestClient, origin: str | None) -> None:
    headers = {"Origin": origin} if origin else {}
    answer = solo.post("/logout", data={"csrf": find_csrf(solo)}, headers=headers)
    assert (answer.status_code, "did not come from" in answer.text) == (403, True)


@pytest.mark.parametrize("csrf", ["", "0" * 64, "ü"])
def test_a_write_without_the_word_of_its_session_is_refused(solo: TestClient, csrf: str) -> None:
    answer = solo.post("/logout", data={"csrf": csrf}, headers=OWN)
    assert (answer.status_code, "load it again" in answer.text) == (403, True)


def test_the_word_of_another_session_is_no_word(shared_page: TestClient) -> None:
    log_in(shared_page, "cora")
    first = find_csrf(shared_page)
    shared_page.cookies.clear()
    log_in(shared_page, "edda")
    assert shared_page.post("/logout", data={"csrf": first}, headers=OWN).status_code == 403
    assert shared_page.post("/logout", data={"csrf": find_csrf(shared_page)}, headers=OWN).status_code == 303


def test_nobody_sees_anything_before_the_login(shared_page: TestClient) -> None:
    answer = shared_page.get("/audit?x=1")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login?next=%2Faudit%3Fx%3D1")
    assert "tarn" not in shared_page.get("/nothing").text


def test_a_login_begins_a_new_session(shared_page: TestClient) -> None:
    form = {"csrf": find_csrf(shared_page, "/login"), "name": "edda", "password": PASSWORD}
    given = dict(shared_page.cookies)
    answer = shared_page.post("/login", data=form, headers=OWN)
    assert answer.status_code == 303
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    after = dict(shared_page.cookies)
    assert set(after.values()).isdisjoint(given.values())
    shared_page.cookies.clear()
    assert is_let_in(shared_page, after)
    assert not is_let_in(shared_page, given), "a token from before the login leads nowhere"


def test_the_login_page_leaves_a_session_as_it_is(shared_page: TestClient) -> None:
    assert log_in(shared_page, "edda") == 303
    answer = shared_page.get("/login", params={"next": "/agreement"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/agreement")
    assert "Set-Cookie" not in answer.headers
    assert shared_page.get("/").status_code == 200


def test_a_session_ends_at_the_logout_and_with_its_account(shared_page: TestClient, accounts: Path) -> None:
    log_in(shared_page, "cora")
    kept = dict(shared_page.cookies)
    shared_page.post("/logout", data={"csrf": find_csrf(shared_page)}, headers=OWN)
    shared_page.cookies.clear()
    assert not is_let_in(shared_page, kept)
    log_in(shared_page, "rita")
    assert shared_page.get("/").status_code == 200
    remove_account(accounts, "rita")
    assert shared_page.get("/").status_code == 303


def test_roles(shared_page: TestClient) -> None:
    log_in(shared_page, "rita")
    word = {"X-CSRF-Token": find_csrf(shared_page), **OWN}
    assert shared_page.get("/audit").status_code == 403
    answer = shared_page.post("/audit", headers=word)
    assert (answer.status_code, "is a reader" in answer.text) == (405, False)
    shared_page.cookies.clear()
    log_in(shared_page, "edda")
    assert shared_page.get("/audit").status_code == 200


def test_wrong_passwords_are_slowed_down_and_written_down(shared_page: TestClient, place: str) -> None:
    codes = [log_in(shared_page, "edda", "not this password") for _ in range(TRIES + 1)]
    assert codes == [403] * TRIES + [429]
    assert log_in(shared_page, "edda") == 429
    lines = AuditLog(Path(place + ".audit.jsonl")).find_last(50)
    assert [line.act for line in lines] == ["login failed"] * TRIES
    assert {line.name for line in lines} == {"edda"}


def test_an_editor_sees_who_logged_in(shared_page: TestClient) -> None:
    log_in(shared_page, "cora")
    shared_page.cookies.clear()
    log_in(shared_page, "edda")
    text = shared_page.get("/audit").text
    assert text.index("<td>edda</td><td>login</td>") < text.index("<td>cora</td><td>login</td>")


@pytest.mark.parametrize(
    "next", ["https://evil.example", "//evil.example", "/\\evil.example", "evil", "/a\nb"]
)
def test_the_login_leads_to_no_other_site(next: str) -> None:
    assert find_next(next) == "/"


def test_static_files_lead_nowhere_else(solo: TestClient) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"):
        assert solo.get(path).status_code == 404


@pytest.mark.parametrize("options", [{"host": "0.0.0.0"}, {"host": "::"}, {"names": ("desk.example",)}])
def test_others_are_not_let_in_without_accounts(place: str, options: dict[str, object]) -> None:
    with pytest.raises(ServeError, match="accounts"):
        make_app(ServeOptions(ledger=place, **options))  # type: ignore[arg-type]


def test_a_cookie_is_sent_by_tls_alone_where_there_is_tls(place: str, accounts: Path) -> None:
    options = ServeOptions(ledger=place, accounts=accounts, is_secure=True)
    with TestClient(make_app(options), base_url="https://127.0.0.1:8321") as client:
        answer = client.get("/login")
    assert re.match(r"__Host-counterclaim-8321=.*Secure", answer.headers["Set-Cookie"])
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_passwords_are_kept_as_hashes_that_only_the_owner_reads(accounts: Path) -> None:
    assert accounts.stat().st_mode & 0o077 == 0
    assert PASSWORD not in accounts.read_text("utf-8")
    assert all(each.password_hash.startswith("$argon2id$") for each in read_accounts(accounts))


@pytest.mark.parametrize(
    ("name", "password"), [("", PASSWORD), (" a", PASSWORD), ("a\n", PASSWORD), ("a", "short")]
)
def test_an_account_that_will_not_do_is_refused(tmp_path: Path, name: str, password: str) -> None:
    with pytest.raises(ServeError):
        add_account(tmp_path / "a.json", name=name, role="coder", password=password)
    assert not (tmp_path / "a.json").exists()


def test_sessions_end_by_age_and_by_idleness() -> None:
    moment = [0.0]
    sessions = Sessions(now=lambda: moment[0])
    token = sessions.begin("cora")
    while moment[0] < LIFETIME:
        assert sessions.find_name(token) == "cora"
        moment[0] += IDLE
    moment[0] += 1
    assert sessions.find_name(token) is None
    idle = sessions.begin("cora")
    moment[0] += IDLE + 1
    assert sessions.find_name(idle) is None


def test_the_throttle_forgets_after_its_window() -> None:
    moment = [0.0]
    throttle = Throttle(now=lambda: moment[0])
    for _ in range(TRIES):
        assert throttle.find_wait("name a") == 0
        throttle.add_failure("name a")
    assert throttle.find_wait("name b", "name a") == WINDOW + 1
    moment[0] += WINDOW + 1
    assert throttle.find_wait("name a") == 0
