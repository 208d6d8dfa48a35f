"""The fault matrix as a page: one table of faults and printers, then what exactly was seen of each printer."""

from collections.abc import Mapping, Sequence

from tests.faults.metal.paper import Paper, lost, unmarked_doubles
from tests.faults.metal.rigs import Rig
from tests.faults.metal.scene import FIRST, SECOND, Seen
from tests.faults.metal.stream_rigs import EscPosUsb

HEAD = """# What a fault does to a ticket

Made by `python -m tests.faults.metal.matrix --write docs/generated/fault_matrix.md`; the tests play every cell and fail when it
differs. Real desk, real bridges, real file; the printers are simulated, on real sockets and a real terminal line.

Two tickets wait; the fault happens in the first (or before it), lasts until its attempt is over and staff have been told, and is
mended. Then the same fault once more in a third ticket, while the appliance goes down and comes up again. In every cell: no
ticket is lost, every paper that is not the first of its ticket says COPY, other work of the appliance goes on meanwhile, and it
goes down within seconds.
"""
IN_THE_LAB = """## The same over USB, at the kernel's usblp

Not played by the everyday tests: kept from a run of the [metal lab](../../tests/metal_lab/README.md). Debian's kernel in a virtual
machine, its usblp, its host and device controllers joined by its `dummy_hcd`; the same desk, bridge and file, and behind the
USB printer gadget the same simulated printer. No electricity, no firmware of a maker's. Off, unplugged, power lost and reset are
the device leaving USB, and for reset coming back at once: in under a second it is set up anew, has been seen to be gone and back,
and is tried at once, so staff read that it is printing, or on another run that it is ready. In the table further up a terminal's
device file stands for usblp; every ticket ended the same.
"""
ENDED = {"failed": "nothing sent", "unknown": "in doubt", "printed": "printed"}
NOTES = """## Notes

- An empty field: such a printer has no address that could fall silent.
- A switched-off network printer *refuses* here because its address is this machine's own; in a restaurant its address falls
  silent, as in the two rows that say so. There connecting is played by a port whose queue is full, so that the kernel drops
  every request; what is sent on a connection from before is still acknowledged by the kernel, and nobody hears it.
- "Twice, COPY" is the price of doubt: it was on paper, but the printer could not say so. Never printing again would lose
  the ticket where it was not.
- *In the end* is how sure the last paper is: *printed* means that the device confirmed it.
- After an attempt in doubt a serial printer gets 8 KB of filling first, which ends any half command: nine seconds at 9600 baud.
"""


def page(rigs: Sequence[type[Rig]], seen: Mapping[str, Seen], in_lab: Mapping[str, Seen]) -> str:
    """The whole page; `in_lab` has the USB printer's cells as the metal lab saw them."""
    papers = [seen[f"{rig.__name__}: {fault}"].papers for rig in rigs for fault in rig.faults]
    lost_count = sum(len(lost(each, (FIRST, SECOND))) for each in papers)
    doubles = sum(len(unmarked_doubles(each)) for each in papers)
    counted = f"{len(papers)} cells: {lost_count} tickets lost, {doubles} unmarked doubles.\n"
    each = [f"## {rig.say}\n\n{_of_one(rig, seen)}" for rig in rigs]
    return "\n".join(
        [HEAD, counted, _overview(rigs, seen), *each, IN_THE_LAB, _of_one(EscPosUsb, in_lab), NOTES]
    )


def _overview(rigs: Sequence[type[Rig]], seen: Mapping[str, Seen]) -> str:
    lines = [
        "The first ticket's papers:\n",
        f"| | {' | '.join(rig.say for rig in rigs)} |",
        "|---|" + "---|" * len(rigs),
    ]
    for fault in rigs[0].faults:
        cells = (
            _in_short(seen[f"{rig.__name__}: {fault}"].papers) if fault in rig.faults else "" for rig in rigs
        )
        lines.append(f"| {fault} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _of_one(rig: type[Rig], seen: Mapping[str, Seen]) -> str:
    lines = [
        "| fault | what happens | what staff read meanwhile | first attempt | in the end | papers |",
        "|---|---|---|---|---|---|",
    ]
    for name, fault in rig.faults.items():
        cell = seen[f"{rig.__name__}: {name}"]
        papers = ", ".join(map(_in_full, cell.papers))
        said = cell.said.partition(": ")[2]
        lines.append(f"| {name} | {fault.how} | {said} | {ENDED[cell.attempt]} | {cell.end} | {papers} |")
    return "\n".join(lines) + "\n"


def _in_short(papers: Sequence[Paper]) -> str:
    first = [one for one in papers if one.ticket == FIRST]
    if len(first) == 1:
        return "once, COPY" if first[0].copy else "once"
    return f"{'twice' if first[0].whole else 'torn, then whole'}, COPY"


def _in_full(paper: Paper) -> str:
    return f"{paper.ticket}{' COPY' if paper.copy else ''}{'' if paper.whole else ' (torn)'}"
