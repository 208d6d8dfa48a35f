"""Peripherals: the pole display beside the till, the modem that sends text messages, and labels for bags.

Each is optional: without it, or while it is unplugged, nothing else waits. A text message is a duty: a row first.
"""

from appliance.peripherals.labels import BagLabel, bag_label
from appliance.peripherals.model import (
    KINDS,
    MakeDevices,
    ModemBridge,
    PeripheralAlert,
    PeripheralRow,
    PoleBridge,
)
from appliance.peripherals.peripherals import Peripherals
from appliance.peripherals.routes import PeripheralRoutes, TextRoutes
from appliance.peripherals.service.texts import queue_text
from appliance.peripherals.views import peripheral_alerts

__all__ = [
    "KINDS",
    "BagLabel",
    "MakeDevices",
    "ModemBridge",
    "PeripheralAlert",
    "PeripheralRoutes",
    "PeripheralRow",
    "Peripherals",
    "PoleBridge",
    "TextRoutes",
    "bag_label",
    "peripheral_alerts",
    "queue_text",
]
