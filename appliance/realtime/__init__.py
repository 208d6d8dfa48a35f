"""Realtime: after each commit, tells every open socket the parts of its view that changed; resumes by journal seq."""

from appliance.realtime.feed import Feed, since_message
from appliance.realtime.hub import NOT_SIGNED_IN, Hub
from appliance.realtime.socket import serve_socket

__all__ = ["NOT_SIGNED_IN", "Feed", "Hub", "serve_socket", "since_message"]
