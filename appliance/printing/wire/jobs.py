"""Papers that wait, as they travel."""

from typing import Literal

import msgspec

from appliance.printing.wire.limits import Reason


class OpenJob(msgspec.Struct, frozen=True):
    """A job that is not done, as staff see it.

    `copy` counts the papers that may exist already; `failover_from` names the printer it was meant for and
    `failover_why` what was wrong there; `asking_why` is late, doubt or document.
    """

    id: str
    kind: str
    printer: str
    subject: str
    state: str
    say: str
    made_at: int
    attempts: int
    asking: bool
    table_name: str | None
    order_number: int | None
    printer_id: str
    copy: int
    failover_from: str | None
    failover_why: str | None
    asking_why: str | None


class OpenJobs(msgspec.Struct, frozen=True):
    """Every job that is not done, oldest first."""

    items: list[OpenJob]


class JobNow(msgspec.Struct, frozen=True):
    """One job. `done` says why it is over, None while it is open: then `say` tells what it waits for. `how` sure it is
    that its paper is out: printed, processed or sent.
    """

    id: str
    done: str | None
    how: str | None
    asking: bool
    say: str | None


class Decide(msgspec.Struct, frozen=True):
    """A person's word on a job: put it on paper after all, or never, for this reason."""

    decision: Literal["print", "drop"]
    reason: Reason | None = None


class Decided(msgspec.Struct, frozen=True):
    """What became of the job. Not `at_once`: it is being sent, and is dropped when this try has ended."""

    id: str
    decision: str
    at_once: bool = True


class Reprinted(msgspec.Struct, frozen=True):
    """The new job."""

    job_id: str
