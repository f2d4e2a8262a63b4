"""Faster, never different. Always a throw-away server, shared by the workers of one run."""

import os
from tempfile import gettempdir

from konsolidasi.basisdata import sekali_pakai

url = os.environ.setdefault("BASIS_DATA_UJI", "") or sekali_pakai()
os.environ |= {"BASIS_DATA_UJI": url, "DATABASE_URL": url, "LOKAL": "ya", "SECRET_KEY": "uji" * 20}
os.environ |= {"LAMPIRAN_DIR": gettempdir() + "/konsolidasi-uji-lampiran", "INGATKAN_MENIT": "0"}
from konsolidasi.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
