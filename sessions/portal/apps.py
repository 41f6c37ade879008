"""The portal as a Django app; its label is `portal` because Django has a `sessions` of its own."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """What Django has to know when it starts."""

    name = "sessions.portal"
    label = "portal"
    verbose_name = "mirrorlimb portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Switch the audit trail on."""
        from sessions.portal.audit_trail import register_models  # needs the models

        register_models()
