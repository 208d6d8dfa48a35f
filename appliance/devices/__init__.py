"""Devices: tablets and kitchen screens. Pairing by code, the token that proves a device, presence, and revoking a lost one."""

from appliance.devices.caller import COOKIES, DeviceCaller, device_caller, present_device
from appliance.devices.duties import watch_presence
from appliance.devices.model import (
    KINDS,
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
from appliance.devices.service import code_for, devices, ensure_secret, listed, make_code, revoke

__all__ = [
    "COOKIES",
    "KINDS",
    "CodeMade",
    "Device",
    "DeviceCaller",
    "DeviceKind",
    "DeviceView",
    "ListedDevice",
    "MakeCode",
    "NewCode",
    "PairingRoutes",
    "Presence",
    "code_for",
    "device_caller",
    "devices",
    "ensure_secret",
    "listed",
    "make_code",
    "present_device",
    "revoke",
    "watch_presence",
]
