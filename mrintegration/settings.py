"""Django's settings, readable from top to bottom; what differs between installations comes from conf.py."""

import sys
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from pydantic import ValidationError

from mrintegration.conf import Environment
from mrintegration.connections import celery_broker_url, database_from_url, mail_from_url
from mrintegration.logs import logging_config

try:
    env = Environment()  # type: ignore[call-arg]  # the values come from the environment
except ValidationError as error:
    faults = "; ".join(f"{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
    sys.exit(f"The settings are not complete ({faults}). README.md lists every setting.")

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.data_dir
SURVEY_KEYS_DIR = env.survey_keys_dir

# --- What it is ---------------------------------------------------------------------------------------------
DEBUG = env.debug
DEVELOPMENT = env.development
SECRET_KEY = env.secret_key.get_secret_value()
ALLOWED_HOSTS = env.allowed_hosts
PUBLIC_URL = env.public_url or f"{'https' if env.https else 'http'}://{ALLOWED_HOSTS[0]}"
ROOT_URLCONF = "mrintegration.urls"
WSGI_APPLICATION = "mrintegration.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "tree_queries",
    "organisations",
    "checklists",
    "surveys",
    "resultchain",
    "programmes",
    "comparison",
    "reports",
    "mrintegration.apps.RoofConfig",
]
if DEVELOPMENT:
    # Lint of migrations is a development tool; production does not carry it.
    INSTALLED_APPS += ["django_migration_linter"]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Above the static files: a drawing opened on its own is a document too.
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mrintegration.middleware.PrivatePagesMiddleware",
    "mrintegration.middleware.RequestLogMiddleware",
    "surveys.middleware.NobodyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mrintegration.middleware.ChosenLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "mrintegration.middleware.SessionLifetimeMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "mrintegration.middleware.KeptFormMiddleware",
    "mrintegration.middleware.FragmentLoginMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

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
                "mrintegration.context.product",
            ],
            "builtins": ["figures.templatetags.swedish", "figures.templatetags.charts"],
        },
    },
]

# --- Where it keeps things ----------------------------------------------------------------------------------
DATABASES = {"default": database_from_url(env.database_url.get_secret_value())}
REDIS_URL = env.redis_url.get_secret_value()
CACHES = {
    "default": {
        "BACKEND": "mrintegration.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "mr",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    }
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEVELOPMENT
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / env.static_root
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = DEVELOPMENT
WHITENOISE_AUTOREFRESH = DEVELOPMENT

# --- Who may come in ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "organisations.User"
# Addresses are unique whatever their case, by a constraint that this check does not read.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
# Which room says whom a handed-in assessment may be shared with (organisations/audiences.py).
AUDIENCES = "programmes.audiences"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "organisations.adapters.InvitedOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the single-use invitation proves the address
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "organisations.forms.sign_in.LoginForm",
    "reset_password": "organisations.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "organisations.forms.sign_in.NewPasswordForm",
    "change_password": "organisations.forms.sign_in.ChangePasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",  # all tries, right ones too: a whole municipality may come from one address
    "login_failed": None,  # organisations/throttle.py
    "reset_password": "30/m/ip,5/h/key",
}
# Who has read the mail is the person; this is the way in that no attacker can slow down.
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = env.trusted_proxies
SESSION_COOKIE_AGE = 60 * 60  # one hour without activity; SessionLifetimeMiddleware adds the twelve-hour end
SESSION_SAVE_EVERY_REQUEST = True
SESSION_ABSOLUTE_AGE = 12 * 60 * 60

# --- What a browser may do ----------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = env.https
SESSION_COOKIE_NAME = "__Host-session" if env.https else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if env.https else "csrf"
KNOWN_BROWSER_COOKIE_NAME = "__Host-known" if env.https else "known"  # organisations/throttle.py
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "mrintegration.errors.expired_form"
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
SECURE_SSL_REDIRECT = env.https
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.https and env.trusted_proxies else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if env.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.https
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = (
    2500  # a page of a survey carries the answers to 120 questions of up to 20 rows
)
FILE_UPLOAD_HANDLERS = [
    "mrintegration.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- Language and time --------------------------------------------------------------------------------------
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["mrintegration.formats"]

# --- Mail, jobs, log ----------------------------------------------------------------------------------------
mail = mail_from_url(env.email_url.get_secret_value())
EMAIL_BACKEND, EMAIL_FILE_PATH = mail.backend, mail.folder
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail.host, mail.port, mail.user, mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = mail.starttls, mail.tls, 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.email_from

CELERY_BROKER_URL = celery_broker_url(REDIS_URL)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 2,
    "max_retries": 0,  # whoever rings does not wait for a broker that is away: the sweeper rings again
    "socket_timeout": 10,
    "visibility_timeout": 3600,
}
CELERY_TASK_IGNORE_RESULT = True  # the database owns the job; Redis is a doorbell
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_CONCURRENCY = env.worker_concurrency
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 100
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 20
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    # Messages expire with the interval, so that a worker that was away does not find a pile of them.
    "sweep-report-jobs": {"task": "reports.tasks.sweep_jobs", "schedule": 15, "options": {"expires": 15}},
    "clear-sessions": {
        "task": "organisations.tasks.clear_sessions",
        "schedule": 60 * 60,
        "options": {"expires": 60 * 60},
    },
    "clear-uploads": {
        "task": "organisations.tasks.clear_uploads",
        "schedule": 60 * 60,
        "options": {"expires": 60 * 60},
    },
    "send-survey-mails": {"task": "surveys.tasks.send_mails", "schedule": 60, "options": {"expires": 60}},
    "forget-addresses": {
        "task": "surveys.tasks.forget_addresses",
        "schedule": 60 * 60,
        "options": {"expires": 60 * 60},
    },
    "sweep-surveys": {"task": "surveys.tasks.sweep", "schedule": 60, "options": {"expires": 60}},
    "send-programme-letters": {
        "task": "programmes.tasks.send_letters",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "make-programme-reminders": {
        "task": "programmes.tasks.make_reminders",
        "schedule": crontab(minute="5", hour="6-15"),  # UTC: in the daytime, when people read mail
        "options": {"expires": 60 * 60},
    },
    "send-programme-reminders": {
        "task": "programmes.tasks.send_reminders",
        "schedule": 60,
        "options": {"expires": 60},
    },
    "forget-access-needs": {
        "task": "programmes.tasks.forget_needs",
        "schedule": 5 * 60,
        "options": {"expires": 5 * 60},
    },
    "send-waiting-invitations": {
        "task": "organisations.tasks.send_waiting_invitations",
        "schedule": 60,
        "options": {"expires": 60},
    },
}
CELERY_BEAT_SCHEDULER = "mrintegration.heartbeats:Scheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
CELERY_BEAT_MAX_LOOP_INTERVAL = 5  # seconds; each turn is a sign of life for /health
REPORT_MEMORY_MB = env.report_memory_mb

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_config(level=env.log_level, log_format=env.log_format)

# --- Forms --------------------------------------------------------------------------------------------------
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
