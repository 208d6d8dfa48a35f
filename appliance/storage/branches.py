"""The organisation and the branches it has; exactly one of them is here."""

from appliance.storage.tx import Tx


def found_branch(tx: Tx, *, organisation: str, branch: str) -> str:
    """Make the organisation and the branch this appliance stands in; returns the branch's id. Once per file."""
    organisation_id, branch_id = tx.new_id(), tx.new_id()
    tx.execute("INSERT INTO organisation VALUES (:id, :name)", {"id": organisation_id, "name": organisation})
    tx.execute(
        "INSERT INTO branch VALUES (:id, :organisation, :name, 1)",
        {"id": branch_id, "organisation": organisation_id, "name": branch},
    )
    return branch_id
