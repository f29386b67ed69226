"""Somebody signed in, over one connection that stays open."""

import re
from http.client import HTTPConnection, HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from scripts.benchmark.server import HOST

PATIENCE = 30  # seconds
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Unexpected(Exception):
    """An answer that was not the one to measure."""


class Visitor:
    def __init__(self, port: int, host: str = HOST) -> None:
        self.connection = HTTPConnection(host, port, timeout=PATIENCE)
        self.cookies: dict[str, str] = {}
        self.token = ""

    def sign_in(self, email: str, password: str, *, form: str = "/check-in/") -> None:
        """form: a page of theirs with a form, whose token is used from then on."""
        self.token = _token(self.get("/account/login/"))
        self.post("/account/login/", {"login": email, "password": password})
        self.token = _token(self.get(form))

    def get(self, path: str) -> str:
        return self._ask("GET", path, expected=200)

    def post(self, path: str, answers: dict[str, str]) -> str:
        """Send a form that leads on to another page."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **answers})
        return self._ask("POST", path, body, expected=302)

    def _ask(self, method: str, path: str, body: str = "", *, expected: int) -> str:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        page = response.read().decode()
        self._keep_cookies(response)
        if response.status != expected:
            raise Unexpected(f"{method} {path} answered {response.status}, not {expected}")
        return page

    def _keep_cookies(self, response: HTTPResponse) -> None:
        for header in response.headers.get_all("Set-Cookie", ()):
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value


def _token(page: str) -> str:
    found = TOKEN.search(page)
    if found is None:
        raise Unexpected("a page has no form to send")
    return found[1]
