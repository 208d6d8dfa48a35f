"""Orders: what a party asked for. Placing once, following the kitchen, serving, and closing the party's visit."""

from appliance.orders.model import Order, OrderLineView, OrderState, OrderView
from appliance.orders.service.access import require_ordering
from appliance.orders.service.closing import close_visit, restore_visit
from appliance.orders.service.follow import follow_kitchen, serve
from appliance.orders.service.place import OrderDesk, place
from appliance.orders.service.unserved import Unserved, ready_after_close, unserved
from appliance.orders.views import orders_of

__all__ = [
    "Order",
    "OrderDesk",
    "OrderLineView",
    "OrderState",
    "OrderView",
    "Unserved",
    "close_visit",
    "follow_kitchen",
    "orders_of",
    "place",
    "ready_after_close",
    "require_ordering",
    "restore_visit",
    "serve",
    "unserved",
]
