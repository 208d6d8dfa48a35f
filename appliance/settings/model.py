"""The owner's settings as one typed value. Every field has a default and a sentence in `SAY`."""

from typing import Literal

import msgspec

Interval = tuple[str, str]
"""Opening interval in venue time, "11:30" to "01:00"; an end at or before its start is after midnight."""


KINDS: dict[str, str] = {
    "clock_accepted": "The machine's clock was accepted as right although a later time had been seen; times go on from it.",
    "setting_changed": "The owner's decision about something changed; with what it was and is, but for secrets.",
}


class TaxRate(msgspec.Struct, frozen=True):
    """A tax: its printed name, its rate in basis points, and whether menu prices already contain it."""

    name: str
    rate_bp: int
    inclusive: bool


class DayException(msgspec.Struct, frozen=True):
    """Other hours on one date (YYYY-MM-DD): no intervals = closed."""

    date: str
    intervals: tuple[Interval, ...] = ()
    say: str = ""


class QrOrdering(msgspec.Struct, frozen=True):
    """The global switch for guests' ordering; `until_at` (ms) turns it on again by itself."""

    enabled: bool = True
    message: str | None = None
    until_at: int | None = None


class VenueSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All settings of this branch."""

    venue_name: str = "My restaurant"
    currency: str = "EUR"
    languages: tuple[str, ...] = ("en",)
    default_language: str = "en"
    kitchen_language: str = "en"
    staff_language: str = "en"
    receipt_language: str | None = None
    zone: str = "Europe/Rome"
    rollover_hour: int = 4
    accent: str = "#B93A22"
    hours: tuple[tuple[Interval, ...], ...] = ((("00:00", "24:00"),),) * 7
    day_exceptions: tuple[DayException, ...] = ()
    cart_mode: str = "family"
    access_pin: bool = False
    access_pass: bool = False
    access_staff_opens: bool = False
    qr_ordering: QrOrdering = QrOrdering()
    taxes: dict[str, TaxRate] = {}
    service_bp: int = 0
    service_from_covers: int = 0
    cash_coin_minor: int = 1
    free_table_when_paid: bool = False
    unpaid_alert_min: int = 60
    auto_close_idle_min: int = 90
    auto_close_settled_min: int = 10
    undo_close_s: int = 10
    urgent_s: int = 600
    critical_s: int = 900
    screen_silent_s: int = 10
    print_ask_after_min: int = 15
    ticket_allergens: bool = False
    runner_slip: bool = False
    status_slip: str = "when_plugged_in"
    receipt_printer: str | None = None
    receipt_header: tuple[str, ...] = ()
    receipt_footer: tuple[str, ...] = ()
    guest_base_url: str = ""
    own_host_names: tuple[str, ...] = ()
    wifi_name: str = ""
    wifi_password: str = ""


class Said(msgspec.Struct, frozen=True):
    """A setting in words, and how a person edits it."""

    say: str
    kind: Literal[
        "text",
        "lines",
        "switch",
        "number",
        "choice",
        "colour",
        "hours",
        "dates",
        "taxes",
        "secret",
        "ordering",
    ]


SAY: dict[str, Said] = {
    "venue_name": Said("The name guests see on the menu and on receipts.", "text"),
    "currency": Said("The currency of all prices, as three letters.", "text"),
    "languages": Said("The languages of the menu, as two-letter codes.", "lines"),
    "default_language": Said("The language for guests whose own is not offered.", "text"),
    "kitchen_language": Said("The language of tickets and kitchen screens.", "text"),
    "staff_language": Said(
        "The language in which staff are told of troubles: en, it, de, fr or es.", "choice"
    ),
    "receipt_language": Said(
        "The language of bills, receipts and codes on paper; none takes the guests' first language.", "text"
    ),
    "zone": Said("The time zone of the venue, for example Europe/Rome.", "text"),
    "rollover_hour": Said("The hour at which a new business day begins.", "number"),
    "accent": Said("The colour of buttons on the guests' menu.", "colour"),
    "hours": Said(
        "Opening hours by weekday, Monday first; an end at or before its start is after midnight.", "hours"
    ),
    "day_exceptions": Said("Dates with other hours, such as holidays; no hours means closed.", "dates"),
    "cart_mode": Said("family: one cart for the whole table; individual: one for each phone.", "choice"),
    "access_pin": Said("Guests type the table's PIN before their first order.", "switch"),
    "access_pass": Said("Guests type the word of the day when they send an order.", "switch"),
    "access_staff_opens": Said("Only staff open a table; guests scan the code they are shown.", "switch"),
    "qr_ordering": Said(
        "Whether guests can order at all, a message while they cannot, and when it starts again.", "ordering"
    ),
    "taxes": Said("Taxes by class of item: name, rate, and whether prices contain them.", "taxes"),
    "service_bp": Said("Service charge in hundredths of a percent; 0 is none.", "number"),
    "service_from_covers": Said("The service charge applies from this many guests on.", "number"),
    "cash_coin_minor": Said("The smallest coin: cash totals are rounded to it.", "number"),
    "free_table_when_paid": Said("A table is free as soon as its bill is paid.", "switch"),
    "unpaid_alert_min": Said("Minutes after which an unpaid table turns amber.", "number"),
    "auto_close_idle_min": Said(
        "Minutes without any activity after which a table closes by itself.", "number"
    ),
    "auto_close_settled_min": Said(
        "Minutes after paying after which an idle table closes by itself.", "number"
    ),
    "undo_close_s": Said("Seconds in which closing a table can be undone.", "number"),
    "urgent_s": Said("Seconds after which a kitchen ticket is urgent.", "number"),
    "critical_s": Said("Seconds after which a kitchen ticket is late.", "number"),
    "screen_silent_s": Said(
        "Seconds without a sign of life after which a kitchen screen counts as lost.", "number"
    ),
    "print_ask_after_min": Said(
        "Minutes after which a waiting slip is printed only when a person says so.", "number"
    ),
    "ticket_allergens": Said("Tickets name the allergens of each dish.", "switch"),
    "runner_slip": Said("A slip for the runner is printed when a ticket is ready.", "switch"),
    "status_slip": Said(
        "When a printer prints its status slip: when_added, or when_plugged_in, which is also when it comes back after "
        "it was unplugged or off, nothing waits for it, and twelve hours have passed since the last one.",
        "choice",
    ),
    "receipt_printer": Said("The printer for bills, receipts and the cash drawer, by its id.", "text"),
    "receipt_header": Said("Lines at the top of a receipt.", "lines"),
    "receipt_footer": Said("Lines at the end of a receipt.", "lines"),
    "guest_base_url": Said("The address guests' phones open, for example http://192.168.1.20.", "text"),
    "own_host_names": Said("Further names under which this appliance may be opened.", "lines"),
    "wifi_name": Said("The guests' Wi-Fi, for the code on the tables and on status slips.", "text"),
    "wifi_password": Said("The password of the guests' Wi-Fi.", "secret"),
}
