"""Printers as they travel: views, answers and wishes."""

from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from appliance.printing.wire.limits import Address, Count, Id, Mac, Name, Reason, Stations, Word


class PrinterFacts(msgspec.Struct, frozen=True):
    """What a device last said of itself. `drawer_pin_high` is a level whose meaning depends on the drawer."""

    connected: bool
    paper: str
    cover_open: bool
    cutter_error: bool
    unrecoverable: bool
    halted: bool
    drawer_pin_high: bool | None


class PrinterView(msgspec.Struct, frozen=True):
    """A printer as the floor sees it.

    `say` is the whole line; `code`, `what` and `do` are its parts: a reason's code ("" when all is well), what
    is wrong, what to do. `since` when it has been in trouble, `asking` how many of its papers wait for a
    person, `backup` the name of the printer that stands in now.
    """

    id: str
    name: str
    online: bool
    say: str
    waiting: int
    since: int | None
    code: str
    what: str
    do: str
    facts: PrinterFacts
    asking: int
    backup: str | None


class StationName(msgspec.Struct, frozen=True):
    """A station and the printer it prints on."""

    id: str
    name: str
    printer_id: str | None


class ListedPrinter(msgspec.Struct, frozen=True):
    """A printer as whoever looks after it sees it.

    `receipts` says whether bills and receipts come out here, `moved` how many open papers went elsewhere,
    `last_how` how sure its last done paper was: printed, processed or sent. Tickets are to be in `kitchen_language`;
    dishes come out in `prints_language`, another of the menu's where the printer cannot show that one, None where
    it can show none of them.
    """

    id: str
    name: str
    bridge: str
    address: str
    profile: str
    mac: str | None
    enabled: bool
    backup_id: str | None
    fail_over_after: int
    added_at: int | None
    stations: list[StationName]
    receipts: bool
    state: PrinterView
    tickets: int
    moved: int
    last_how: str | None
    kitchen_language: str
    prints_language: str | None


class Model(msgspec.Struct, frozen=True):
    """A profile that can be chosen, in words, for printers of these kinds; none named: any."""

    profile: str
    say: str
    bridges: list[str]


class PrinterList(msgspec.Struct, frozen=True):
    """Every printer, and what can be chosen for one."""

    items: list[ListedPrinter]
    stations: list[StationName]
    bridges: list[str]
    profiles: list[str]
    models: list[Model]


class Exchange(msgspec.Struct, frozen=True):
    """Bytes to or from a device: at most the first 512 as hex, `size` of all of them, and what they mean.

    Small ones that came again and again are one exchange; `times` says how often, `at` when last.
    """

    at: int
    direction: Literal["to", "from"]
    size: int
    hex: str
    words: str
    times: int


class PrinterLog(msgspec.Struct, frozen=True):
    """The last exchanges with a device, oldest first."""

    items: list[Exchange]


class OnePrinter(msgspec.Struct, frozen=True):
    """A printer as it is now."""

    printer: ListedPrinter


class PrinterDetail(msgspec.Struct, frozen=True):
    """A printer with its last exchanges."""

    printer: ListedPrinter
    exchanges: list[Exchange]


class AddPrinter(msgspec.Struct, frozen=True):
    """A new printer; the stations named print on it."""

    name: Name
    bridge: Word
    address: Address
    profile: Word
    mac: Mac | None = None
    backup_id: Id | None = None
    fail_over_after: Count = 3
    stations: Stations = []


class PrinterAdded(msgspec.Struct, frozen=True):
    """The new printer; `poll_url` holds the secret of a printer that calls the appliance, `poll_svg` is its QR."""

    printer: ListedPrinter
    poll_url: str | None
    poll_svg: str | None


class PollUrl(msgspec.Struct, frozen=True):
    """What to type into a printer that calls the appliance, and its QR."""

    poll_url: str
    poll_svg: str


class EditPrinter(msgspec.Struct, frozen=True):
    """What is to change; the rest stays."""

    name: Name | UnsetType = UNSET
    bridge: Word | UnsetType = UNSET
    address: Address | UnsetType = UNSET
    profile: Word | UnsetType = UNSET
    mac: Mac | UnsetType | None = UNSET
    enabled: bool | UnsetType = UNSET
    fail_over_after: Count | UnsetType = UNSET
    backup_id: Id | UnsetType | None = UNSET


class RoutePrinter(msgspec.Struct, frozen=True):
    """These stations (ids or names) print here from now on, and with `receipts` bills and receipts do; without
    `backup_id` the backup stays.
    """

    stations: Stations
    backup_id: Id | UnsetType | None = UNSET
    receipts: bool = False


class PrinterId(msgspec.Struct, frozen=True):
    """The printer it was about."""

    id: str


class TestQueued(msgspec.Struct, frozen=True):
    """The test page's job."""

    job_id: str


class SlipQueued(msgspec.Struct, frozen=True):
    """The status slip's job, and when the code on it ends (ms). The code stands only on the paper."""

    job_id: str
    expires_at: int


class DecideBacklog(msgspec.Struct, frozen=True):
    """What is to become of a printer's old papers: `newest` keeps so many, `drop` needs a reason, and so does `drop_all`,
    which is about all that wait there, old or not.
    """

    decision: Literal["all", "newest", "drop", "drop_all"]
    keep: Annotated[int, Meta(ge=1, le=200)] | None = None
    reason: Reason | None = None


class BacklogDecided(msgspec.Struct, frozen=True):
    """How many papers will be printed and how many were dropped. `sending` of these are being sent now: such a one
    ends when its try has ended, and is printed after all if that ended well.
    """

    printed: int
    dropped: int
    sending: int = 0
