"""The owner's settings as one typed value. Every field has a default, a sentence in `SAY`, and a place on the page that documents them."""

import msgspec

Interval = tuple[str, str]
"""Opening interval in venue time, "11:30" to "01:00"; an end at or before its start is after midnight."""


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
    taxes: dict[str, TaxRate] = {}  # noqa: RUF012  msgspec copies defaults
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
    receipt_printer: str | None = None
    receipt_header: tuple[str, ...] = ()
    receipt_footer: tuple[str, ...] = ()
    guest_base_url: str = ""
    own_host_names: tuple[str, ...] = ()
    wifi_name: str = ""
    wifi_password: str = ""
