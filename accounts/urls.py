"""Everything under /account/: ours first, then allauth's sign-in, mail and second factor."""

from django.urls import include, path

from accounts import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("look/", views.look, name="look"),
    path("looks/", views.looks, name="looks"),
    path("invitation/", views.invitation, name="invitation"),
    path("invitation/<str:token>/", views.invitation_link, name="invitation_link"),
    path("", include("allauth.urls")),
]
