"""A simulated Star printer: a real socket or serial line, real status, readable paper, faults on demand."""

from collections.abc import Callable

from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.machine import Machine
from firmware_bridges.simulators.star_head import StarHead
from firmware_bridges.simulators.star_machine import StarMachine


class StarSimulator(EscPosSimulator):
    """Speaks Star Line Mode and StarPRNT; everything around that is as with the ESC/POS one.

    `mute_ack` makes it an old printer whose status has no ETB counter; an error of its cutter ends by itself
    when the cutter is free.
    """

    def _made_machine(self, columns: int, line_delay_s: float) -> Machine:
        return StarMachine(columns, line_delay_s, self._answer)

    @property
    def kicked(self) -> list[int]:
        """Which of its two drawers were opened, in order."""
        head = self._machine.head
        return head.kicked if isinstance(head, StarHead) else []

    def free_cutter(self) -> None:
        """What was stuck in the cutter is out, and the printer goes on."""
        self._sense(0, cutter_blocked=False, cutter_error=False)


STAR_FAULTS: dict[str, Callable[[StarSimulator], None]] = {
    "paper_out": StarSimulator.paper_out,
    "paper_near_end": StarSimulator.paper_near_end,
    "new_roll": StarSimulator.new_roll,
    "cover_open": StarSimulator.cover,
    "cover_closed": lambda simulator: simulator.cover(False),
    "cutter_jam": StarSimulator.cutter_jam,
    "cutter_freed": StarSimulator.free_cutter,
    "close_drawer": StarSimulator.close_drawer,
    "stall": StarSimulator.stall,
    "babble": StarSimulator.babble,
    "mute_ack": StarSimulator.mute_ack,
    "silent": StarSimulator.silent,
    "reset_mid_job": lambda simulator: simulator.reset_after(200),
    "lose_answer": StarSimulator.lose_answer,
    "lose_power_mid_job": StarSimulator.lose_power_mid_job,
    "power_off": StarSimulator.power_off,
    "power_on": StarSimulator.power_on,
    "vanish": StarSimulator.vanish,
    "power_cycle": StarSimulator.power_cycle,
    "refuse": StarSimulator.refuse,
    "unplug": StarSimulator.unplug,
    "plug": StarSimulator.plug,
    "slow": StarSimulator.slow,
    "deaf": StarSimulator.deaf,
    "restore": StarSimulator.restore,
}
"""What can happen to a simulated Star printer, by name."""
