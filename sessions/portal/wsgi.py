"""What a WSGI server (granian, gunicorn) runs: `sessions.portal.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sessions.portal.settings")

application = get_wsgi_application()
