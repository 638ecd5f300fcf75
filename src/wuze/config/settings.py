"""Django's settings. Everything an operator may change comes from the environment:

WUZE_DATA          folder of database, files and keys (``~/.wuze``)
DATABASE_URL       ``postgres://user@host/name``; without it SQLite in the data folder
WUZE_ORIGINS       addresses under which the site is opened, comma-separated (this machine, port 8000)
WUZE_BEHIND_PROXY  1 when a proxy of ours ends TLS and always sets X-Forwarded-Proto
WUZE_NAME          name of this installation, as it stands on exports
WUZE_TRAIL_DAYS    days the trail is kept, at least 180 (365)
WUZE_SECRET_KEY, WUZE_TRAIL_KEY    instead of the files under ``keys``
WUZE_DEBUG         1 for developers only, on this machine only
"""

from __future__ import annotations

from environ import Env

from wuze.config import databases, keys
from wuze.config.origins import DEFAULT, origins
from wuze.kernel.web import security

_env = Env()
DATA = keys.data_folder()
SECRET_KEY = keys.read("WUZE_SECRET_KEY", DATA)
DEBUG = _env.bool("WUZE_DEBUG", default=False)
SYSTEM_NAME = _env.str("WUZE_NAME", default="五责")

# --- what it is made of -----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.messages", "django.contrib.staticfiles", "csp", "template_partials",
    "wuze.config", "wuze.kernel.web", "wuze.trail",
]  # fmt: skip
MIDDLEWARE = [
    "wuze.kernel.web.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "wuze.kernel.web.files.FilesMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wuze.kernel.web.middleware.FragmentMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "wuze.kernel.web.frame.frame",
            ],
        },
    }
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
ROOT_URLCONF = "wuze.config.urls"
WSGI_APPLICATION = "wuze.config.wsgi.application"
DATABASES = {"default": databases.database(_env.str("DATABASE_URL", default=""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- files of the pages: collected once (manage collectstatic) they are compressed and kept by browsers for good -------
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "wuze.kernel.web.files.Storage"},
}

# --- time and language ------------------------------------------------------------------------------------------------
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
USE_I18N = True  # Django's own sentences in Chinese; ours are Chinese in the first place

# --- the way in (SEC-11, SEC-13) --------------------------------------------------------------------------------------
ORIGINS = origins(_env.list("WUZE_ORIGINS", default=list(DEFAULT)))
ALLOWED_HOSTS = list(ORIGINS.hosts)
CSRF_TRUSTED_ORIGINS = list(ORIGINS.trusted)
BEHIND_PROXY = _env.bool("WUZE_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None

_prefix = "__Host-" if ORIGINS.https else ""
SESSION_COOKIE_NAME = f"{_prefix}session"
SESSION_COOKIE_SECURE = ORIGINS.https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = f"{_prefix}csrf"
CSRF_COOKIE_SECURE = ORIGINS.https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"

SECURE_SSL_REDIRECT = ORIGINS.https
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ORIGINS.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ORIGINS.https
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = security.REFERRER_POLICY
CONTENT_SECURITY_POLICY = security.CONTENT_SECURITY_POLICY
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # a site inside an office network is on no browser's preload list

# --- trail ------------------------------------------------------------------------------------------------------------
TRAIL_KEY = keys.read("WUZE_TRAIL_KEY", DATA)
TRAIL_RETENTION_DAYS = _env.int("WUZE_TRAIL_DAYS", default=365)
