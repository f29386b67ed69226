"""Every address of the site. A new one needs a row in tests/integration/test_access.py."""

from django.contrib import admin
from django.urls import include, path

from accounts.views import home
from exercises.views import upload

urlpatterns = [
    path("", include("recovery.urls")),
    path("home/", home, name="home"),
    path("account/", include("accounts.urls")),
    path("exercises/", include("exercises.urls")),
    path("learn/", include("exercises.article_urls")),
    path("curate/", include("exercises.exchange.urls")),
    path("uploads/<slug:slug>/<str:name>", upload, name="upload"),
    path("admin/", admin.site.urls),
]
