"""Refusals: one shape, a sentence and a code each, and a status of their own."""

import pytest

from appliance.kernel import errors
from appliance.kernel.errors import Conflict, Refused, TooMany

STATUS = {
    "BadRequest": 400,
    "Unauthorised": 401,
    "Forbidden": 403,
    "NotFound": 404,
    "Conflict": 409,
    "KeyReused": 409,
    "IllegalMove": 409,
    "Gone": 410,
    "Invalid": 422,
    "TooMany": 429,
    "ClosedNow": 503,
    "StorageUnavailable": 507,
    "StorageBusy": 507,
}


def kinds(root: type[Refused]) -> list[type[Refused]]:
    return [kind for sub in root.__subclasses__() for kind in (sub, *kinds(sub))]


def test_the_tree_is_the_one_in_the_docstring() -> None:
    ours = [kind for kind in kinds(Refused) if kind.__module__ == errors.__name__]
    assert {kind.__name__: kind.status for kind in ours} == STATUS
    assert all(kind.__name__ in str(errors.__doc__) for kind in ours)


def test_each_kind_has_a_code_of_its_own() -> None:
    codes = [getattr(errors, name).default_code for name in STATUS]
    assert len(set(codes)) == len(codes)


def test_the_body_has_the_one_shape() -> None:
    assert Conflict("Sold out.", code="item_unavailable", details=[{"left": 0}]).body() == {
        "error": "Sold out.",
        "code": "item_unavailable",
        "details": [{"left": 0}],
    }


def test_a_wait_and_further_members_are_told() -> None:
    body = TooMany("Wait.", retry_after_s=30, extra={"tries_left": 0}).body()
    assert body == {
        "error": "Wait.",
        "code": "too_many_tries",
        "details": [],
        "tries_left": 0,
        "retry_after_s": 30,
    }


@pytest.mark.parametrize("name", STATUS)
def test_the_sentence_is_what_is_raised(name: str) -> None:
    kind: type[Refused] = getattr(errors, name)
    with pytest.raises(kind, match="No, thank you"):
        raise kind("No, thank you.")
