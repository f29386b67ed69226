"""The addresses for library files, below `/curate/`."""

from django.urls import path

from exercises.exchange import views

urlpatterns = [
    path("import/", views.import_file, name="import_file"),
    path("import/<uuid:upload_id>/", views.import_upload, name="import_upload"),
    path("export/", views.export, name="export"),
    path("export/<slug:kind>/", views.export_file, name="export_file"),
]
