"""The values of seating: a party's visit, its phones, its cart and its calls."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

KINDS = {
    "table_session_opened": "A party's visit began: by scanning the table's QR or by staff.",
    "table_session_closed": "The visit ended: by staff, by a guest starting new, by itself, or because it was paid.",
    "table_session_restored": "Staff brought a closed visit back.",
    "member_joined": "A phone took part for the first time, or changed its nickname.",
    "cart_changed": "Lines were put into or taken out of the cart.",
    "call_made": "The party calls a waiter or asks for the bill.",
    "call_answered": "Somebody is on the way.",
    "call_cancelled": "The party took its call back.",
    "access_granted": "A phone gave the right table PIN or daily pass.",
    "access_refused": "A phone gave a wrong table PIN or daily pass.",
    "table_pin_set": "Staff made a new PIN for a party.",
    "daily_pass_rotated": "A new daily pass word replaced yesterday's.",
}

MEMBERS_MAX = 40
LINES_MAX = 100
QUANTITY_MAX = 50
NOTE_MAX = 140
NICKNAME_MAX = 24

Word = Annotated[str, Meta(min_length=1, max_length=64)]


class TableSessionState(StrEnum):
    """Whether the party is still here."""

    OPEN = "open"
    CLOSED = "closed"


class CallKind(StrEnum):
    """What a party may ask for."""

    WAITER = "waiter"
    BILL = "bill"


@dataclass(frozen=True, slots=True)
class TableSession:
    """A party's visit, as the file has it."""

    id: str
    branch: str
    table_id: str
    state: str
    opened_at: int
    opened_by: str
    business_date: str
    covers: int | None
    cart_mode: str
    host_member_id: str | None
    join_hash: bytes | None
    last_activity_at: int
    bill_requested_at: int | None
    viewed_bill_at: int | None
    paid_at: int | None
    closed_at: int | None
    closed_by: str | None
    closed_how: str | None


@dataclass(frozen=True, slots=True)
class Member:
    """One phone of a party."""

    id: str
    branch: str
    table_session_id: str
    number: int
    token_hash: bytes
    nickname: str | None
    language: str
    seen_at: int
    joined_at: int | None
    passed_pin: int
    passed_word: str | None
    expires_at: int


@dataclass(frozen=True, slots=True)
class CartLine:
    """One line of a cart; `options` is JSON {group id: [option id, …]}."""

    table_session_id: str
    id: str
    branch: str
    member_id: str
    item_id: str
    options: str
    note: str
    quantity: int
    changed_at: int

    def chosen(self) -> dict[str, list[str]]:
        """The options decoded."""
        return msgspec.json.decode(self.options, type=dict[str, list[str]])


class Call(msgspec.Struct, frozen=True):
    """An open call of a party."""

    id: str
    kind: str
    made_at: int


class MemberView(msgspec.Struct, frozen=True):
    """A member as the others at the table see it."""

    id: str
    number: int
    nickname: str | None


class MeView(msgspec.Struct, frozen=True):
    """A member as its own phone sees it."""

    member_id: str
    number: int
    nickname: str | None
    joined: bool
    needs_pin: bool
    needs_pass: bool


class CartProblem(msgspec.Struct, frozen=True):
    """Why a line cannot be ordered as it is."""

    code: str
    left: int | None = None


class CartLineView(msgspec.Struct, frozen=True):
    """A cart line with the server's price."""

    id: str
    member_id: str
    item_id: str
    names: dict[str, str]
    options: dict[str, list[str]]
    option_names: list[dict[str, str]]
    note: str
    quantity: int
    unit_minor: int
    total_minor: int
    problem: CartProblem | None


class CartView(msgspec.Struct, frozen=True):
    """A cart as one phone sees it."""

    lines: list[CartLineView]
    total_minor: int
    count: int


class SetLine(msgspec.Struct, frozen=True, tag_field="op", tag="set"):
    """Put a line into the cart, or change it, by the id the phone made for it."""

    line_id: Word
    item_id: Word
    quantity: Annotated[int, Meta(ge=1, le=QUANTITY_MAX)]
    options: Annotated[dict[Word, Annotated[list[Word], Meta(max_length=30)]], Meta(max_length=30)] = {}
    note: Annotated[str, Meta(max_length=1_000)] = ""


class RemoveLine(msgspec.Struct, frozen=True, tag_field="op", tag="remove"):
    """Take a line out of the cart; one that is already gone is no error."""

    line_id: Word


class CartCommands(msgspec.Struct, frozen=True):
    """What a phone wants done to the cart, in order, all or nothing."""

    commands: Annotated[list[SetLine | RemoveLine], Meta(min_length=1, max_length=50)]


class Join(msgspec.Struct, frozen=True):
    """A phone takes part, with or without a nickname."""

    session_id: Word
    nickname: Annotated[str, Meta(max_length=200)] | None = None
    language: Annotated[str, Meta(max_length=10)] = ""


class Joined(msgspec.Struct, frozen=True):
    """The member after joining."""

    member_id: str
    number: int
    nickname: str | None
    host: bool


class CartAnswer(msgspec.Struct, frozen=True):
    """The cart after the commands, and the seq that shows it."""

    seq: int
    cart: CartView


class Pin(msgspec.Struct, frozen=True):
    """A table PIN as typed."""

    pin: Annotated[str, Meta(max_length=20)]


class PassWord(msgspec.Struct, frozen=True):
    """A daily pass as typed."""

    word: Annotated[str, Meta(max_length=60)]


class Passed(msgspec.Struct, frozen=True):
    """The secret was right."""

    ok: bool


class Ask(msgspec.Struct, frozen=True):
    """What the party asks for."""

    kind: Literal["waiter", "bill"]


class Calls(msgspec.Struct, frozen=True):
    """The party's open calls."""

    calls: list[Call]


JsonDict = dict[str, Any]
