"""Several simulated printers under their names, and their faults by name, for a demo page or a test."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, Self

from firmware_bridges.simulators.escpos_tcp import EscPosSimulator
from firmware_bridges.simulators.star_tcp import STAR_FAULTS, StarSimulator

FAULTS: dict[str, Callable[[EscPosSimulator], None]] = {
    "paper_out": EscPosSimulator.paper_out,
    "paper_near_end": EscPosSimulator.paper_near_end,
    "new_roll": EscPosSimulator.new_roll,
    "cover_open": EscPosSimulator.cover,
    "cover_closed": lambda simulator: simulator.cover(False),
    "cutter_jam": EscPosSimulator.cutter_jam,
    "cutter_freed": EscPosSimulator.free_cutter,
    "close_drawer": EscPosSimulator.close_drawer,
    "stall": EscPosSimulator.stall,
    "babble": EscPosSimulator.babble,
    "mute_ack": EscPosSimulator.mute_ack,
    "only_gs_r": EscPosSimulator.only_gs_r,
    "silent": EscPosSimulator.silent,
    "reset_mid_job": lambda simulator: simulator.reset_after(200),
    "lose_answer": EscPosSimulator.lose_answer,
    "lose_power_mid_job": EscPosSimulator.lose_power_mid_job,
    "power_off": EscPosSimulator.power_off,
    "power_on": EscPosSimulator.power_on,
    "vanish": EscPosSimulator.vanish,
    "power_cycle": EscPosSimulator.power_cycle,
    "refuse": EscPosSimulator.refuse,
    "unplug": EscPosSimulator.unplug,
    "plug": EscPosSimulator.plug,
    "slow": EscPosSimulator.slow,
    "deaf": EscPosSimulator.deaf,
    "restore": EscPosSimulator.restore,
}
"""What can happen to a simulated printer, by name."""


Kind = Literal["escpos", "star"]
_MADE: dict[Kind, type[EscPosSimulator]] = {"escpos": EscPosSimulator, "star": StarSimulator}


@dataclass(frozen=True, slots=True)
class PrinterSpec:
    """One printer to simulate; port 0 takes a free one."""

    name: str
    columns: int = 48
    port: int = 0
    line_delay_s: float = 0.0
    kind: Kind = "escpos"


class SimulatedPrinters:
    """A set of simulators. Raises KeyError for a name it does not hold, for a printer as for a fault."""

    def __init__(self, specs: Iterable[PrinterSpec], *, host: str = "127.0.0.1") -> None:
        self._simulators: dict[str, EscPosSimulator] = {}
        try:
            for spec in specs:
                self._simulators[spec.name] = _MADE[spec.kind](
                    spec.name, host=host, port=spec.port, columns=spec.columns, line_delay_s=spec.line_delay_s
                )
        except OSError:
            self.stop()
            raise

    def start(self) -> Self:
        """Switch all on."""
        for simulator in self._simulators.values():
            simulator.start()
        return self

    def stop(self) -> None:
        """Switch all off for good."""
        for simulator in self._simulators.values():
            simulator.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def __getitem__(self, name: str) -> EscPosSimulator:
        return self._simulators[name]

    def names(self) -> list[str]:
        """The printers, in the order given."""
        return list(self._simulators)

    def kind(self, name: str) -> Kind:
        """What kind of printer it is."""
        return "star" if isinstance(self._simulators[name], StarSimulator) else "escpos"

    def faults(self, name: str) -> list[str]:
        """What can happen to this printer."""
        return list(STAR_FAULTS if self.kind(name) == "star" else FAULTS)

    def fault(self, printer: str, fault: str) -> None:
        """Let something from `FAULTS`, or `STAR_FAULTS`, happen to a printer, before this returns."""
        simulator = self._simulators[printer]
        if isinstance(simulator, StarSimulator):
            STAR_FAULTS[fault](simulator)
        else:
            FAULTS[fault](simulator)
