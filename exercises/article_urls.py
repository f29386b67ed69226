"""The addresses of articles, below `/learn/`; their list is recovery's, which knows whose it is."""

from django.urls import path

from exercises import views

urlpatterns = [path("<slug:slug>/", views.article, name="article")]
