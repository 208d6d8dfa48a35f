"""Http: the border of the appliance: refusals as JSON, retried writes, limits, hosts and origins, static files."""

from appliance.http.answers import Connection, address_of, answer, made
from appliance.http.border import Border
from appliance.http.cookies import set_cookie, take_cookie
from appliance.http.errors import exception_handlers
from appliance.http.limits import Limiter
from appliance.http.lost import WAY_BACK
from appliance.http.slow import ImpatientHttpProtocol, ImpatientWebSocketProtocol
from appliance.http.static import StaticFiles, gzipped, page
from appliance.http.waits import Patience, Waits

__all__ = [
    "WAY_BACK",
    "Border",
    "Connection",
    "ImpatientHttpProtocol",
    "ImpatientWebSocketProtocol",
    "Limiter",
    "Patience",
    "StaticFiles",
    "Waits",
    "address_of",
    "answer",
    "exception_handlers",
    "gzipped",
    "made",
    "page",
    "set_cookie",
    "take_cookie",
]
