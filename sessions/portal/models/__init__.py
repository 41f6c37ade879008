"""What the portal's database holds, one noun a file."""

from sessions.portal.models.access_record import AccessRecord
from sessions.portal.models.alert import Alert, AlertSeen
from sessions.portal.models.clinic import Clinic
from sessions.portal.models.device import Device, EnrolmentCode
from sessions.portal.models.message import Message
from sessions.portal.models.note import Note
from sessions.portal.models.patient import Patient
from sessions.portal.models.plan_version import PlanVersion
from sessions.portal.models.received import ReceivedRecording, ReceivedSession
from sessions.portal.models.search_word import SearchWord
from sessions.portal.models.staff import ROLES, Membership, Role, StaffMember

__all__ = [
    "ROLES",
    "AccessRecord",
    "Alert",
    "AlertSeen",
    "Clinic",
    "Device",
    "EnrolmentCode",
    "Membership",
    "Message",
    "Note",
    "Patient",
    "PlanVersion",
    "ReceivedRecording",
    "ReceivedSession",
    "Role",
    "SearchWord",
    "StaffMember",
]
