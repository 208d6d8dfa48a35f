"""Staff: people, their roles, signing in by PIN or password, and what managers do with devices and settings."""

from appliance.staff.caller import COOKIE, StaffCaller, present_staff, staff_caller
from appliance.staff.device_routes import DeviceRoutes
from appliance.staff.hasher import Hasher, hash_secret, verify_secret
from appliance.staff.model import KINDS, Person, Staff, StaffName
from appliance.staff.routes import SignInRoutes
from appliance.staff.rules import as_staff, check_password, check_pin
from appliance.staff.service.people import add_staff, names, people, person, reset_password, reset_pin, retire
from appliance.staff.settings_routes import SettingsRoutes
from appliance.staff.technician import TECHNICIAN, TechnicianKey

__all__ = [
    "COOKIE",
    "KINDS",
    "TECHNICIAN",
    "DeviceRoutes",
    "Hasher",
    "Person",
    "SettingsRoutes",
    "SignInRoutes",
    "Staff",
    "StaffCaller",
    "StaffName",
    "TechnicianKey",
    "add_staff",
    "as_staff",
    "check_password",
    "check_pin",
    "hash_secret",
    "names",
    "people",
    "person",
    "present_staff",
    "reset_password",
    "reset_pin",
    "retire",
    "staff_caller",
    "verify_secret",
]
