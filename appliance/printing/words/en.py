"""English."""

from appliance.printing.words.model import StaffWords
from firmware_bridges.contracts import Reason

ENGLISH = StaffWords(
    troubles={
        Reason.NONE: ("something is wrong with it", "look at it"),
        Reason.PAPER_OUT: ("paper is out", "put in a new roll"),
        Reason.COVER_OPEN: ("cover is open", "close it"),
        Reason.CUTTER_ERROR: ("cutter is stuck", "free it and switch the printer off and on"),
        Reason.PRINTER_ERROR: ("has an error", "switch it off and on"),
        Reason.OFFLINE: ("is switched offline", "press its feed or online button"),
        Reason.REFUSED: ("refuses the connection", "look whether another computer uses it"),
        Reason.UNREACHABLE: ("cannot be reached", "check power, cable and address"),
        Reason.TIMEOUT: ("does not answer", "check power and cable"),
        Reason.NO_ANSWER: ("does not answer", "switch it off and on"),
        Reason.RESET: ("broke off the connection", "check power and cable"),
        Reason.GARBLED: ("answers with nonsense", "switch it off and on"),
        Reason.WRONG_LANGUAGE: ("speaks another language", "choose its model again in the settings"),
        Reason.WRONG_DEVICE: (
            "is not at its address any more, another device is",
            "check its address in the settings",
        ),
        Reason.BAD_DOCUMENT: ("cannot print this paper", "write it by hand and drop it here"),
        Reason.QUEUE_FULL: ("has too much waiting", "look through it and drop what is old"),
        Reason.STOPPED: ("was stopped while the appliance went down", "it goes on by itself"),
        Reason.INTERNAL: ("is not set up right", "check its address and model in the settings"),
        Reason.NOT_CONNECTED: ("is not connected yet", "wait a moment"),
    },
    off=("is switched off in the settings", "switch it on there"),
    paper_low=("paper is nearly out", "have a new roll at hand"),
    ready="ready",
    tickets_waiting=("{n} ticket waiting", "{n} tickets waiting"),
    papers_waiting=("{n} paper waiting", "{n} papers waiting"),
    goes_to="{printer} prints instead",
    instead_of="instead of {printer}",
    still_wanted="still wanted? It has been waiting; print it or drop it.",
    unprintable="cannot print this paper; drop it and write it by hand.",
    in_doubt="may have come out several times; look, then print it or drop it.",
    printing="printing now",
    dropping="dropped when this try has ended",
    again="{what}; will be tried again",
    its_turn="waiting for its turn",
    backlog=(
        "{printer}: {n} old paper waits · print it, or drop it?",
        "{printer}: {n} old papers wait · print all, only the newest, or none?",
    ),
    old_papers=("1 paper is old: print or drop?", "{n} papers are old: print or drop?"),
)
