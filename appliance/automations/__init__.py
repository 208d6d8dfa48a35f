"""Automations: what happens by itself. Each is due since its last run, harmless to run twice, and survives any gap."""

from appliance.automations.clockwork import Clockwork
from appliance.automations.service import AUTOMATIONS, Automation, Automations

__all__ = ["AUTOMATIONS", "Automation", "Automations", "Clockwork"]
