"""Slips about the printers themselves, in the house's language: the test page, and what a printer says of itself."""

from appliance.printing.documents.status_slip import Pairing, StatusFacts, status_slip
from appliance.printing.documents.trial_page import trial_page

__all__ = ["Pairing", "StatusFacts", "status_slip", "trial_page"]
