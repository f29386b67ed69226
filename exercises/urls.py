"""The addresses of the library, below `/exercises/`."""

from django.urls import path

from exercises import views

urlpatterns = [
    path("", views.library, name="library"),
    path("<slug:slug>/", views.exercise, name="exercise"),
]
