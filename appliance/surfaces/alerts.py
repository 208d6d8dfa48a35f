"""What needs a person: stuck tickets, printers in trouble, silent screens, papers that ask, the clock, the disk."""

from appliance.printing import open_jobs, printers_view
from appliance.storage import Reader
from appliance.surfaces import floor_view, store
from appliance.surfaces.floor_model import Alert, Health, HealthItem
from appliance.surfaces.house import House


def alerts(reader: Reader, house: House) -> list[Alert]:
    """Everything that needs a person now, worst first."""
    now_ms = house.database.clock.now_ms()
    found = [
        *_stuck(reader, house),
        *_screens(reader, house, now_ms),
        *_printers(reader, house, now_ms),
        *_papers(reader, house),
    ]
    if not house.database.clock.trusted():
        say = "The appliance's clock is behind; days do not close until it is right."
        found.append(Alert(id="clock", level="soon", code="clock", say=say, since=now_ms))
    if house.database.trouble is not None:
        say = "Nothing can be saved: the disk is full or read-only. Printing of saved orders goes on."
        found.append(Alert(id="disk", level="late", code="disk", say=say, since=now_ms))
    return sorted(found, key=lambda alert: (alert.level != "late", alert.since))


def health(found: list[Alert]) -> Health:
    """The dot at the top right."""
    items = [HealthItem(alert.code, alert.say, alert.since) for alert in found]
    level = "bad" if any(alert.level == "late" for alert in found) else "warn" if found else "ok"
    return Health(level, items)


def _stuck(reader: Reader, house: House) -> list[Alert]:
    return [
        Alert(
            id=f"ticket:{one.ticket_id}",
            level="late",
            code="ticket_stuck",
            say=f"Order {one.order_number} ({one.station}): the kitchen has not confirmed it. {one.why}",
            since=one.stored_at,
            table_id=store.table_of_visit(reader, visit_id),
        )
        for visit_id, tickets in floor_view.stuck_by_visit(reader, house).items()
        for one in tickets
    ]


def _screens(reader: Reader, house: House, now_ms: int) -> list[Alert]:
    """Silent screens: urgent while no other screen shows the same stations."""
    found = house.kitchen.screens_view(reader)
    alive = [one for one in found if one.online]
    alerts = []
    for one in found:
        covered = any(
            not other.stations or set(one.stations) <= set(other.stations) for other in alive if one.stations
        )
        covered = covered or any(not other.stations for other in alive)
        if one.online or (covered and one.silent_s is None):
            continue
        say = f"{one.name} does not answer" + (
            "; another screen shows its stations." if covered else "; its new tickets go to paper."
        )
        since = now_ms - (one.silent_s or 0) * 1000
        alerts.append(Alert(f"screen:{one.id}", "soon" if covered else "late", "screen_silent", say, since))
    return alerts


def _printers(reader: Reader, house: House, now_ms: int) -> list[Alert]:
    return [
        Alert(
            id=f"printer:{one.id}",
            level="late" if one.waiting else "soon",
            code="printer",
            say=one.say,
            since=one.since or now_ms,
        )
        for one in printers_view(reader, house.desk)
        if not one.online
    ]


def _papers(reader: Reader, house: House) -> list[Alert]:
    asking = [job for job in open_jobs(reader) if job.asking]
    if not asking:
        return []
    count = len(asking)
    say = "1 paper is old" if count == 1 else f"{count} papers are old"
    return [
        Alert(
            id="papers",
            level="late",
            code="print_asks",
            say=f"{say}: print or drop?",
            since=asking[0].made_at,
            job_ids=[job.id for job in asking],
        )
    ]
