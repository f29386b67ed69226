from accounts.models.care import CareRelationship
from accounts.models.invitation import Invitation
from accounts.models.record_access import RecordAccess
from accounts.models.role import Role, RoleGrant
from accounts.models.user import User

__all__ = ["CareRelationship", "Invitation", "RecordAccess", "Role", "RoleGrant", "User"]
