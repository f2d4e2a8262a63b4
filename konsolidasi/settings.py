"""One file; every difference between deployments is an environment variable."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from konsolidasi import lingkungan
from konsolidasi.basisdata import url_bawaan

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(lingkungan.teks("DATA_DIR", str(BASE_DIR / ".data")))

# On unless this is somebody's own machine, where `make jalan` says LOKAL=ya.
LOKAL = lingkungan.boolean("LOKAL", bool(not lingkungan.teks("DATABASE_URL")))
DEBUG = False
SECRET_KEY = lingkungan.kunci_rahasia(DATA_DIR, wajib=not LOKAL)
ALLOWED_HOSTS = lingkungan.daftar("ALLOWED_HOSTS", "127.0.0.1,localhost" if LOKAL else "")
CSRF_TRUSTED_ORIGINS = lingkungan.daftar("CSRF_TRUSTED_ORIGINS")
# What a link in a letter begins with; without it the first of ALLOWED_HOSTS.
ALAMAT_SITUS = lingkungan.alamat_situs(ALLOWED_HOSTS, LOKAL)
# Reminders are looked after by the web process, at most so often; 0: only by `manage.py ingatkan`.
INGATKAN_MENIT = lingkungan.bulat("INGATKAN_MENIT", 10)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "konsolidasi.inti.situs.PengaturanConfig",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "template_partials",
    "axes",
    "csp",
    "pgtrigger",
    "pghistory",
    "konsolidasi.inti",
    "opd",
    "capaian",
    "rapat",
    "konsolidasi.dasbor",
    "konsolidasi.contoh",
]

MIDDLEWARE = [
    "konsolidasi.dasbor.pemicu.Pemicu",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "konsolidasi.inti.middleware.KebijakanIsi",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "konsolidasi.inti.middleware.SesiBergulir",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "konsolidasi.inti.jejak.Middleware",
    "konsolidasi.inti.middleware.TutupBawaan",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "konsolidasi.urls"
WSGI_APPLICATION = "konsolidasi.wsgi.application"

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
                "konsolidasi.dasbor.navigasi.menu",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {
    "default": lingkungan.basis_data(lingkungan.teks("DATABASE_URL") or url_bawaan(DATA_DIR))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGHISTORY_APPEND_ONLY = True

# People
AUTH_USER_MODEL = "opd.Pengguna"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "konsolidasi.inti.izin.Backend",
]
LOGIN_URL = "opd:masuk"
LOGIN_REDIRECT_URL = "beranda"
LOGOUT_REDIRECT_URL = "opd:masuk"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDASI = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDASI}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "nama", "email")},
    },
    {"NAME": f"{_VALIDASI}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDASI}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDASI}.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "opd/terkunci.html"
AXES_HTTP_RESPONSE_CODE = 429
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address"]
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# Language and time
LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True

# Files
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
LAMPIRAN_DIR = Path(lingkungan.teks("LAMPIRAN_DIR", str(DATA_DIR / "lampiran")))
# MB per file; the upload page says so before anything is chosen.
LAMPIRAN_TERBESAR = lingkungan.bulat("LAMPIRAN_MB", 10, terkecil=1) * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Evidence and other files of people: only views with a rule serve them.
    "lampiran": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": LAMPIRAN_DIR,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = [
    "konsolidasi.inti.lampiran.PenjagaUnggahan",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Security
SESSION_ENGINE = "konsolidasi.inti.sesi"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
HTTPS = lingkungan.boolean("HTTPS", not LOKAL)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = lingkungan.bulat("HSTS_DETIK", 31536000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^sehat/$"]
if lingkungan.boolean("DI_BELAKANG_PROKSI", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

# Mail: without EMAIL_HOST it goes to the log of the server, where the administrator can read it.
EMAIL_HOST = lingkungan.teks("EMAIL_HOST")
EMAIL_PORT = lingkungan.bulat("EMAIL_PORT", 587, terkecil=1)
EMAIL_HOST_USER = lingkungan.teks("EMAIL_USER")
EMAIL_HOST_PASSWORD = lingkungan.teks("EMAIL_PASSWORD")
EMAIL_USE_TLS = lingkungan.boolean("EMAIL_TLS", True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = lingkungan.teks("EMAIL_DARI", "konsolidasi@localhost")
_SURAT = "smtp" if EMAIL_HOST else "console"
EMAIL_BACKEND = f"django.core.mail.backends.{_SURAT}.EmailBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"baris": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "baris"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"konsolidasi": {"level": "INFO"}, "axes": {"level": "ERROR"}},
}
