"""Printing over HTTP: papers that wait, the printers, and finding out what an unknown one understands."""

from appliance.printing.cloudprnt_routes import CloudPrntRoutes
from appliance.printing.routes.jobs import PrintRoutes
from appliance.printing.routes.printer_work import PrinterWorkRoutes
from appliance.printing.routes.printers import PrinterRoutes
from appliance.printing.routes.tries import TryRoutes
from appliance.printing.server_direct_routes import ServerDirectRoutes

__all__ = [
    "POLLED_ROUTES",
    "PRINTER_ROUTES",
    "PrintRoutes",
    "PrinterRoutes",
    "PrinterWorkRoutes",
    "TryRoutes",
]

PRINTER_ROUTES = (PrinterRoutes, PrinterWorkRoutes, TryRoutes)

POLLED_ROUTES = (CloudPrntRoutes, ServerDirectRoutes)
"""Where printers call that fetch their jobs themselves."""
