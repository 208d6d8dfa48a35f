"""One line about a printer, a paper or a backlog, in the language of the staff."""

from appliance.printing.model import AskingWhy, PrintJob
from appliance.printing.words import StaffWords


def printer_say(
    words: StaffWords, name: str, code: str, *, waiting: int = 0, tickets: int = 0, backup: str | None = None
) -> str:
    """ "Grill printer: cover is open · close it, 3 tickets waiting". Paper that runs low counts no papers."""
    if not code:
        return f"{name}: {words.ready}"
    what, do = words.trouble(code)
    parts = [f"{name}: {what} · {do}"]
    if waiting and code != "paper_low":
        forms = words.tickets_waiting if tickets == waiting else words.papers_waiting
        parts.append(words.counted(forms, waiting))
    if backup is not None:
        parts.append(words.goes_to.format(printer=backup))
    return ", ".join(parts)


def job_say(words: StaffWords, job: PrintJob, printer: str, meant_for: str | None) -> str:
    """One line about an open job; `meant_for` is the printer it was moved from."""
    moved = f" ({words.instead_of.format(printer=meant_for)})" if meant_for else ""
    return f"{printer}{moved}: {_standing(words, job)}"


def _standing(words: StaffWords, job: PrintJob) -> str:
    if job.asking:
        asked = {AskingWhy.DOUBT: words.in_doubt, AskingWhy.DOCUMENT: words.unprintable}
        return asked.get(AskingWhy(job.asking_why or AskingWhy.LATE), words.still_wanted)
    if job.state == "sending":
        return words.printing if job.drop_reason is None else words.dropping
    if job.last_error:
        return words.again.format(what=words.trouble(job.last_error)[0])
    return words.its_turn
