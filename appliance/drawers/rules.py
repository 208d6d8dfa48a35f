"""Pure decisions of drawers: which kick opened one, when one is stuck, and when one has stood open for too long."""

from collections.abc import Sequence

from appliance.drawers.model import DrawerRow, Kick, KickState

CAUSE_MS = 5_000
"""A drawer that opens within this time of a kick was opened by it."""
STUCK_MS = 3_000
GIVEN_UP_MS = 40_000
"""A kick that has not left the appliance by then never will: printing gives one up after half a minute."""
TELL_STUCK_MS = 120_000
TELL_HAND_MS = 300_000


def opened(sensor_open_high: int | None, high: bool | None) -> bool | None:
    """Whether a level means open; None without a sensor or a level."""
    if sensor_open_high is None or high is None:
        return None
    return bool(sensor_open_high) == high


def cause(kicks: Sequence[Kick], sent: dict[str, int], at: int) -> Kick | None:
    """The kick that opened the drawer at that moment; the newest when several could have.

    `sent` says when a kick began to go out, where that is known; one that waits has opened nothing.
    """
    able = [
        kick
        for kick in kicks
        if kick.state in (KickState.WAITING, KickState.SENT, KickState.STUCK)
        and kick.id in sent
        and sent[kick.id] - CAUSE_MS <= at <= _last(kick, sent) + CAUSE_MS
    ]
    return max(able, key=lambda kick: kick.made_at, default=None)


def stuck(drawer: DrawerRow, kick: Kick, now_ms: int) -> bool:
    """Whether a drawer that was shut should have opened by now."""
    shut = drawer.has_sensor and drawer.is_open == 0
    return shut and kick.state == KickState.SENT and now_ms - (kick.sent_at or now_ms) >= STUCK_MS


def left_open(drawer: DrawerRow, now_ms: int) -> bool:
    """Whether it has been standing open for too long and nobody has been told."""
    return (
        drawer.is_open == 1
        and drawer.left_open_at is None
        and now_ms - (drawer.since_at or now_ms) >= drawer.open_alarm_s * 1000
    )


def calibration(drawer: DrawerRow, kicking: bool) -> str:
    """How far the calibration is: none, closed_seen, opening or done."""
    if drawer.level_closed is not None:
        return "opening" if kicking else "closed_seen"
    return "done" if drawer.has_sensor else "none"


def _last(kick: Kick, sent: dict[str, int]) -> int:
    """The latest moment at which the kick may have reached the drawer, as far as is known."""
    return max(sent[kick.id], kick.sent_at or 0)
