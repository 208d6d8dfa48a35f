"""Pure decisions of peripherals: faces of the pole, when a text is tried again, what the limits leave."""

from appliance.peripherals.model import TextMessage, TextPart, TextState
from appliance.peripherals.states import Verb
from firmware_bridges.displays.text import Face, Line
from firmware_bridges.message import Delivery, MessageOutcome, MessageState

HOUR_MS, DAY_MS = 3_600_000, 86_400_000
ATTEMPTS_MAX = 6
FIRST_PAUSE_MS, LAST_PAUSE_MS = 15_000, 900_000
FORGET_AFTER_MS = DAY_MS
REPORT_WITHIN_MS = 3 * DAY_MS


def total_face(total: str, currency: str, amount: str, change: tuple[str, str] | None) -> Face:
    """What is to be paid or was, and below it the change with its word."""
    return Face(Line(f"{total} {currency}", amount), Line(*change) if change else Line())


def idle_face(venue_name: str) -> Face:
    """The venue's name in the middle, on two lines when it is long."""
    words, top, bottom = venue_name.split(), "", ""
    for word in words:
        if not bottom and len(f"{top} {word}".strip()) <= 20:
            top = f"{top} {word}".strip()
        else:
            bottom = f"{bottom} {word}".strip()
    return Face(Line(top or bottom, centred=True), Line(bottom if top else "", centred=True))


def verb_of(text: TextMessage, outcome: MessageOutcome, now_ms: int) -> Verb:
    """The move an attempt's end stands for."""
    if outcome.state is MessageState.SENT:
        return Verb.SEND
    if outcome.state is MessageState.UNKNOWN:
        return Verb.LOSE
    over = outcome.for_good or text.attempts >= ATTEMPTS_MAX or now_ms >= text.expires_at
    return Verb.FAIL if over else Verb.PUT_BACK


def pause_ms(attempts: int) -> int:
    """How long a text rests after that many attempts."""
    return min(LAST_PAUSE_MS, int(FIRST_PAUSE_MS * 2.0 ** min(max(0, attempts - 1), 10)))


def fits_limits(parts: int, in_hour: int, in_day: int, per_hour: int, per_day: int) -> bool:
    """Whether so many more parts may go out now. A text longer than the hour's limit goes when the hour is free."""
    hour_left = in_hour + parts <= per_hour or (in_hour == 0 and parts > per_hour)
    return hour_left and in_day + parts <= max(per_day, parts)


def after_report(text: TextMessage, parts: list[TextPart]) -> Verb | None:
    """What the reports so far mean for the whole: delivered when every part is, failed when any is."""
    if text.state != TextState.SENT:
        return None
    reports = [part.report for part in parts]
    if Delivery.FAILED in reports:
        return Verb.FAIL
    whole = len(parts) == text.parts and all(report == Delivery.DELIVERED for report in reports)
    return Verb.DELIVER if whole else None
