"""Every address of the portal. Patients are in it by opaque numbers only."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as usersessions
from django.urls import URLPattern, URLResolver, path, re_path

from sessions.portal.api.portal_api import api_patterns
from sessions.portal.views import (
    access_records,
    care,
    computers,
    finding,
    health,
    home,
    leaving,
    messages_to_patient,
    patients,
    plan_editor,
    plans,
    refusal,
    review,
    sessions,
    staff,
)
from sessions.portal.views.account import account as account_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("health", health.health, name="health"),
    path("patients/", patients.patient_list, name="patients"),
    path("patients/find/", finding.find_patients, name="find_patients"),
    path("patients/new/", patients.new_patient, name="new_patient"),
    path("patients/<uuid:patient_id>/", patients.patient_page, name="patient"),
    path("patients/<uuid:patient_id>/care/", care.care, name="care"),
    path("patients/<uuid:patient_id>/data/", care.change_patient, name="change_patient"),
    path("patients/<uuid:patient_id>/discharge/", care.discharge, name="discharge"),
    path("patients/<uuid:patient_id>/code/", computers.enrolment_code, name="enrolment_code"),
    path(
        "patients/<uuid:patient_id>/computers/<uuid:device_id>/revoke/",
        computers.revoke,
        name="revoke",
    ),
    path("patients/<uuid:patient_id>/plans/file/", plans.order_from_file, name="order_from_file"),
    path(
        "patients/<uuid:patient_id>/plans/<int:number>/", plans.plan_document, name="plan_document"
    ),
    path(
        "patients/<uuid:patient_id>/messages/",
        messages_to_patient.write_message,
        name="write_message",
    ),
    path(
        "patients/<uuid:patient_id>/messages/<uuid:message_id>/withdraw/",
        messages_to_patient.withdraw_message,
        name="withdraw_message",
    ),
    path("patients/<uuid:patient_id>/export/", leaving.export_patient, name="export_patient"),
    path("patients/<uuid:patient_id>/delete/", leaving.delete_everything, name="delete_everything"),
    path("patients/<uuid:patient_id>/plan/edit/", plan_editor.edit_plan, name="edit_plan"),
    path("patients/<uuid:patient_id>/notes/", review.write_note, name="write_note"),
    path("patients/<uuid:patient_id>/compare/", review.compare, name="compare"),
    path("patients/<uuid:patient_id>/report/", review.report_page, name="report"),
    path("reasons/<uuid:alert_id>/seen/", review.alert_seen, name="alert_seen"),
    path("sessions/<uuid:session_id>/", sessions.session_page, name="session"),
    path("sessions/<uuid:session_id>/limb", sessions.replay_limb, name="replay_limb"),
    path("sessions/<uuid:session_id>/frames", sessions.replay_frames, name="replay_frames"),
    path("replay/shaders", sessions.replay_shaders, name="replay_shaders"),
    path("replay/skin/<slug:kind>/<slug:part>", sessions.replay_skin, name="replay_skin"),
    path("staff/", staff.staff_list, name="staff"),
    path("staff/new/", staff.new_staff, name="new_staff"),
    path("clinics/<uuid:clinic_id>/rules/", staff.clinic_rules, name="clinic_rules"),
    path(
        "clinics/<uuid:clinic_id>/staff/<uuid:staff_id>/role/",
        staff.change_role,
        name="change_role",
    ),
    path(
        "clinics/<uuid:clinic_id>/staff/<uuid:staff_id>/set-up/",
        staff.set_up_again,
        name="set_up_again",
    ),
    path("access/", access_records.access_records, name="access_records"),
    path("account/", account_page, name="account"),
    # What patients' computers ask.
    path("v1/", api_patterns()),
    # Signing in: allauth's own pages, those that a clinic needs.
    path("account/login/", account.login, name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/inactive/", account.account_inactive, name="account_inactive"),
    path("account/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("account/password/", account.password_change, name="account_change_password"),
    re_path(
        r"^account/set-up/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "account/set-up/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("account/2fa/", mfa.index, name="mfa_index"),
    path("account/2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("account/2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/2fa/totp/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/2fa/totp/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "account/2fa/recovery-codes/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/2fa/recovery-codes/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/2fa/recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("account/sessions/", usersessions.list_usersessions, name="usersessions_list"),
]

handler400 = refusal.bad_request
handler403 = refusal.forbidden
handler404 = refusal.not_found
handler500 = refusal.broken
