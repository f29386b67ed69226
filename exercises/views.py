"""The library as signed-in people read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts import access
from exercises import article_selectors, selectors
from exercises.article_forms import ArticleSearch

OK, UNPROCESSABLE = 200, 422


@require_safe
@access.signed_in_required
def library(request: HttpRequest) -> HttpResponse:
    shown = {"groups": selectors.groups(), **_frame(request)}
    return render(request, "exercises/library.html", shown)


@require_safe
@access.signed_in_required
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    shown = {"page": selectors.get_page_or_404(slug), **_frame(request)}
    return render(request, "exercises/exercise.html", shown)


@require_safe
@access.signed_in_required
def articles(request: HttpRequest) -> HttpResponse:
    """`q` finds words, `condition` and `phase` narrow the list; nonsense in them is told."""
    form = ArticleSearch(request.GET)
    status = OK if form.is_valid() else UNPROCESSABLE
    found = article_selectors.shelves(**form.wanted)
    shown = {"form": form, "shelves": found, "is_search": any(form.wanted.values())}
    return render(request, "exercises/articles.html", {**shown, **_frame(request)}, status=status)


@require_safe
@access.signed_in_required
def article(request: HttpRequest, slug: str) -> HttpResponse:
    shown = {"page": article_selectors.get_article_page_or_404(slug), **_frame(request)}
    return render(request, "exercises/article.html", shown)


def _frame(request: HttpRequest) -> dict[str, object]:
    """Therapists keep their rail at the side, everybody else the phone's page."""
    is_desk = access.is_clinician(request.user)
    return {
        "layout": "desk.html" if is_desk else "base.html",
        "is_desk": is_desk,
        "is_patient": access.is_patient(request.user),
        "current": "library",
    }
