"""Drawers that need a person, and drawers as staff see them."""

from appliance.drawers import rules, store
from appliance.drawers.keeper import DrawerKeeper
from appliance.drawers.model import DrawerAlert, DrawerRow, DrawerView, Kick, KickState
from appliance.drawers.service.kicking import CALIBRATION
from appliance.drawers.words import words_for
from appliance.storage import Reader


def drawer_alerts(reader: Reader, keeper: DrawerKeeper) -> list[DrawerAlert]:
    """Drawers that stand open, that nobody in the file opened, and that did not open when they should."""
    found: list[DrawerAlert] = []
    for drawer in store.drawers(reader):
        if drawer.enabled:
            found += _alerts_of(reader, keeper, drawer)
    return found


def drawer_views(reader: Reader, keeper: DrawerKeeper) -> list[DrawerView]:
    """Every drawer with its state in words."""
    return [drawer_view(reader, keeper, drawer) for drawer in store.drawers(reader)]


def drawer_view(reader: Reader, keeper: DrawerKeeper, drawer: DrawerRow) -> DrawerView:
    """One drawer."""
    kick = store.last_kick(reader, drawer.id)
    known = drawer.has_sensor and keeper.level(drawer) is not None and drawer.is_open is not None
    state = ("open" if drawer.is_open else "closed") if known else "unknown"
    kicking = kick is not None and kick.ended_at is None and kick.reason == CALIBRATION
    return DrawerView(
        id=drawer.id,
        name=drawer.name,
        printer_id=drawer.printer_id,
        address=drawer.address,
        pin=drawer.pin,
        on_ms=drawer.on_ms,
        off_ms=drawer.off_ms,
        kick_hex=(drawer.kick_bytes or b"").hex(" "),
        open_alarm_s=drawer.open_alarm_s,
        enabled=bool(drawer.enabled),
        sensor=drawer.has_sensor,
        state=state,
        since=drawer.since_at if known else None,
        calibration=rules.calibration(drawer, kicking),
        last=None if kick is None else kick.state,
        say=_say(keeper, drawer, kick, state),
    )


def _say(keeper: DrawerKeeper, drawer: DrawerRow, kick: Kick | None, state: str) -> str:
    words = words_for(keeper.settings.now.staff_language)
    if drawer.has_sensor:
        line = {"open": words.open, "closed": words.closed}.get(state, words.unknown)
    elif kick is not None and kick.reason == CALIBRATION and kick.ended_at is not None:
        line = words.equal_levels
    else:
        line = words.no_sensor
    return line.format(name=drawer.name)


def _alerts_of(reader: Reader, keeper: DrawerKeeper, drawer: DrawerRow) -> list[DrawerAlert]:
    now_ms = keeper.clock.now_ms()
    words = words_for(keeper.settings.now.staff_language)
    kick = store.last_kick(reader, drawer.id)
    fresh = kick is not None and now_ms - (kick.ended_at or now_ms) < rules.TELL_STUCK_MS
    hand_at = keeper.by_hand.get(drawer.id)
    seen = [
        (
            "drawer_open",
            "late",
            drawer.is_open == 1 and drawer.left_open_at is not None,
            words.left_open,
            drawer.since_at,
        ),
        (
            "drawer_by_hand",
            "soon",
            hand_at is not None and now_ms - hand_at < rules.TELL_HAND_MS,
            words.by_hand,
            hand_at,
        ),
    ]
    if kick is not None and fresh:
        seen.append(("drawer_stuck", "late", kick.state == KickState.STUCK, words.stuck, kick.ended_at))
        seen.append(("drawer_failed", "late", kick.state == KickState.FAILED, words.failed, kick.ended_at))
    return [
        DrawerAlert(f"{code}:{drawer.id}", level, code, sentence.format(name=drawer.name), since or now_ms)
        for code, level, applies, sentence, since in seen
        if applies
    ]
