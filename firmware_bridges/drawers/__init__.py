"""Cash drawers that hang on a serial port of their own: `SerialDrawer`. Those on a printer open by `document.Kick`."""

from firmware_bridges.drawers.serial import ANY_BYTE, SerialDrawer, kick_bytes_from

__all__ = ["ANY_BYTE", "SerialDrawer", "kick_bytes_from"]
