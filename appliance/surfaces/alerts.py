"""What needs a person: stuck tickets, printers in trouble, silent screens, papers that ask, the clock, the disk."""

from appliance.orders import ready_after_close
from appliance.printing import OpenJob, StaffWords, open_jobs, printers_view, staff_words
from appliance.storage import Reader
from appliance.surfaces import floor_view, store
from appliance.surfaces.floor_model import Alert, Health, HealthItem
from appliance.surfaces.house import House
from appliance.surfaces.words import AlertWords, alert_words

BACKLOG_FROM = 2
"""So many old papers of one printer are asked about together."""


def alerts(reader: Reader, house: House) -> list[Alert]:
    """Everything that needs a person now, worst first."""
    now_ms = house.database.clock.now_ms()
    words = alert_words(house.settings.now.staff_language)
    found = [
        *_stuck(reader, house, words),
        *_unheeded(reader, house, words),
        *_left_at_the_pass(reader, now_ms, words),
        *_screens(reader, house, now_ms, words),
        *_printers(reader, house, now_ms),
        *_papers(reader, house),
        *(
            Alert(one.id, one.level, one.code, one.say, one.since)
            for look in house.more_alerts
            for one in look(reader)
        ),
    ]
    if not house.database.clock.trusted():
        found.append(Alert(id="clock", level="soon", code="clock", say=words.clock, since=now_ms))
    if house.database.trouble is not None:
        found.append(Alert(id="disk", level="late", code="disk", say=words.disk, since=now_ms))
    return sorted(found, key=lambda alert: (alert.level != "late", alert.since))


def health(found: list[Alert]) -> Health:
    """The dot at the top right."""
    items = [HealthItem(alert.code, alert.say, alert.since) for alert in found]
    level = "bad" if any(alert.level == "late" for alert in found) else "warn" if found else "ok"
    return Health(level, items)


def _stuck(reader: Reader, house: House, words: AlertWords) -> list[Alert]:
    return [
        Alert(
            id=f"ticket:{one.ticket_id}",
            level="late",
            code="ticket_stuck",
            say=words.stuck.format(number=one.order_number, station=one.station, why=one.why),
            since=one.stored_at,
            table_id=store.table_of_visit(reader, visit_id),
        )
        for visit_id, tickets in floor_view.stuck_by_visit(reader, house).items()
        for one in tickets
    ]


def _unheeded(reader: Reader, house: House, words: AlertWords) -> list[Alert]:
    """Cancellations the kitchen does not know of yet, as far as anybody can tell."""
    return [
        Alert(
            id=f"cancel:{one.ticket_id}",
            level="soon",
            code="cancel_unheeded",
            say=words.unheeded.format(number=one.order_number, station=one.station),
            since=one.since,
            table_id=store.table_of_visit(reader, one.table_session_id),
            ticket_id=one.ticket_id,
        )
        for one in house.kitchen.unheeded(reader)
    ]


def _left_at_the_pass(reader: Reader, now_ms: int, words: AlertWords) -> list[Alert]:
    """Dishes that are ready for a party whose table was closed: no card says so any more."""
    return [
        Alert(
            id=f"ready:{one.order_id}",
            level="late",
            code="ready_after_close",
            say=words.left_over.format(number=one.number, table=one.table_name),
            since=one.since,
            order_id=one.order_id,
        )
        for one in ready_after_close(reader, now_ms)
    ]


def _screens(reader: Reader, house: House, now_ms: int, words: AlertWords) -> list[Alert]:
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
        say = (words.screen_covered if covered else words.screen_silent).format(screen=one.name)
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
            printer_id=one.id,
            count=one.waiting,
        )
        for one in printers_view(reader, house.desk)
        if not one.online
    ]


def _papers(reader: Reader, house: House) -> list[Alert]:
    """Papers that ask: a printer's old ones in one question, the others together."""
    language = house.settings.now.staff_language
    words = staff_words(language)
    asking = [job for job in open_jobs(reader, language) if job.asking]
    old: dict[str, list[OpenJob]] = {}
    for job in asking:
        if job.asking_why == "late":
            old.setdefault(job.printer_id, []).append(job)
    backlogs = [jobs for jobs in old.values() if len(jobs) >= BACKLOG_FROM]
    found = [_backlog(words, jobs) for jobs in backlogs]
    several = {job.id for jobs in backlogs for job in jobs}
    single = [job for job in asking if job.id not in several]
    if single:
        found.append(
            Alert(
                id="papers",
                level="late",
                code="print_asks",
                say=words.counted(words.old_papers, len(single)),
                since=single[0].made_at,
                job_ids=[job.id for job in single],
                count=len(single),
            )
        )
    return found


def _backlog(words: StaffWords, jobs: list[OpenJob]) -> Alert:
    return Alert(
        id=f"backlog:{jobs[0].printer_id}",
        level="late",
        code="backlog",
        say=words.counted(words.backlog, len(jobs), printer=jobs[0].printer),
        since=jobs[0].made_at,
        job_ids=[job.id for job in jobs],
        printer_id=jobs[0].printer_id,
        count=len(jobs),
    )
