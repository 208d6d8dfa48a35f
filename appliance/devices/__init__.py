"""Devices: tablets and kitchen screens. Pairing by code, the token that proves a device, presence, kiosk
agents that ask to be let in, and revoking a lost one.
"""

from appliance.devices.agent_routes import KioskRoutes
from appliance.devices.agents import approve as approve_agent
from appliance.devices.caller import COOKIES, DeviceCaller, device_caller, present_device
from appliance.devices.duties import watch_presence
from appliance.devices.knocks import Knock, Knocks
from appliance.devices.model import (
    KINDS,
    ChangeDevice,
    CodeMade,
    Device,
    DeviceKind,
    DeviceView,
    ListedDevice,
    MakeCode,
    NewCode,
)
from appliance.devices.presence import Presence
from appliance.devices.routes import PairingRoutes
from appliance.devices.service import (
    CODE_LIFETIME_S,
    change,
    code_again,
    code_for,
    devices,
    ensure_secret,
    listed,
    make_code,
    revoke,
    stations_called,
)

__all__ = [
    "CODE_LIFETIME_S",
    "COOKIES",
    "KINDS",
    "ChangeDevice",
    "CodeMade",
    "Device",
    "DeviceCaller",
    "DeviceKind",
    "DeviceView",
    "KioskRoutes",
    "Knock",
    "Knocks",
    "ListedDevice",
    "MakeCode",
    "NewCode",
    "PairingRoutes",
    "Presence",
    "approve_agent",
    "change",
    "code_again",
    "code_for",
    "device_caller",
    "devices",
    "ensure_secret",
    "listed",
    "make_code",
    "present_device",
    "revoke",
    "stations_called",
    "watch_presence",
]
