"""Calling a waiter and asking for the bill."""

from appliance.kernel.errors import Conflict, NotFound
from appliance.seating import store
from appliance.seating.model import Call, TableSession
from appliance.storage import Reader, Tx


def open_calls(reader: Reader, table_session_id: str) -> list[Call]:
    """The party's unanswered calls, oldest first."""
    return store.open_calls(reader, table_session_id)


def make(tx: Tx, table_session: TableSession, kind: str, actor: str) -> list[Call]:
    """The party asks; asking again while the call is open changes nothing."""
    if not any(call.kind == kind for call in store.open_calls(tx, table_session.id)):
        id_ = tx.new_id()
        store.insert_call(tx, id_, table_session.id, kind)
        if kind == "bill" and table_session.bill_requested_at is None:
            store.set_field(tx, table_session.id, "bill_requested_at", tx.now_ms)
        store.touch(tx, table_session.id)
        data = {"call_id": id_, "kind": kind}
        tx.journal(
            "call_made",
            f"table:{table_session.table_id}",
            actor=actor,
            table_session=table_session.id,
            data=data,
        )
    return store.open_calls(tx, table_session.id)


def cancel(tx: Tx, table_session: TableSession, kind: str, actor: str) -> list[Call]:
    """The party takes its call back."""
    for call in store.open_calls(tx, table_session.id):
        if call.kind == kind:
            store.answer_call(tx, call.id, actor)
            if kind == "bill":
                store.set_field(tx, table_session.id, "bill_requested_at", None)
            data = {"call_id": call.id, "kind": kind}
            tx.journal(
                "call_cancelled",
                f"table:{table_session.table_id}",
                actor=actor,
                table_session=table_session.id,
                data=data,
            )
    return store.open_calls(tx, table_session.id)


def bring_bill(tx: Tx, table_session_id: str, actor: str, device: str | None) -> None:
    """The party has paid, which is what a call for the bill asked for."""
    for call in store.open_calls(tx, table_session_id):
        if call.kind == "bill":
            answer(tx, call.id, actor, device)


def answer(tx: Tx, call_id: str, actor: str, device: str | None) -> None:
    """Somebody is on the way. Raises NotFound, or Conflict when a colleague was quicker."""
    call = store.call(tx, call_id)
    if call is None:
        raise NotFound("There is no such call.")
    if store.answer_call(tx, call_id, actor) == 0:
        raise Conflict("A colleague has already answered this call.", code="already_answered")
    data = {"call_id": call_id, "kind": call["kind"]}
    tx.journal(
        "call_answered",
        f"call:{call_id}",
        actor=actor,
        device=device,
        table_session=call["table_session_id"],
        data=data,
    )
