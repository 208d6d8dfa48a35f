"""Cash drawers: opened through a printer or a serial port, watched by their sensor. Who opened one and why is written
down, also when nobody in the file did.
"""

from appliance.drawers.alerts import drawer_alerts
from appliance.drawers.keeper import DrawerKeeper
from appliance.drawers.model import KINDS, DrawerAlert, DrawerRow, Kicked, MakeDrawer, SerialDrawerBridge, Who
from appliance.drawers.routes import DrawerRoutes
from appliance.drawers.service.kicking import kick, sale_drawer

__all__ = [
    "KINDS",
    "DrawerAlert",
    "DrawerKeeper",
    "DrawerRoutes",
    "DrawerRow",
    "Kicked",
    "MakeDrawer",
    "SerialDrawerBridge",
    "Who",
    "drawer_alerts",
    "kick",
    "sale_drawer",
]
