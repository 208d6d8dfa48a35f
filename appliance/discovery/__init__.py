"""Discovery: what is around and not used yet. Printers, kitchen screens and serial ports that were found, approved with
one tap or ignored; printers that moved to another address are followed; the appliance says where it is.
"""

from appliance.discovery.duties import watch_surroundings
from appliance.discovery.model import KINDS, Surroundings
from appliance.discovery.routes import FoundRoutes
from appliance.discovery.service.desk import DiscoveryDesk

__all__ = ["KINDS", "DiscoveryDesk", "FoundRoutes", "Surroundings", "watch_surroundings"]
