"""Django's settings. Everything an operator may change comes from the environment:

WUZE_DATA          folder of database, files and keys (``~/.wuze``)
DATABASE_URL       ``postgres://user@host/name``; without it SQLite in the data folder
WUZE_ORIGINS       addresses under which the site is opened, comma-separated (this machine, port 8000)
WUZE_BEHIND_PROXY  1 when a proxy of ours ends TLS and always sets X-Forwarded-Proto
WUZE_PROXIES       how many proxies of ours stand in a row, each adding to X-Forwarded-For (1)
WUZE_NAME          name of this installation, as it stands on exports
WUZE_TRAIL_DAYS    days the trail is kept, at least 180 (365)
WUZE_FILE_MB       how large one evidence file may be, in MB (20)
WUZE_FILES_MOST    how many evidence files one matter may have (10)
WUZE_FILE_SCAN     command of a virus scanner, run on each file before it is stored, e.g. ``clamdscan --fdpass --no-summary``
WUZE_SECRET_KEY, WUZE_TRAIL_KEY    instead of the files under ``keys``
WUZE_MAIL          server for reminders by e-mail: ``smtp+tls://name:password@host:587``, ``smtp+ssl://…``, ``smtp://…`` (none)
WUZE_MAIL_FROM     sender of those e-mails
WUZE_SEND_LOCAL    1 when reminders may go to a relay on this machine itself
WUZE_DEBUG         1 for developers only, on this machine only
"""

from __future__ import annotations

from datetime import date, timedelta

from environ import Env

from wuze.config import databases, keys, logs
from wuze.config.origins import DEFAULT, origins
from wuze.kernel.web import security

_env = Env()
DATA = keys.data_folder()
SECRET_KEY = keys.read("WUZE_SECRET_KEY", DATA)
DEBUG = _env.bool("WUZE_DEBUG", default=False)
SYSTEM_NAME = _env.str("WUZE_NAME", default="五责")

# --- what it is made of -----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes", "django.contrib.auth", "django.contrib.messages",
    "django.contrib.staticfiles", "axes", "csp", "template_partials", "treebeard",
    "wuze.config", "wuze.kernel.web", "wuze.trail", "wuze.files", "wuze.accounts", "wuze.registry", "wuze.duty", "wuze.ledger",
    "wuze.assessment", "wuze.portal",
]  # fmt: skip
MIDDLEWARE = [
    "wuze.portal.health.HealthMiddleware",
    "wuze.config.edge.EdgeMiddleware",
    "wuze.kernel.web.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "wuze.kernel.web.files.FilesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "wuze.accounts.login.middleware.SessionLimitsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wuze.registry.middleware.ActorMiddleware",
    "wuze.accounts.login.middleware.LoginStateMiddleware",
    "wuze.portal.middleware.FrameMiddleware",
    "wuze.accounts.gate.GateMiddleware",
    "wuze.kernel.web.middleware.FragmentMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
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
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "login"
ACCOUNTS_ABOVE = "wuze.registry.for_accounts"  # what accounts asks of posts
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "wuze.accounts.login.backend.Passwords"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=30)
AXES_LOCKOUT_PARAMETERS = "wuze.accounts.login.lockout.parameters"
AXES_HANDLER = "wuze.accounts.login.lockout.Handler"
AXES_LOCKOUT_CALLABLE = "wuze.accounts.login.lockout.keep_answer"
AXES_CLIENT_IP_CALLABLE = "wuze.accounts.login.lockout.source"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # nobody keeps an account locked by knocking on
AXES_DISABLE_ACCESS_LOG = True  # the trail has it
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["csrfmiddlewaretoken", "next", "once", "username"]
SESSION_ENGINE = "wuze.accounts.login.store"
SESSION_COOKIE_AGE = 12 * 3600  # idle and absolute limits: wuze.accounts.marks
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- files of the pages: collected once (manage collectstatic) they are compressed and kept by browsers for good -------
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024  # a form may carry 5,000 rows that were read and shown
MEDIA_ROOT = DATA / "files"  # uploads, by their hash; no address leads there
FILE_MOST_BYTES = max(1, _env.int("WUZE_FILE_MB", default=20)) << 20
FILES_MOST = max(1, _env.int("WUZE_FILES_MOST", default=10))
FILE_SCAN = _env.str("WUZE_FILE_SCAN", default="")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "wuze.kernel.web.files.Storage"},
}

