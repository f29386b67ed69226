"""All settings, from the environment; nonsense is refused at start, in one line.

`.env.example` lists every variable. With none set this is a development server
on SQLite: debug pages on, mail written to files, demo people allowed.
"""

import os
import sys
from email.utils import parseaddr
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def from_env(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """A yes-or-no variable; anything else stops the start."""
    raw = from_env(name, "yes" if default else "no").lower()
    if raw not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {raw!r}.")
    return raw in TRUE


def number(name: str, default: int, *, least: int = 1) -> int:
    """A whole number of at least `least`; anything else stops the start."""
    raw = from_env(name, str(default))
    if not raw.isdecimal() or int(raw) < least:
        raise ImproperlyConfigured(f"{name} must be a whole number from {least}, not {raw!r}.")
    return int(raw)


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in from_env(name, default).split(",") if word.strip()]


# --- where and how it runs ---------------------------------------------------------
PRODUCTION = flag("STEPWISE_PRODUCTION", default=False)
DEBUG = flag("STEPWISE_DEBUG", default=not PRODUCTION)
DEMO = flag("STEPWISE_DEMO", default=not PRODUCTION)
# With no, people see only what a named reviewer has passed, and no plan begins from a draft.
# A fresh installation has drafts alone, so without production they are shown, under a banner.
SHOW_DRAFTS = flag("STEPWISE_SHOW_DRAFTS", default=not PRODUCTION)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("STEPWISE_DEBUG must be off when STEPWISE_PRODUCTION is on.")

SECRET_KEY = from_env("STEPWISE_SECRET_KEY", "" if PRODUCTION else "development-only-not-a-secret")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set STEPWISE_SECRET_KEY to a long random text.")
OWN_HOSTS = "127.0.0.1,localhost,[::1],testserver"
ALLOWED_HOSTS = words("STEPWISE_HOSTS", "" if PRODUCTION else OWN_HOSTS)
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set STEPWISE_HOSTS to the host names this server answers to.")
# Where links in mails and calendars lead; nobody asks there who could be asked for the host.
PORT = from_env("PORT") or "8000"
OWN_URL = f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else f"http://127.0.0.1:{PORT}"
SITE_URL = from_env("STEPWISE_URL", OWN_URL).rstrip("/")
CSRF_TRUSTED_ORIGINS = words("STEPWISE_TRUSTED_ORIGINS")

