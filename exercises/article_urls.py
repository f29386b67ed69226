"""The addresses of what there is to read, below `/learn/`."""

from django.urls import path

from exercises import views

urlpatterns = [
    path("", views.articles, name="articles"),
    path("<slug:slug>/", views.article, name="article"),
]
