"""The test page: the bridge's test slip with what the house knows of the printer, in its language."""

from appliance.kernel.clock import local
from appliance.printing.paper_words import PaperWords
from firmware_bridges.document import Document
from firmware_bridges.sanitise import printable
from firmware_bridges.trial_slip import SlipWords, trial_slip


def trial_page(
    *, name: str, model: str, columns: int, address: str, at: int, zone: str, words: PaperWords
) -> Document:
    """A page an owner looks at and ticks; the drawer stays shut. `at` in ms, `model` the profile's label."""
    say = words.device
    facts = (
        (say.printer, printable(name)),
        (say.profile, printable(model)),
        (say.address, printable(address)),
        (say.printed, words.moment(local(at, zone))),
    )
    slip_words = SlipWords(
        title=say.test_page,
        width=f"{say.width}: {say.columns_of}",
        tall=say.tall,
        wide=say.wide,
        double=say.double,
        bold=say.bold,
        reverse=say.reverse,
        letters=say.letters,
        drawer_left_shut=say.drawer_left_shut,
        judge=say.judge,
    )
    return trial_slip(facts, columns, slip_words, words.language)
