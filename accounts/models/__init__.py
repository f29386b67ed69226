from accounts.models.care import CareRelationship
from accounts.models.clinic import Clinic, ClinicMember
from accounts.models.cover import Cover
from accounts.models.invitation import Invitation
from accounts.models.message import Bookmark, Message
from accounts.models.record_access import RecordAccess
from accounts.models.role import Role, RoleGrant
from accounts.models.user import User

__all__ = [
    "Bookmark",
    "CareRelationship",
    "Clinic",
    "ClinicMember",
    "Cover",
    "Invitation",
    "Message",
    "RecordAccess",
    "Role",
    "RoleGrant",
    "User",
]
