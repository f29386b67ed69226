"""Pages travel compressed, whatever stands before the server; files are WhiteNoise's to shrink.

A page's length must not tell what is in it (BREACH): a comment of random length ends each page,
and Django masks the token of its forms anew each time.
"""

import gzip
import secrets
from collections.abc import Callable

import brotli
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

LEAST_BYTES = 500
MOST_PADDING = 75  # bytes, each written as two signs
# A step higher saves a tenth and takes twice the time: for a week of drawings it is worth that.
BROTLI_QUALITY, BROTLI_QUALITY_LARGE, GZIP_LEVEL = 4, 5, 6
LARGE_BYTES = 150_000


def _brotli(page: bytes) -> bytes:
    quality = BROTLI_QUALITY if len(page) < LARGE_BYTES else BROTLI_QUALITY_LARGE
    return brotli.compress(page, mode=brotli.MODE_TEXT, quality=quality)


def _gzip(page: bytes) -> bytes:
    return gzip.compress(page, compresslevel=GZIP_LEVEL, mtime=0)


CODINGS = {"br": _brotli, "gzip": _gzip}


def compressed_pages(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Shrink every page for a browser that can unpack it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if _is_page(response):
            patch_vary_headers(response, ("Accept-Encoding",))
            _shrink(response, _coding(request.headers.get("Accept-Encoding", "")))
        return response

    return middleware


def _is_page(response: HttpResponse) -> bool:
    return (
        not response.streaming
        and response.get("Content-Type", "").startswith("text/html")
        and not response.has_header("Content-Encoding")
        and len(response.content) >= LEAST_BYTES
    )


def _coding(accepted: str) -> str | None:
    """The best of ours that the browser names; `br;q=0` is a no."""
    said = (one.replace(" ", "").partition(";") for one in accepted.lower().split(","))
    named = {name for name, _, weight in said if weight not in ("q=0", "q=0.0")}
    return next((name for name in CODINGS if name in named), None)


def _shrink(response: HttpResponse, coding: str | None) -> None:
    if coding is None:
        return
    response.content = CODINGS[coding](response.content + _padding())
    response["Content-Encoding"] = coding
    response["Content-Length"] = str(len(response.content))


def _padding() -> bytes:
    noise = secrets.token_hex(secrets.randbelow(MOST_PADDING + 1))
    return f"<!-- {noise} -->".encode()
