from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    default = True


class JudgedAdminConfig(AdminConfig):
    """Django's administration, behind the same judge as every other page."""

    default_site = "accounts.admin_site.JudgedAdminSite"
