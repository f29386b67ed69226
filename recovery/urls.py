"""The addresses of the product: pages before an account first, then people's own."""

from django.urls import path

from recovery.views import public

urlpatterns = [
    path("", public.landing, name="landing"),
    path("tour/", public.tour_start, name="tour"),
    path("tour/<slug:step>/", public.tour, name="tour_step"),
    path("help/", public.when_to_get_help, name="help"),
    path("about/", public.about, name="about"),
]
