"""Pure decisions of seating: nicknames, staleness, and what a phone still has to show before it may order."""

from appliance.kernel.names import one_line
from appliance.seating.model import NICKNAME_MAX, Member, TableSession
from appliance.settings import VenueSettings

MINUTE_MS = 60_000
PASS_WORDS = [
    "latte", "basil", "olive", "mango", "pesto", "lemon", "honey", "cocoa", "thyme", "grape",
    "melon", "onion", "peach", "pepper", "salsa", "sugar", "toast", "vanilla", "walnut", "zucca",
]  # fmt: skip


def clean_nickname(typed: str | None) -> str | None:
    """A nickname fit for screens: no control characters, no surrounding space, short; None when nothing is left."""
    if typed is None:
        return None
    return one_line(typed)[:NICKNAME_MAX].strip() or None


def clean_note(typed: str, limit: int) -> str:
    """A note fit for screens and paper."""
    return one_line(typed)[:limit].strip()


def order_line_id(table_session_id: str, line_id: str) -> str:
    """The id an order line takes from its cart line: a cart line can be ordered once only."""
    return f"{table_session_id}.{line_id}"


def is_stale(table_session: TableSession, settings: VenueSettings, now_ms: int) -> bool:
    """Whether nothing happened for so long that a new party may be sitting there."""
    return now_ms - table_session.last_activity_at >= settings.auto_close_idle_min * MINUTE_MS


def needs_pin(member: Member, settings: VenueSettings) -> bool:
    """Whether this phone still has to give the table PIN."""
    return settings.access_pin and not member.passed_pin


def needs_pass(member: Member, settings: VenueSettings, business_date: str) -> bool:
    """Whether this phone still has to give today's pass."""
    return settings.access_pass and member.passed_word != business_date
