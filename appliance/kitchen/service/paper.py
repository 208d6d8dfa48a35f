"""Queuing the kitchen's paper: the ticket of a fired order, a marked copy of it, and the runner's slip."""

from collections.abc import Callable
from typing import Any

import msgspec

from appliance.kitchen import documents, rules, store
from appliance.kitchen.documents import PaperLine, TicketHead
from appliance.kitchen.model import (
    NAMELESS,
    FiredLine,
    FiredOrder,
    LineRow,
    LineState,
    Station,
    TicketRow,
    TicketState,
)
from appliance.menu import text_in
from appliance.printing import Document, JobKind, JobState, PaperWords, jobs_of, queue, words_in
from appliance.settings import VenueSettings
from appliance.storage import Reader, Tx

Trouble = Callable[[str], str | None]
"""Why a printer cannot print; None when it can."""


def print_fresh(
    tx: Tx,
    settings: VenueSettings,
    order: FiredOrder,
    ticket_id: str,
    station: Station,
    printer_id: str,
    others: list[str],
    lines: list[FiredLine],
) -> None:
    """Queue the paper of a ticket that is being fired; `others` are the order's other stations."""
    head = TicketHead(
        station_name=station.name,
        table_name=order.table_name,
        order_number=order.number,
        at=tx.now_ms,
        zone=settings.zone,
        words=words_in(settings.kitchen_language),
        also_at=tuple(others),
    )
    paper = documents.TicketPaper(head, tuple(_fired_line(line, settings, head.words) for line in lines))
    _queue(tx, ticket_id, order.table_session_id, documents.ticket_document(paper), printer_id)


def print_ticket(
    tx: Tx,
    settings: VenueSettings,
    ticket: TicketRow,
    printer_id: str,
    *,
    copy: bool = False,
    failover: bool = False,
    asking: bool = False,
    actor: str = "system",
) -> str:
    """Queue the paper of a ticket that was fired before; returns the job's id."""
    return _queue(
        tx,
        ticket.id,
        ticket.table_session_id,
        ticket_paper(tx, settings, ticket, failover=failover),
        printer_id,
        copy=copy,
        failover=failover,
        asking=asking,
        actor=actor,
    )


def ticket_paper(
    reader: Reader, settings: VenueSettings, ticket: TicketRow, *, failover: bool = False
) -> Document:
    """What a ticket's paper says now."""
    head = head_of(reader, settings, ticket, ticket.stored_at, also_at=others_at(reader, ticket))
    lines = paper_lines(store.lines(reader, [ticket.id])[ticket.id], settings)
    return documents.ticket_document(documents.TicketPaper(head, tuple(lines.values())), failover=failover)


def print_runner_slip(
    tx: Tx, settings: VenueSettings, ticket: TicketRow, trouble: Trouble, *, actor: str
) -> str | None:
    """Queue the runner's slip of a ticket that has just become ready; returns the job's id.

    None when everything is served already, no station has a printer, or one still waits for paper. After a recall
    the next slip is a marked copy.
    """
    rows = [line for line in store.lines(tx, [ticket.id])[ticket.id] if line.state == LineState.READY]
    stations = store.stations(tx)
    own = next((station for station in stations if station.id == ticket.station_id), None)
    printer_id = rules.failover_printer(stations, own, trouble)
    earlier = [job for job in jobs_of(tx, f"ticket:{ticket.id}") if job.kind == JobKind.RUNNER]
    waiting = any(job.state == JobState.QUEUED and job.done_at is None for job in earlier)
    if not rows or printer_id is None or waiting:
        return None
    head = head_of(tx, settings, ticket, tx.now_ms)
    cooking = [station.name for station, other in _elsewhere(tx, ticket) if other.state != TicketState.READY]
    slip = documents.RunnerPaper(
        head, tuple(_kept_line(line, settings, head.words) for line in rows), tuple(cooking)
    )
    return queue(
        tx,
        printer_id=printer_id,
        kind=JobKind.RUNNER,
        subject=f"ticket:{ticket.id}",
        document=documents.runner_document(slip),
        table_session=ticket.table_session_id,
        copy=bool(earlier),
        actor=actor,
    )


def paper_lines(lines: list[LineRow], settings: VenueSettings) -> dict[str, PaperLine]:
    """What paper says of those lines that are to be made, by id."""
    words = words_in(settings.kitchen_language)
    return {line.id: _kept_line(line, settings, words) for line in lines if line.state != LineState.CANCELLED}


def head_of(
    reader: Reader, settings: VenueSettings, ticket: TicketRow, at: int, also_at: tuple[str, ...] = ()
) -> TicketHead:
    """What every slip about a ticket begins with."""
    stations = {station.id: station for station in store.stations(reader)}
    return TicketHead(
        station_name=stations.get(ticket.station_id, NAMELESS).name,
        table_name=ticket.table_name,
        order_number=ticket.order_number,
        at=at,
        zone=settings.zone,
        words=words_in(settings.kitchen_language),
        rush=bool(ticket.rush),
        also_at=also_at,
    )


def others_at(reader: Reader, ticket: TicketRow) -> tuple[str, ...]:
    """The names of the stations that have the order's other tickets."""
    return tuple(station.name for station, _ in _elsewhere(reader, ticket))


def _elsewhere(reader: Reader, ticket: TicketRow) -> list[tuple[Station, TicketRow]]:
    """The order's other tickets of which anything is left, each with its station."""
    stations = {station.id: station for station in store.stations(reader)}
    others = [one for one in store.tickets_of_orders(reader, [ticket.order_id]) if one.id != ticket.id]
    lines = store.lines(reader, [one.id for one in others])
    left = [one for one in others if any(line.state != LineState.CANCELLED for line in lines[one.id])]
    return [(stations.get(one.station_id, NAMELESS), one) for one in left]


def _fired_line(line: FiredLine, settings: VenueSettings, words: PaperWords) -> PaperLine:
    return _line(
        settings,
        words,
        line.quantity,
        line.names,
        [one["names"] for one in line.options],
        line.note,
        line.allergens,
    )


def _kept_line(line: LineRow, settings: VenueSettings, words: PaperWords) -> PaperLine:
    options = [one["names"] for one in msgspec.json.decode(line.options)]
    allergens = None if line.allergens is None else tuple(msgspec.json.decode(line.allergens))
    names = msgspec.json.decode(line.names)
    return _line(settings, words, line.quantity, names, options, line.note, allergens)


def _line(
    settings: VenueSettings,
    words: PaperWords,
    quantity: int,
    names: dict[str, str],
    options: list[dict[str, str]],
    note: str,
    allergens: tuple[str, ...] | None,
) -> PaperLine:
    languages = (settings.kitchen_language, settings.default_language, *settings.languages)
    named = None if allergens is None else tuple(words.allergen(code) for code in allergens)
    return PaperLine(
        quantity=quantity,
        name=text_in(names, *languages),
        options=tuple(text_in(option, *languages) for option in options),
        note=note,
        contains=named if settings.ticket_allergens else (),
        names=documents.wordings_for(names, languages),
        option_names=tuple(documents.wordings_for(option, languages) for option in options),
    )


def _queue(
    tx: Tx, ticket_id: str, table_session_id: str, document: Document, printer_id: str, **more: Any
) -> str:
    return queue(
        tx,
        printer_id=printer_id,
        kind=JobKind.TICKET,
        subject=f"ticket:{ticket_id}",
        document=document,
        table_session=table_session_id,
        **more,
    )
