"""Pages travel compressed, and their length tells nothing."""

import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from config.compression import compressed_pages

PAGE = "<!doctype html><title>Today</title>" + "<p>One exercise is easier today.</p>" * 40


def answered(accepted: str, response: HttpResponse | None = None) -> HttpResponse:
    request = RequestFactory().get("/", headers={"accept-encoding": accepted})
    return compressed_pages(lambda _request: response or HttpResponse(PAGE))(request)


@pytest.mark.parametrize(
    ("accepted", "coding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
    ],
)
def test_a_page_is_packed_as_the_browser_likes_it(accepted, coding, unpack) -> None:
    response = answered(accepted)
    assert response["Content-Encoding"] == coding
    assert unpack(response.content).decode().startswith(PAGE)
    assert response["Content-Length"] == str(len(response.content))
    assert len(response.content) < len(PAGE) / 3
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("accepted", ["", "identity", "zstd", "br;q=0"])
def test_a_page_is_plain_where_nobody_can_unpack_it(accepted) -> None:
    response = answered(accepted)
    assert not response.has_header("Content-Encoding")
    assert response.content.decode() == PAGE
    assert response["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("short"),
        HttpResponse(PAGE, content_type="application/json"),
        HttpResponse(PAGE, headers={"Content-Encoding": "zstd"}),
        StreamingHttpResponse([PAGE.encode()]),
    ],
    ids=["short", "no page", "packed already", "a stream"],
)
def test_what_is_left_alone(response) -> None:
    before = response.get("Content-Encoding")
    assert answered("br, gzip", response).get("Content-Encoding") == before


@pytest.mark.parametrize("accepted", ["br", "gzip"])
def test_the_same_page_is_not_always_as_long(accepted) -> None:
    assert len({answered(accepted)["Content-Length"] for _ in range(20)}) > 1
