"""Peripherals and text messages as staff see them, and what of them needs a person."""

from appliance.peripherals import store
from appliance.peripherals.model import (
    PeripheralAlert,
    PeripheralRow,
    PeripheralView,
    TextMessage,
    TextState,
    TextView,
)
from appliance.peripherals.peripherals import Peripherals
from appliance.peripherals.words import DeviceWords, device_words
from appliance.settings import Settings
from appliance.storage import Reader

TEXTS_MAX = 100
ALERT_AFTER_MS = 30_000
FAILED_TOLD_MS = 3_600_000


def device_views(reader: Reader, peripherals: Peripherals) -> list[PeripheralView]:
    """Every device with its state in words."""
    return [device_view(peripherals, row) for row in store.devices(reader)]


def device_view(peripherals: Peripherals, row: PeripheralRow) -> PeripheralView:
    """One device."""
    words = _words(peripherals.settings)
    status = peripherals.status_of(row.id)
    return PeripheralView(
        id=row.id,
        name=row.name,
        kind=row.kind,
        address=row.address,
        language=row.language,
        code_page=row.code_page,
        has_pin=row.pin is not None,
        per_hour=row.per_hour,
        per_day=row.per_day,
        enabled=bool(row.enabled),
        online=status.online,
        trouble=status.trouble,
        say=f"{row.name}: {words.ready if status.online else words.trouble(status.trouble)}",
        signal=status.signal_percent,
    )


def text_views(reader: Reader, settings: Settings) -> list[TextView]:
    """The newest text messages."""
    words = _words(settings)
    return [_text_view(words, text) for text in store.latest_texts(reader, TEXTS_MAX)]


def peripheral_alerts(reader: Reader, peripherals: Peripherals) -> list[PeripheralAlert]:
    """Devices that have been lost for a while, and texts of the last hour that did not go out."""
    now_ms, words = peripherals.clock.now_ms(), _words(peripherals.settings)
    found = []
    for row in store.devices(reader):
        since = peripherals.lost_at.get(row.id)
        if row.enabled and since is not None and now_ms - since >= ALERT_AFTER_MS:
            say = f"{row.name}: {words.trouble(peripherals.status_of(row.id).trouble)}"
            found.append(PeripheralAlert(f"peripheral:{row.id}", "soon", "peripheral", say, since))
    bad = (TextState.FAILED, TextState.UNKNOWN)
    lost = [
        text
        for text in store.latest_texts(reader, TEXTS_MAX)
        if text.state in bad and now_ms - (text.done_at or 0) < FAILED_TOLD_MS
    ]
    if lost:
        say = words.lost(len(lost))
        if lost[0].last_error:
            say = f"{say}: {words.trouble(lost[0].last_error)}"
        found.append(PeripheralAlert("sms", "soon", "sms_failed", say, lost[-1].done_at or now_ms))
    return found


def _words(settings: Settings) -> DeviceWords:
    return device_words(settings.now.staff_language)


def _text_view(words: DeviceWords, text: TextMessage) -> TextView:
    say = words.texts[TextState(text.state)]
    if text.last_error and text.state not in (TextState.SENT, TextState.DELIVERED):
        say = f"{say}: {words.trouble(text.last_error)}"
    return TextView(
        id=text.id,
        cause=text.cause,
        number_end=text.number[-3:],
        parts=text.parts,
        state=text.state,
        say=say,
        made_at=text.made_at,
        sent_at=text.sent_at,
        done_at=text.done_at,
    )
