"""People: adding them, new secrets, leaving. Secrets arrive hashed (hash_secret), because hashing is too slow for a transaction."""

from appliance.kernel.errors import Conflict, Invalid, NotFound
from appliance.kernel.names import one_line
from appliance.kernel.roles import PASSWORD_ROLES, Role
from appliance.staff import rules, store
from appliance.staff.model import Person, StaffName, WaitingPerson
from appliance.staff.service.tries import Tries, keys_of
from appliance.storage import Reader, Tx


def add_staff(
    tx: Tx,
    name: str,
    role: Role,
    login: str | None = None,
    pin_hash: str | None = None,
    password_hash: str | None = None,
    *,
    actor: str = "system",
) -> Person:
    """A new person. Raises Invalid (name missing, password for a role without one), Conflict (login_taken)."""
    name = one_line(name)
    if not name:
        raise Invalid("A person needs a name.", code="name_missing")
    if password_hash is not None and (role not in PASSWORD_ROLES or not login):
        raise Invalid(
            "Only owners and managers have a password, and it needs a login.", code="password_not_for_role"
        )
    plain = rules.plain_login(login) if login else None
    if plain and store.person_by_login(tx, plain):
        raise Conflict("This login is taken.", code="login_taken")
    person = Person(tx.new_id(), name, role, plain, pin_hash, password_hash, True)
    store.add(tx, person)
    tx.journal(
        "staff_added", f"staff:{person.id}", actor=actor, data={"staff_id": person.id, "role": role.value}
    )
    return person


def reset_pin(tx: Tx, staff_id: str, pin_hash: str, *, actor: str = "system") -> None:
    """A new PIN; all sign-ins of the person end. Raises NotFound."""
    _require(store.set_pin(tx, staff_id, pin_hash))
    _journal_reset(tx, staff_id, "pin", actor)


def reset_password(tx: Tx, staff_id: str, password_hash: str, *, actor: str = "system") -> None:
    """A new password; all sign-ins of the person end. Raises NotFound."""
    _require(store.set_password(tx, staff_id, password_hash))
    _journal_reset(tx, staff_id, "password", actor)


def retire(tx: Tx, staff_id: str, *, actor: str = "system") -> None:
    """The person has left; all sign-ins end. What they did stays under their id. Raises NotFound."""
    _require(store.retire(tx, staff_id))
    store.end_every_staff_session(tx, staff_id)
    tx.journal("staff_retired", f"staff:{staff_id}", actor=actor, data={"staff_id": staff_id})


def people(reader: Reader) -> list[Person]:
    """Everybody who works here, by name."""
    return store.people(reader)


def person(reader: Reader, staff_id: str) -> Person:
    """One person, also one who has left. Raises NotFound."""
    found = store.person(reader, staff_id)
    if found is None:
        raise _unknown()
    return found


def names(reader: Reader, role: Role | None = None) -> list[StaffName]:
    """Everybody who works here, or those of one role, as colleagues see them."""
    return [rules.as_name(one) for one in store.people(reader) if role is None or one.role is role]


def waiting(reader: Reader, tries: Tries) -> list[WaitingPerson]:
    """Everybody who works here and has to wait before the next try, by name."""
    found = []
    for one in store.people(reader):
        wait_s = tries.longest_wait_s(keys_of(one))
        if wait_s > 0:
            found.append(WaitingPerson(one.id, one.name, one.role, rules.initials(one.name), wait_s))
    return found


def unlock(
    tx: Tx, tries: Tries, staff_id: str, *, actor: str, device: str | None = None, address: str | None = None
) -> None:
    """The person may try again at once, everywhere. Raises NotFound."""
    tries.lift(keys_of(person(tx, staff_id)))
    subject, data = f"staff:{staff_id}", {"staff_id": staff_id}
    tx.journal("staff_wait_lifted", subject, actor=actor, device=device, address=address, data=data)


def _journal_reset(tx: Tx, staff_id: str, what: str, actor: str) -> None:
    store.end_every_staff_session(tx, staff_id)
    data = {"staff_id": staff_id, "what": what}
    tx.journal("staff_secret_reset", f"staff:{staff_id}", actor=actor, data=data)


def _require(found: bool) -> None:
    if not found:
        raise _unknown()


def _unknown() -> NotFound:
    return NotFound("There is no such person.", code="staff_unknown")
