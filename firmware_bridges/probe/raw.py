"""`raw`: sends bytes as they are and shows what comes back, for a device that nothing else explains."""

import time
from typing import BinaryIO

import click

from firmware_bridges.contracts import OpenStream, Stream, StreamError
from firmware_bridges.probe.exchanges import show
from firmware_bridges.streams import CHUNK_BYTES, open_stream_for
from firmware_bridges.trace import Describe, Trace, traced

_OPEN_S = 5.0
_SEND_S = 30.0
MAX_BYTES = 16 * 1024 * 1024


@click.command()
@click.argument("address")
@click.argument("hex_bytes", nargs=-1)
@click.option("--file", "file", type=click.File("rb"), help="send this file (- is the standard input)")
@click.option("--language", type=click.Choice(("escpos", "star")), default="escpos", show_default=True,
    help="how the answers are put into words")  # fmt: skip
@click.option("--wait", "wait_s", type=click.FloatRange(0, 60), default=2.0, show_default=True,
    help="seconds to listen after the last byte, either way")  # fmt: skip
def raw(
    address: str, hex_bytes: tuple[str, ...], file: BinaryIO | None, language: str, wait_s: float
) -> None:
    """Send HEX_BYTES such as "1b 40 10 04 01", or a file, to ADDRESS and show what it answers."""
    data = _data(hex_bytes, file)
    try:
        open_stream = open_stream_for(address)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error
    trace = Trace(limit=1000)
    complaint = _talk(traced(open_stream, trace, _describer(language)), data, wait_s)
    show(trace)
    if complaint:
        raise click.ClickException(complaint)


def _data(hex_bytes: tuple[str, ...], file: BinaryIO | None) -> bytes:
    if bool(hex_bytes) is (file is not None):
        raise click.UsageError("Say either HEX_BYTES or --file.")
    if file is not None:
        data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise click.BadParameter(f"more than {MAX_BYTES} bytes")
        return data
    try:
        return bytes.fromhex("".join(hex_bytes))
    except ValueError:
        raise click.BadParameter(f"{' '.join(hex_bytes)!r} is not hexadecimal like 1b 40") from None


def _describer(language: str) -> Describe:
    if language == "star":
        from firmware_bridges.star.words import describe as describe_star

        return describe_star
    from firmware_bridges.escpos.words import describe

    return describe


def _talk(open_stream: OpenStream, data: bytes, wait_s: float) -> str:
    """Send all and listen until it is quiet; returns what went wrong, "" when nothing did."""
    try:
        stream = open_stream(deadline_s=_OPEN_S, cancelled=_never)
    except StreamError as error:
        return f"{error.reason}: {error.detail}"
    try:
        return _send(stream, data) or _listen(stream, wait_s)
    except StreamError as error:
        return f"{error.reason}: {error.detail}"
    finally:
        stream.close()


def _send(stream: Stream, data: bytes) -> str:
    until_s = time.monotonic() + _SEND_S
    sent = 0
    while sent < len(data):
        left_s = until_s - time.monotonic()
        if left_s <= 0:
            return f"timeout: it took {sent} of {len(data)} bytes"
        sent += stream.write(data[sent : sent + CHUNK_BYTES], deadline_s=left_s)
        stream.read(deadline_s=0)
    return ""


def _listen(stream: Stream, wait_s: float) -> str:
    quiet_at, until_s = time.monotonic() + wait_s, time.monotonic() + _SEND_S + wait_s
    while (now_s := time.monotonic()) < min(quiet_at, until_s):
        if stream.read(deadline_s=quiet_at - now_s):
            quiet_at = time.monotonic() + wait_s
    return ""


def _never() -> bool:
    return False