# --- what it is made of ------------------------------------------------------------
INSTALLED_APPS = [
    "recovery",
    "exercises",
    "accounts.apps.AccountsConfig",
    "accounts.apps.JudgedAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_include_bootstrap",
    "django_htmx",
    "django_q",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.compression.compressed_pages",
    "config.middleware.content_security_policy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.own_language_and_clock",
    "accounts.middleware.second_factor",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- data --------------------------------------------------------------------------
DATA_DIR = Path(from_env("STEPWISE_DATA_DIR") or BASE_DIR / "var")
DATABASES = {
    "default": dj_database_url.parse(
        from_env("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'stepwise.sqlite3'}"
    )
}
DATABASE = DATABASES["default"]
if DATABASE["ENGINE"].endswith("sqlite3"):
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    # Writers queue instead of failing; readers never wait for a writer.
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # The threads of a server share connections, at most so many a process; give it no more
    # threads than that. A worker forks, and of a pool its processes would share the wires.
    if flag("STEPWISE_SERVES", default=False):
        POOL = {"min_size": 1, "max_size": number("STEPWISE_DB_CONNECTIONS", 10), "timeout": 10}
        DATABASE["OPTIONS"] = {**DATABASE.get("OPTIONS", {}), "pool": POOL}
    DATABASE["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"

# One queue in the same database: a task is there exactly when what it belongs to is. Whoever is
# killed within a task leaves it there, and it is given out again after `retry` seconds.
Q_CLUSTER = {
    "name": "stepwise",
    "orm": "default",
    "workers": number("STEPWISE_WORKERS", 1),
    "poll": 1,
    "timeout": 60,
    "retry": 90,
    "max_attempts": 20,
    "catch_up": False,  # after a pause what comes each minute comes once
    "save_limit": -1,  # what went well needs no row; what failed keeps one
}

# What `manage.py load_content` loads, in this order, all or nothing.
CONTENT_LOADERS = [
    "exercises.loader.load",
    "exercises.article_loader.load",
    "recovery.services.protocols.load",
]

# --- people ------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.EmailBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "accounts.passwords.SensiblePassword"}]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home/"
LOGOUT_REDIRECT_URL = "/"
# Where /home/ leads; the first role in this order that somebody holds decides.
HOME_BY_ROLE = {
    "clinician": "/caseload/",
    "content_admin": "/curate/",
    "clinical_reviewer": "/curate/",
    "patient": "/today/",
}
CONSENT_VERSION = "2026-11"
INVITATION_DAYS = 14
# What patients are told beside the box they write in; it is a promise of whoever runs this.
ANSWER_DAYS = number("STEPWISE_ANSWER_DAYS", 2)

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignUpDetails"
ACCOUNT_FORMS = {
    "login": "accounts.sign_in_forms.LoginForm",
    "signup": "accounts.sign_in_forms.SignupForm",
    "add_email": "accounts.sign_in_forms.AddEmailForm",
    "change_password": "accounts.sign_in_forms.ChangePasswordForm",
    "set_password": "accounts.sign_in_forms.SetPasswordForm",
    "reset_password": "accounts.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.sign_in_forms.ResetPasswordKeyForm",
    "reauthenticate": "accounts.sign_in_forms.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "accounts.sign_in_forms.AuthenticateForm",
    "reauthenticate": "accounts.sign_in_forms.ReauthenticateByCodeForm",
    "activate_totp": "accounts.sign_in_forms.ActivateTOTPForm",
    "add_webauthn": "accounts.sign_in_forms.AddPasskeyForm",
    "edit_webauthn": "accounts.sign_in_forms.RenamePasskeyForm",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Stepwise: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
# Without production, mail only lands in files: waiting for it would lock a newcomer out.
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if PRODUCTION else "optional"
MFA_ALLOW_UNVERIFIED_EMAIL = not PRODUCTION
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Stepwise"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
# How many proxies of ours stand in front: rate limits count by the address before them.
ALLAUTH_TRUSTED_PROXY_COUNT = number("STEPWISE_PROXIES", 0, least=0)

# --- language and time -------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- static files ------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "recovery.assets.BuiltFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "config.static_files.HashedFiles"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

# --- mail --------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = from_env("STEPWISE_MAIL_FROM", "Stepwise <stepwise@localhost>")
EMAIL_FILE_PATH = DATA_DIR / "mail"
EMAIL_HOST = from_env("STEPWISE_MAIL_HOST")
EMAIL_PORT = number("STEPWISE_MAIL_PORT", 587)
EMAIL_HOST_USER = from_env("STEPWISE_MAIL_USER")
EMAIL_HOST_PASSWORD = from_env("STEPWISE_MAIL_PASSWORD")
EMAIL_TIMEOUT = 20
EMAIL_USE_TLS = flag("STEPWISE_MAIL_TLS", default=True)
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)
if PRODUCTION and not EMAIL_HOST:
    raise ImproperlyConfigured("Set STEPWISE_MAIL_HOST: sign-up needs to send mail.")

# --- notifications -----------------------------------------------------------------
# Push services a browser may name, with what lies below them; this server calls no other.
PUSH_SERVICES = words(
    "STEPWISE_PUSH_SERVICES",
    "fcm.googleapis.com,updates.push.services.mozilla.com,push.apple.com,notify.windows.com",
)
PUSH_KEY_FILE = Path(from_env("STEPWISE_PUSH_KEY_FILE") or DATA_DIR / "push-key.pem")
PUSH_CONTACT = from_env("STEPWISE_PUSH_CONTACT", f"mailto:{parseaddr(DEFAULT_FROM_EMAIL)[1]}")

# --- safety ------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = PRODUCTION and flag("STEPWISE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "stream": sys.stderr}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