# --- time and language ------------------------------------------------------------------------------------------------
USE_TZ = True
FROZEN_DAY: date | None = None  # the date of every page; the tests set it, so that they hold on any day
TIME_ZONE = "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
USE_I18N = True  # Django's own sentences in Chinese; ours are Chinese in the first place

# --- the way in (SEC-11, SEC-13) --------------------------------------------------------------------------------------
ORIGINS = origins(_env.list("WUZE_ORIGINS", default=list(DEFAULT)))
ALLOWED_HOSTS = list(ORIGINS.hosts)
CSRF_TRUSTED_ORIGINS = list(ORIGINS.trusted)
BEHIND_PROXY = _env.bool("WUZE_BEHIND_PROXY", default=False)
PROXIES = max(1, _env.int("WUZE_PROXIES", default=1))  # read by accounts.login.lockout where BEHIND_PROXY holds
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

# --- what leaves this site: only what the lead office has set as a channel, and only from the worker ---------------------
MAIL = bool(_env.str("WUZE_MAIL", default=""))
vars().update(_env.email_url("WUZE_MAIL", default="consolemail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = _env.str("WUZE_MAIL_FROM", default="") or vars().get("EMAIL_HOST_USER", "") or "wuze@localhost"
SEND_LOCAL = _env.bool("WUZE_SEND_LOCAL", default=False)

# --- memory of each process: counters of attempts; pages that hold until the next entry of the trail (registry.memo) -----
_memory = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _memory},
    "kept": {"BACKEND": _memory, "LOCATION": "kept", "OPTIONS": {"MAX_ENTRIES": 1000}},
}

# --- trail ------------------------------------------------------------------------------------------------------------
TRAIL_KEY = keys.read("WUZE_TRAIL_KEY", DATA)
TRAIL_RETENTION_DAYS = _env.int("WUZE_TRAIL_DAYS", default=365)

