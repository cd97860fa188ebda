"""What holds in every Cairn. See `env.py` for what an operator may change."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from cairn.config.settings import env
from cairn.config.settings.database import database
from cairn.config.settings.mail import mail_settings
from cairn.config.settings.secret import secret_key
from cairn.config.settings.uploads import waiting_room

ROOT = Path(__file__).resolve().parents[4]

DEBUG = env.DEBUG
DATA = env.DATA
BASE_URL = env.BASE_URL
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", urlsplit(BASE_URL).hostname or "", *env.ALLOWED_HOSTS]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_htmx",
    "django_tasks_db",
    "django_vite",
    "cairn.core",
    "cairn.ui",
    "cairn.people",
    "cairn.activity",
    "cairn.spaces",
    "cairn.livedocs",
    "cairn.pages",
    "cairn.comments",
    "cairn.action_items",
    "cairn.extensions",
    "cairn.feedback",
    "cairn.suggestions",
    "cairn.decisions",
    "cairn.gallery",
    "cairn.gallery.sections",
    "cairn.roadmaps",
    "cairn.questions",
    "cairn.debates",
    "cairn.series",
    "cairn.drafting",
    "cairn.notifications",
    "cairn.mail",
    "cairn.search",
    "cairn.home",
    "cairn.live",
    "cairn.config",
    "allauth",  # after ours: its pages are drawn by the templates of cairn.people
    "allauth.account",
]

MIDDLEWARE = [
    "cairn.core.middleware.requests.RequestId",
    "cairn.core.middleware.requests.TrustedProxies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cairn.core.middleware.compression.Compression",
    "cairn.core.middleware.errors.ErrorPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "cairn.core.middleware.requests.CleanInput",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
    "cairn.people.middleware.PersonMiddleware",
]

ROOT_URLCONF = "cairn.config.urls"
ASGI_APPLICATION = "cairn.config.asgi.application"
WSGI_APPLICATION = "cairn.config.wsgi.application"
FORM_RENDERER = "cairn.ui.forms.CairnFormRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("cairn.ui.folding.Loader", ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "cairn.home.shell.shell",
            ],
            "builtins": ["django.templatetags.i18n", "cairn.ui.templatetags.ui"],
        },
    },
]

DATABASES = {"default": database(env.DATABASE_URL, DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"], "OPTIONS": {}}}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "cairn.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_FORMS = {
    "login": "cairn.people.forms.LoginForm",
    "change_password": "cairn.people.forms.ChangePasswordForm",
    "reset_password": "cairn.people.forms.ResetPasswordForm",
    "reset_password_from_key": "cairn.people.forms.ResetPasswordKeyForm",
}
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,30/m/ip"}

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"},
}
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BASE_URL.startswith("https://")
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE
CSRF_FAILURE_VIEW = "cairn.core.csrf.refused"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A picture or film that somebody shows by its address comes to the reader's browser from there; the server asks nobody.
_OUTSIDE = ["https:"] if env.OUTSIDE_MEDIA else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:", *_OUTSIDE],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],  # diagrams are drawn in a frame that can reach nothing (extensions.md)
        "manifest-src": [SELF],
        "media-src": [SELF, "blob:", *_OUTSIDE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "build" / "static"
STATICFILES_DIRS: list[Path] = []
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "files"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/assets/.+-[\w-]{8}\."
DJANGO_VITE = {"default": {"manifest_path": ROOT / "build" / "static" / "manifest.json", "static_url_prefix": ""}}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [ROOT / "src" / "cairn" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = waiting_room(DATA)
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
MAX_UPLOAD_BYTES = env.MAX_UPLOAD_MB * 1024 * 1024
TRUSTED_PROXIES = env.TRUSTED_PROXIES
STYLEGUIDE = env.STYLEGUIDE or DEBUG
WEB_THREADS = env.WEB_THREADS

globals().update(mail_settings(env.SMTP_URL))
DEFAULT_FROM_EMAIL = env.MAIL_FROM
SERVER_EMAIL = env.MAIL_FROM
MAIL_REPLY_TO = env.MAIL_REPLY_TO
MAIL_IN = env.MAIL_IN
IMAP_URL = env.IMAP_URL
MAIL_AUTH_SERVER = env.MAIL_AUTH_SERVER

LOGGING_CONFIG = "cairn.core.logs.configure"
LOGGING = {"format": env.LOG_FORMAT}
