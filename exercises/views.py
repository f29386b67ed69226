"""The library as signed-in people read it."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from accounts import access
from exercises import article_selectors, selectors
from exercises.article_forms import ArticleSearch
from exercises.listing import listing
from exercises.search import Search
from exercises.uploads import serving, stored

OK, UNPROCESSABLE = 200, 422
LEFT, RIGHT = "left", "right"


@require_safe
@access.signed_in_required
def library(request: HttpRequest) -> HttpResponse:
    """The list. htmx asks for what changed and gets it without the frame around."""
    search = Search.read(request.GET)
    shown = {"listing": listing(search, page=request.GET.get("page")), **_frame(request)}
    is_part = request.htmx and not request.htmx.history_restore_request
    layout = {"layout": "part.html"} if is_part else {}
    response = render(request, "exercises/library.html", shown | layout)
    patch_vary_headers(response, ["HX-Request"])
    return push_url(response, reverse("library") + search.query()) if request.htmx else response


@require_safe
@access.signed_in_required
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    at_any_stage = access.can_read_drafts(request.user)
    page = selectors.get_page_or_404(slug, at_any_stage=at_any_stage)
    shown = {"page": page, **_side(request), **_frame(request)}
    return render(request, "exercises/exercise.html", shown)


@require_safe
@access.signed_in_required
def articles(request: HttpRequest, *, for_now: Sequence[str] = ()) -> HttpResponse:
    """`q` finds words, `condition` and `phase` narrow the list; nonsense in them is told.

    for_now: the articles that suit whoever asks, which stand first until they search.
    """
    form = ArticleSearch(request.GET)
    status = OK if form.is_valid() else UNPROCESSABLE
    found = article_selectors.shelves(**form.wanted)
    is_search = any(form.wanted.values())
    if not is_search:
        found = article_selectors.with_first(found, for_now)
    shown = {"form": form, "shelves": found, "is_search": is_search}
    return render(request, "exercises/articles.html", {**shown, **_frame(request)}, status=status)


@require_safe
@access.signed_in_required
def article(request: HttpRequest, slug: str) -> HttpResponse:
    at_any_stage = access.can_read_drafts(request.user)
    page = article_selectors.get_article_page_or_404(slug, at_any_stage=at_any_stage)
    shown = {"page": page, **_frame(request)}
    return render(request, "exercises/article.html", shown)


@require_safe
@access.signed_in_required
def upload(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """A picture, film or captions: whoever may see the exercise may see them."""
    at_any_stage = access.can_read_drafts(request.user)
    if not selectors.is_served(slug=slug, name=name, at_any_stage=at_any_stage):
        raise Http404
    try:
        return serving.answer(stored.path_of(name), request.headers.get("Range", ""))
    except FileNotFoundError as error:
        raise Http404 from error


def _side(request: HttpRequest) -> dict[str, object]:
    """The side somebody works on, when a page that knows it says so; any other word is no side."""
    side = request.GET.get("side")
    return {"side": side if side in (LEFT, RIGHT) else "", "is_left": side == LEFT}


def _frame(request: HttpRequest) -> dict[str, object]:
    """Therapists keep their rail at the side, everybody else the phone's page."""
    is_desk = access.is_clinician(request.user)
    return {
        "layout": "desk.html" if is_desk else "base.html",
        "is_desk": is_desk,
        "is_patient": access.is_patient(request.user),
        "reads_drafts": access.can_read_drafts(request.user),
        "current": "library",
    }