# --- what each package adds to the pages that cross packages (wuze.portal: lines, history, search) ---------------------
DESK_QUEUES = [
    "wuze.portal.providers.accounts.to_decide", "wuze.portal.providers.accounts.asked_for",
    "wuze.portal.providers.accounts.password", "wuze.portal.providers.accounts.recovery_codes",
    "wuze.portal.providers.accounts.grants_to_confirm", "wuze.portal.providers.registry.handovers",
    "wuze.portal.providers.site.trail_head",
    "wuze.portal.providers.site.complaints", "wuze.portal.providers.site.backup",
    "wuze.portal.providers.site.relinked",
    "wuze.portal.providers.ledger.turns", "wuze.portal.providers.ledger.owed",
    "wuze.portal.providers.ledger.answers", "wuze.portal.providers.ledger.helps",
    "wuze.portal.providers.activities.promises", "wuze.portal.providers.requests.mine",
    "wuze.portal.providers.requests.waiting",
    "wuze.portal.providers.reminders.failed",
    "wuze.portal.providers.agenda.meetings",
    "wuze.portal.providers.agenda.problems", "wuze.portal.providers.agenda.visits",
    "wuze.portal.providers.agenda.promises",
    "wuze.portal.providers.duty.notices_to_sign", "wuze.portal.providers.duty.objections",
    "wuze.portal.providers.rounds.to_run", "wuze.portal.providers.rounds.to_answer",
    "wuze.portal.providers.rounds.to_check", "wuze.portal.providers.schemes.to_adopt",
    "wuze.portal.providers.readings.to_check",
]  # fmt: skip
DESK_TALLIES = [
    "wuze.portal.providers.registry.beginning",
    "wuze.portal.providers.registry.vacancies",
    "wuze.portal.providers.parties.terms",
    "wuze.portal.providers.parties.corrections",
    "wuze.portal.providers.coverage.questions",
    "wuze.portal.providers.duty.unsigned",
    "wuze.portal.providers.ledger.owed_more",
]
DESK_FIGURES = ["wuze.portal.providers.registry.figures", "wuze.portal.providers.requests.figures"]
DESK_PANELS = [
    "wuze.portal.providers.ledger.collections", "wuze.portal.providers.rounds.courses",
    "wuze.portal.providers.ledger.burden",
]  # fmt: skip
DESK_VERBS = [
    "wuze.portal.providers.ledger.set_up", "wuze.portal.providers.activities.note_down",
    "wuze.portal.providers.requests.raise_one",
]  # fmt: skip
SEARCH_PROVIDERS = [
    "wuze.portal.finders.units", "wuze.portal.finders.organisations", "wuze.portal.finders.posts",
    "wuze.portal.finders.people", "wuze.portal.finders.approvals", "wuze.portal.providers.ledger.tasks",
    "wuze.portal.providers.activities.activities",
    "wuze.portal.providers.requests.requests",
    "wuze.portal.providers.agenda.agendas_found", "wuze.portal.providers.agenda.problems_found",
    "wuze.portal.providers.duty.duties", "wuze.portal.providers.rounds.rounds_found",
    "wuze.portal.providers.schemes.schemes_found", "wuze.portal.providers.readings.readings",
]  # fmt: skip
HISTORY_KINDS = [
    "wuze.portal.kinds.UNIT", "wuze.portal.kinds.POST", "wuze.portal.kinds.PERSON", "wuze.portal.kinds.HANDOVER",
    "wuze.portal.kinds.APPROVAL", "wuze.portal.kinds.ORGANISATION", "wuze.portal.providers.ledger.TASK",
    "wuze.portal.providers.activities.ACTIVITY",
    "wuze.portal.providers.requests.REQUEST", "wuze.portal.providers.reminders.CHANNEL",
    "wuze.portal.providers.agenda.AGENDA", "wuze.portal.providers.agenda.PROBLEM", "wuze.portal.providers.agenda.CONTACT",
    "wuze.portal.providers.agenda.YEAR_LINE",
    "wuze.portal.providers.duty.EDITION", "wuze.portal.providers.duty.DUTY", "wuze.portal.providers.duty.NOTICE",
    "wuze.portal.providers.rounds.ROUND",
    "wuze.portal.providers.schemes.SCHEME",
]  # fmt: skip

# --- what goes with a post when it changes hands (wuze.registry.handover_lines) ----------------------------------------
HANDOVER_PROVIDERS = [
    "wuze.registry.handover_lines.facts_of", "wuze.registry.handover_lines.approvals_of",
    "wuze.registry.handover_lines.links_of", "wuze.ledger.handover.tasks_of",
    "wuze.ledger.activities.handover.promises_of", "wuze.ledger.requests.handover.requests_of",
    "wuze.duty.contacts.handover.promises_of",
    "wuze.duty.assignments.handover.duties_of",
]  # fmt: skip

# --- what things may have evidence files (wuze.registry.evidence) -----------------------------------------------------
EVIDENCE_HOLDERS = [
    "wuze.duty.notices.evidence.NOTICE",
    "wuze.ledger.evidence.REPORT", "wuze.ledger.activities.evidence.ACTIVITY",
    "wuze.assessment.rounds.evidence.ENTRY", "wuze.assessment.rounds.evidence.OBJECTION",
]  # fmt: skip

# --- what packages know for scoring: (since, until, units, as_of) → unit → data item → Fact ----------------------------
FACT_PROVIDERS = ["wuze.registry.facts.facts", "wuze.ledger.facts.facts", "wuze.ledger.activities.facts.facts"]

# --- logs: one line each on stderr -------------------------------------------------------------------------------------
LOGGING = logs.LOGGING
