"""What a printer posts to us (Epson, Server Direct Print User's Manual): forms with small XML documents inside."""

import re
from dataclasses import dataclass
from typing import Literal, cast, get_args
from urllib.parse import parse_qs

from firmware_bridges.contracts import PrinterStatus
from firmware_bridges.epos.markup import EposError, local_name, named, parsed
from firmware_bridges.epos.reply import Reply, number, reply_of, status_of_bits
from firmware_bridges.sanitise import printable

LARGEST_FORM = 128 * 1024
_MOST_FIELDS = 12
_LONGEST_NAME = 60
_MOST_RESULTS = 50
_JOB_ID = re.compile(r"[A-Za-z0-9_.-]{1,30}", re.ASCII)

Kind = Literal["GetRequest", "SetResponse", "SetStatus"]


@dataclass(frozen=True, slots=True)
class Form:
    """One call: `printer_id` and `name` as set in the printer, `document` the XML that came with it, or nothing."""

    kind: Kind
    printer_id: str
    name: str = ""
    document: bytes = b""


@dataclass(frozen=True, slots=True)
class Result:
    """How one print request went; `job_id` is empty where the printer does not say which (Version 1.00)."""

    job_id: str
    reply: Reply


@dataclass(frozen=True, slots=True)
class Report:
    """A PrintResponseInfo: results, or the words with which the printer refused all it was given."""

    results: tuple[Result, ...]
    refused: str | None = None


def read_form(body: bytes) -> Form:
    """The form in the body of a call; raises EposError."""
    if len(body) > LARGEST_FORM:
        raise EposError(f"{len(body)} bytes are too many")
    try:
        fields = parse_qs(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"
        )
    except ValueError as error:
        raise EposError(f"not a form: {error}") from error
    kind = _one(fields, "ConnectionType")
    if kind not in get_args(Kind):
        raise EposError(f"no call is named {kind[:20]!r}")
    document = {"SetResponse": "ResponseFile", "SetStatus": "Status"}.get(kind, "")
    return Form(
        kind=cast(Kind, kind),
        printer_id=printable(_one(fields, "ID"), _LONGEST_NAME).strip(),
        name=printable(_one(fields, "Name"), _LONGEST_NAME).strip(),
        document=_one(fields, document).encode("utf-8"),
    )


def read_report(document: bytes) -> Report:
    """A PrintResponseInfo of any version; raises EposError."""
    root = parsed(document)
    if local_name(root) != "PrintResponseInfo":
        raise EposError("no PrintResponseInfo")
    for verdict in named(root, "Response"):
        if verdict.attrib.get("Success", "").strip() == "false":
            words = [printable(node.text or "", _LONGEST_NAME) for node in verdict if local_name(node)]
            return Report((), refused=" ".join(words) or "no reason given")
    prints = named(root, "ePOSPrint")
    if len(prints) > _MOST_RESULTS:
        raise EposError(f"{len(prints)} results are too many")
    if not prints:
        return Report(tuple(Result("", reply_of(node)) for node in named(root, "response")[:1]))
    results = []
    for each in prints:
        job_ids = [(node.text or "").strip() for node in named(each, "printjobid")]
        replies = [reply_of(node) for node in named(each, "response")]
        if len(job_ids) > 1 or len(replies) != 1 or not all(map(_JOB_ID.fullmatch, job_ids)):
            raise EposError("a result that fits no print request")
        results.append(Result("".join(job_ids), replies[0]))
    return Report(tuple(results))


def read_notice(document: bytes, device_id: str) -> PrinterStatus:
    """The status of that device, or of the only one, in a `statusmonitor` document; raises EposError."""
    statuses = named(parsed(document), "printerstatus")
    ours = [node for node in statuses if node.attrib.get("devicename") == device_id] or statuses
    if len(ours) != 1:
        raise EposError("no status of this printer")
    return status_of_bits(number(ours[0].attrib.get("asbstatus", "")))


def _one(fields: dict[str, list[str]], name: str) -> str:
    values = fields.get(name, [""])
    if len(values) != 1:
        raise EposError(f"{name} came {len(values)} times")
    return values[0]
