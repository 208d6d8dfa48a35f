"""Tickets that nobody in the kitchen has confirmed, each with the reason in a sentence of the staff's language."""

from appliance.devices import Device, DeviceKind, devices
from appliance.kitchen import rules, store
from appliance.kitchen.model import NAMELESS, Station, TicketRow
from appliance.kitchen.screens import Screens
from appliance.kitchen.service.paper import Trouble
from appliance.kitchen.wire import ScreenView, StuckTicket, UnheededCancel
from appliance.kitchen.words import StuckWords, stuck_words
from appliance.printing import DROPPED, JobKind, JobState, PrintJob, jobs_of, printer_names
from appliance.storage import Reader


def stuck_tickets(
    reader: Reader, screens: Screens, trouble: Trouble, now_ms: int, language: str
) -> list[StuckTicket]:
    """Unconfirmed for three seconds or more, oldest first."""
    late = [
        ticket
        for ticket in store.unconfirmed(reader, now_ms - rules.STALE_MS)
        if now_ms - ticket.stored_at >= rules.ALERT_MS and not _settled(reader, ticket)
    ]
    if not late:
        return []
    stations = {station.id: station for station in store.stations(reader)}
    known = {device.id: device for device in _kitchen_devices(reader)}
    words = stuck_words(language)
    return [
        _stuck(reader, ticket, stations.get(ticket.station_id, NAMELESS), screens, known, trouble, words)
        for ticket in late
    ]


def unheeded(reader: Reader, now_ms: int) -> list[UnheededCancel]:
    """Cancellations that nobody in the kitchen has confirmed, oldest first."""
    stations = {station.id: station for station in store.stations(reader)}
    return [
        UnheededCancel(
            ticket_id=ticket.id,
            table_session_id=ticket.table_session_id,
            order_number=ticket.order_number,
            table_name=ticket.table_name,
            station=stations.get(ticket.station_id, NAMELESS).name,
            since=store.cancelled_at(reader, ticket.id),
        )
        for ticket in store.unheeded(reader, now_ms - rules.STALE_MS)
    ]


def screens_view(reader: Reader, screens: Screens) -> list[ScreenView]:
    """Every paired kitchen screen, whether it speaks and since when not."""
    views = []
    for device in _kitchen_devices(reader):
        silent_s = screens.silent_s(device.id)
        whole_s = None if silent_s is None else int(silent_s)
        views.append(
            ScreenView(device.id, device.name, screens.is_alive(device.id), whole_s, list(device.stations))
        )
    return views


def _kitchen_devices(reader: Reader) -> list[Device]:
    return [device for device in devices(reader) if device.kind is DeviceKind.KITCHEN]


def _stuck(
    reader: Reader,
    ticket: TicketRow,
    station: Station,
    screens: Screens,
    known: dict[str, Device],
    trouble: Trouble,
    words: StuckWords,
) -> StuckTicket:
    reasons = [
        _paper(reader, ticket, trouble, words),
        _screen(station, ticket.station_id, screens, known, words),
    ]
    why = "; ".join(reason for reason in reasons if reason)
    return StuckTicket(
        ticket_id=ticket.id,
        order_id=ticket.order_id,
        order_number=ticket.order_number,
        table_session_id=ticket.table_session_id,
        table_name=ticket.table_name,
        station_id=ticket.station_id,
        station=station.name,
        stored_at=ticket.stored_at,
        seen_at=ticket.seen_at,
        printed_at=ticket.printed_at,
        printed_how=None,
        accepted_at=ticket.accepted_at,
        why=why[:1].upper() + why[1:],
    )


def _tickets_papers(reader: Reader, ticket: TicketRow) -> list[PrintJob]:
    """Those of the ticket itself, oldest first; not runner's slips and changes."""
    return [job for job in jobs_of(reader, f"ticket:{ticket.id}") if job.kind == JobKind.TICKET]


def _settled(reader: Reader, ticket: TicketRow) -> bool:
    """Whether a person has dropped its paper: somebody knows, and needs no alarm."""
    jobs = _tickets_papers(reader, ticket)
    return bool(jobs) and jobs[-1].done_why == DROPPED


def _paper(reader: Reader, ticket: TicketRow, trouble: Trouble, words: StuckWords) -> str:
    jobs = _tickets_papers(reader, ticket)
    if not jobs:
        return words.not_on_paper
    job = jobs[-1]
    printer = printer_names(reader)[job.printer_id]
    if job.asking:
        return words.asks.format(printer=printer)
    what = trouble(job.printer_id)
    if what is not None:
        return f"{printer}: {what}"
    standing = words.printing if job.state == JobState.SENDING else words.not_printed
    return standing.format(printer=printer)


def _screen(
    station: Station, station_id: str, screens: Screens, known: dict[str, Device], words: StuckWords
) -> str:
    if screens.shows(station_id):
        return words.not_shown.format(station=station.name)
    for device_id in screens.once_showed(station_id):
        silent_s = screens.silent_s(device_id)
        if device_id in known and silent_s is not None:
            return words.silent.format(screen=known[device_id].name, seconds=int(silent_s))
    return words.no_screen.format(station=station.name)
