"""Which tables write down who changed them, and what of it is masked."""

from auditlog.registry import auditlog

from sessions.portal import models

_MASKED = {
    models.Clinic: (),
    models.Membership: (),
    models.Patient: ("display_name",),
    models.Device: (),
    models.PlanVersion: ("document", "title", "reason"),
    models.Message: ("text",),
    models.Note: ("text",),
    models.AlertSeen: (),
    models.StaffMember: ("first_name", "last_name", "email"),
}
_LEFT_OUT = {
    models.Patient: (
        "sessions_count",
        "last_session_at",
        "active_at",
        "last_contact_at",
        "attention",
        "attention_reasons",
    ),
    models.Device: ("token_sha256", "last_seen_at", "clock_offset_s", "software_version"),
    models.PlanVersion: ("fetched_at",),
    models.Message: ("fetched_at", "shown_at"),
    models.StaffMember: ("password", "last_login"),
}


def register_models() -> None:
    """Have every change of these tables written down with its author."""
    for model, masked in _MASKED.items():
        auditlog.register(
            model, mask_fields=list(masked), exclude_fields=list(_LEFT_OUT.get(model, ()))
        )
