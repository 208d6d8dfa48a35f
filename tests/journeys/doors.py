"""Every address of the appliance and who may open it. A new route must be placed here, or the security walk fails."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from appliance.kernel.roles import Right

NOBODY = "nobody"
SAFE = ("GET", "HEAD", "OPTIONS")


class Who(StrEnum):
    """Who is let in."""

    ANYONE = "anyone"
    GUEST = "a guest, at the own table only"
    PERSON = "whoever is signed in"
    STAFF = "staff with a right"
    KITCHEN = "kitchen screens, and staff with a right"
    TABLET = "floor tablets"


@dataclass(frozen=True)
class Door:
    """One method of one address. `body` is one that can be read; None when the route reads none."""

    who: Who
    right: Right | None = None
    body: Any = None
    query: str = ""


def _staff(right: Right, body: Any = None, query: str = "") -> Door:
    return Door(Who.STAFF, right, body, query)


def _kitchen(right: Right, body: Any = None) -> Door:
    return Door(Who.KITCHEN, right, body)


def _guest(body: Any = None, query: str = "") -> Door:
    return Door(Who.GUEST, None, body, query)


ANYONE = Door(Who.ANYONE)
LINE = {"op": "set", "line_id": "walk", "item_id": "burrata", "quantity": 1}
SEEN = {"line_id": "walk", "quantity": 1, "unit_minor": 1150}
PRINTER = {"name": "P", "bridge": "escpos", "address": "serial:nowhere", "profile": "generic-80"}
KNOCK = {"agent": "0" * 16, "name": "Screen", "commitment": "0" * 64, "version": "1", "display": ""}
CASH = {"tendered_minor": 100_000, "expected_total_minor": 1}

DOORS: dict[str, Door] = {
    "GET /": ANYONE,
    "GET /floor": ANYONE,
    "GET /kitchen": ANYONE,
    "GET /healthz": ANYONE,
    "GET /t/{token}": ANYONE,
    "GET /menu": ANYONE,
    "GET /menu/availability": ANYONE,
    "GET /photos": ANYONE,
    "GET /static": ANYONE,
    "GET /api/me": ANYONE,
    "GET /api/schema": ANYONE,
    "GET /api/schema/openapi.json": ANYONE,
    "GET /api/schema/{path}": ANYONE,
    "POST /api/devices/pair": Door(Who.ANYONE, body={"code": "00000000"}),
    "POST /api/sign_in": Door(Who.ANYONE, body={"staff_id": NOBODY, "pin": "0000"}),
    "POST /api/sign_out": ANYONE,
    "POST /session/{session_id}/resume": Door(Who.ANYONE, body={"guest_token": NOBODY}),
    "GET /session/{session_id}": _guest(),
    "GET /session/{session_id}/check": _guest(),
    "GET /session/{session_id}/updates": _guest(query="?since=0"),
    "GET /session/{session_id}/bill": _guest(),
    "POST /session/{session_id}/bill/viewed": _guest(),
    "POST /session/{session_id}/call": _guest({"kind": "waiter"}),
    "POST /session/{session_id}/call/cancel": _guest({"kind": "waiter"}),
    "POST /session/{session_id}/start_new": _guest(),
    "POST /session/{session_id}/validate_pin": _guest({"pin": "0000"}),
    "POST /session/{session_id}/validate_pass": _guest({"word": "latte29"}),
    "PUT /session/{session_id}/cart": _guest({"commands": [LINE]}),
    "POST /member": _guest({"session_id": NOBODY, "nickname": "Eve"}),
    "POST /orders": _guest({"session_id": NOBODY, "lines": [SEEN]}),
    "WS /ws": _guest(query="?sess="),
    "GET /api/staff/names": Door(Who.TABLET),
    "GET /api/staff/waiting": _staff(Right.EDIT_STAFF),
    "POST /api/staff/{staff_id}/unlock": _staff(Right.EDIT_STAFF),
    "GET /api/settings": Door(Who.PERSON),
    "PATCH /api/settings": _staff(Right.EDIT_SETTINGS, {"changes": {"urgent_s": 600}}),
    "GET /api/devices": _staff(Right.PAIR_DEVICE),
    "POST /api/devices/codes": _staff(Right.PAIR_DEVICE, {"kind": "floor", "name": "Tablet"}),
    "POST /api/devices/{device_id}/revoke": _staff(Right.PAIR_DEVICE),
    "GET /api/floor": _staff(Right.SEE_FLOOR),
    "WS /ws/floor": _staff(Right.SEE_FLOOR),
    "GET /api/history": _staff(Right.SEE_FLOOR),
    "GET /api/session/{session_id}": _staff(Right.SEE_FLOOR),
    "POST /api/session/{session_id}/qr": _staff(Right.OPEN_TABLE),
    "POST /api/session/{session_id}/qr/print": _staff(Right.OPEN_TABLE),
    "POST /api/session/{session_id}/pin": _staff(Right.OPEN_TABLE),
    "POST /api/tables/{table_id}/open": _staff(Right.OPEN_TABLE, {"covers": 2}),
    "PATCH /session/{session_id}/close": _staff(Right.CLOSE_TABLE),
    "PATCH /session/{session_id}/restore": _staff(Right.RESTORE_TABLE),
    "POST /api/calls/{call_id}/answer": _staff(Right.ANSWER_CALL),
    "POST /api/orders/{order_id}/serve": _staff(Right.SERVE),
    "POST /api/orders/{order_id}/cancel": _staff(
        Right.CANCEL_LINE, {"lines": [{"line_id": "line-1", "quantity": 1}], "reason": "a walk"}
    ),
    "POST /api/session/{session_id}/cash": _staff(Right.TAKE_CASH, CASH),
    "POST /api/session/{session_id}/receipt": _staff(Right.TAKE_CASH),
    "POST /api/session/{session_id}/print_bill": _staff(Right.TAKE_CASH),
    "POST /api/drawer/open": _staff(Right.OPEN_DRAWER, {"reason": "a walk"}),
    "GET /api/drawers": _staff(Right.OPEN_DRAWER),
    "POST /api/drawers": _staff(Right.MANAGE_DEVICES, {"name": "Drawer", "address": "serial:/dev/null"}),
    "PATCH /api/drawers/{drawer_id}": _staff(Right.MANAGE_DEVICES, {"open_alarm_s": 60}),
    "POST /api/drawers/{drawer_id}/open": _staff(Right.OPEN_DRAWER, {"reason": "a walk"}),
    "POST /api/drawers/{drawer_id}/calibrate": _staff(Right.MANAGE_DEVICES, {"step": "closed"}),
    "GET /api/peripherals": _staff(Right.MANAGE_DEVICES),
    "POST /api/peripherals": _staff(
        Right.MANAGE_DEVICES, {"name": "P", "kind": "pole", "address": "serial:/dev/null"}
    ),
    "PATCH /api/peripherals/{peripheral_id}": _staff(Right.MANAGE_DEVICES, {"name": "P"}),
    "POST /api/peripherals/{peripheral_id}/test": _staff(Right.MANAGE_DEVICES, {"number": ""}),
    "GET /api/sms": _staff(Right.MANAGE_DEVICES),
    "POST /api/sms/{sms_id}/again": _staff(Right.MANAGE_DEVICES),
    "POST /api/tables/{table_id}/enabled": _staff(Right.DISABLE_QR, {"enabled": True}),
    "POST /api/qr_ordering": _staff(Right.DISABLE_QR, {"enabled": True}),
    "POST /api/tables/{table_id}/qr/rotate": _staff(Right.PRINT_QR),
    "POST /api/tables/{table_id}/qr/print": _staff(Right.PRINT_QR),
    "GET /api/qr/sheet.pdf": _staff(Right.PRINT_QR),
    "GET /api/daily_pass": _staff(Right.SEE_PASS),
    "POST /api/daily_pass/print": _staff(Right.SEE_PASS),
    "POST /api/daily_pass/rotate": _staff(Right.EDIT_SETTINGS),
    "GET /api/print_jobs": _staff(Right.DECIDE_PRINT),
    "GET /api/print_jobs/{job_id}": _staff(Right.DECIDE_PRINT),
    "POST /api/print_jobs/{job_id}/decide": _staff(Right.DECIDE_PRINT, {"decision": "drop"}),
    "POST /api/print_jobs/{job_id}/reprint": _staff(Right.DECIDE_PRINT),
    "GET /api/printers": _staff(Right.MANAGE_DEVICES),
    "POST /api/printers": _staff(Right.MANAGE_DEVICES, PRINTER),
    "GET /api/printers/{printer_id}": _staff(Right.MANAGE_DEVICES),
    "PATCH /api/printers/{printer_id}": _staff(Right.MANAGE_DEVICES, {"name": "P"}),
    "DELETE /api/printers/{printer_id}": _staff(Right.MANAGE_DEVICES),
    "GET /api/printers/{printer_id}/log": _staff(Right.MANAGE_DEVICES),
    "POST /api/printers/{printer_id}/test": _staff(Right.MANAGE_DEVICES),
    "POST /api/printers/{printer_id}/pairing_slip": _staff(
        Right.PAIR_DEVICE, {"kind": "floor", "name": "Tablet"}
    ),
    "POST /api/printers/{printer_id}/route": _staff(Right.MANAGE_DEVICES, {"stations": []}),
    "POST /api/printers/{printer_id}/token": _staff(Right.MANAGE_DEVICES),
    "POST /api/printers/{printer_id}/backlog": _staff(Right.DECIDE_PRINT, {"decision": "all"}),
    "POST /api/printers/try": _staff(Right.MANAGE_DEVICES, {"address": "serial:nowhere"}),
    "GET /api/printers/try/{try_id}": _staff(Right.MANAGE_DEVICES),
    "POST /api/printers/try/{try_id}/confirm": _staff(Right.MANAGE_DEVICES, {"letter": "A"}),
    "POST /api/devices/{device_id}/change": _staff(Right.PAIR_DEVICE, {"name": "Screen"}),
    "GET /api/found": _staff(Right.PAIR_DEVICE),
    "POST /api/found/scan": _staff(Right.PAIR_DEVICE),
    "POST /api/found/address": _staff(Right.PAIR_DEVICE, {"address": "127.0.0.1"}),
    "POST /api/found/{key}/approve": _staff(Right.PAIR_DEVICE, {"name": "P"}),
    "POST /api/found/{key}/ignore": _staff(Right.PAIR_DEVICE),
    "POST /api/found/{key}/restore": _staff(Right.PAIR_DEVICE),
    "POST /api/kiosk/hello": Door(Who.ANYONE, body=KNOCK),
    "POST /api/kiosk/report": Door(
        Who.ANYONE, body={"version": "1", "display": "", "uptime_s": 0, "browser_starts": 0}
    ),
    "POST /cloudprnt/{token}": ANYONE,
    "GET /cloudprnt/{token}": ANYONE,
    "DELETE /cloudprnt/{token}": ANYONE,
    "POST /epson/{token}": ANYONE,
    "GET /api/menu/export": _staff(Right.EDIT_MENU, query="?format=json"),
    "POST /api/menu/import": _staff(Right.EDIT_MENU, query="?format=json"),
    "PUT /api/menu/items/{item_id}/photo": _staff(Right.EDIT_MENU),
    "GET /api/kitchen": _kitchen(Right.SEE_KITCHEN),
    "WS /ws/kitchen": _kitchen(Right.SEE_KITCHEN),
    "GET /api/kitchen/items": _kitchen(Right.SEE_KITCHEN),
    "POST /api/tickets/{ticket_id}/move": _kitchen(Right.MOVE_TICKET, {"verb": "rush"}),
    "POST /api/tickets/{ticket_id}/reprint": _kitchen(Right.DECIDE_PRINT),
    "POST /api/items/{item_id}/availability": _kitchen(Right.SET_AVAILABILITY, {"out": False}),
    "GET /demo/printers": ANYONE,
    "GET /demo/printers/list": ANYONE,
    "GET /demo/printers/{name}/paper.png": ANYONE,
    "POST /demo/printers/{name}/fault": Door(Who.ANYONE, body={"fault": "restore"}),
    "POST /demo/printers/{name}/call": Door(Who.ANYONE, body={"url": ""}),
}


def of(*who: Who, writes: bool | None = None) -> list[str]:
    """HTTP doors for these, only those that write or only those that look if asked."""
    return [
        name
        for name, door in DOORS.items()
        if door.who in who and not name.startswith("WS") and writes in (None, name.split()[0] not in SAFE)
    ]


WRITES = [name for name in DOORS if name.split()[0] not in (*SAFE, "WS")]
READING_A_BODY = [name for name, door in DOORS.items() if door.body is not None]
