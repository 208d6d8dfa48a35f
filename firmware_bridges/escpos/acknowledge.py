"""Has a printer confirm the end of a job, and remembers what this printer has been able to confirm.

The strongest word is the process id (GS ( H function 48): it comes back when the data before it is on
paper. The other is GS r, answered in stream order. Both are asked of a printer that should know both; one
that has never confirmed anything is a device that cannot.
"""

import secrets
import string

from firmware_bridges.escpos.status import PROCESS_ID_REPLY, Block, Reply, Single
from firmware_bridges.profiles import Acknowledgement

_ASK_PROCESS_ID = b"\x1d(H\x06\x00\x30\x30"
ASK_GS_R = b"\x1dr\x01"
_ALPHABET = string.ascii_uppercase + string.digits
_SENSORS = frozenset({0x00, 0x03, 0x0C, 0x0F})
_PAPER_IS_THERE = frozenset({0x00, 0x03})


class Abilities:
    """What one printer has been seen to confirm, over all its connections."""

    def __init__(self) -> None:
        self.process_id = False
        self.gs_r = False
        self.no_process_id = False
        """GS r came and no process id after it, so none is waited for again."""
        self.disappointed = False
        """A whole job's patience has been spent on it in vain."""

    @property
    def proven(self) -> bool:
        return self.process_id or self.gs_r

    def hear(self, reply: Reply) -> None:
        """A process id shows that the printer knows them, also when it comes after its job was given up."""
        match reply:
            case Block(content) if content.startswith(PROCESS_ID_REPLY):
                self.process_id = True
            case _:
                pass


class Request:
    """The confirmation asked of one job: `question` goes after its last byte, `hear` gets every reply.

    `owed` answers to the GS r of earlier jobs may still come on the same connection and do not count. Nor do
    those to the `milestones` within this job; but they must all have come, or the printer has lost a part of it.
    """

    def __init__(
        self, kind: Acknowledgement, abilities: Abilities, owed: int = 0, milestones: int = 0
    ) -> None:
        self._owed = owed + milestones
        self._milestones = milestones
        self._abilities = abilities
        self._id = "".join(secrets.choice(_ALPHABET) for _ in range(4)).encode()
        self.confirmed_by_id = False
        self.confirmed_by_gs_r = False
        self.question = b""
        if kind == "process_id":
            self.question += _ASK_PROCESS_ID + self._id
        if kind != "none":
            self.question += ASK_GS_R

    def hear(self, reply: Reply) -> None:
        """Take note when this reply confirms the job, or shows what the printer can do."""
        self._abilities.hear(reply)
        match reply:
            case Block(content) if content.startswith(PROCESS_ID_REPLY):
                self.confirmed_by_id = self.confirmed_by_id or (
                    content[2:] == self._id and self._nothing_lost
                )
            case Single(byte) if byte in _SENSORS:
                self._abilities.gs_r = True
                self.confirmed_by_gs_r = self._owed == 0 and byte in _PAPER_IS_THERE
                self._owed = max(0, self._owed - 1)
            case _:
                pass

    def distrust(self) -> None:
        """Do not count a single byte from a printer that also sends nonsense."""
        self.confirmed_by_gs_r = False
        self._abilities.gs_r = False

    @property
    def _nothing_lost(self) -> bool:
        return not (self._milestones and self._owed and self._abilities.gs_r)

    @property
    def confirmed(self) -> bool:
        """Whether the job is on paper: by its id, or by GS r where ids have never been seen."""
        return self.confirmed_by_id or (self.confirmed_by_gs_r and not self._abilities.process_id)

    @property
    def may_improve(self) -> bool:
        """Whether a process id may still follow the GS r that came."""
        asked = self.question.startswith(_ASK_PROCESS_ID)
        return asked and not self.confirmed_by_id and not self._abilities.no_process_id

    @property
    def proven(self) -> bool:
        """Whether this printer has ever confirmed anything."""
        return self._abilities.proven

    @property
    def hopeless(self) -> bool:
        """Whether a whole job's patience has been spent on it in vain."""
        return self._abilities.disappointed

    def settle(self) -> None:
        """No process id followed GS r, so none is waited for again."""
        self._abilities.no_process_id = True

    def despair(self) -> None:
        """It is well and confirmed nothing."""
        self._abilities.disappointed = True
