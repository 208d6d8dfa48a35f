"""Shows what passed between us and a device: which way, how much, in hex and in words."""

import click

from firmware_bridges.trace import Exchange, Trace

_SHOWN_BYTES = 48


def show(trace: Trace) -> None:
    """Every exchange that was kept, oldest first."""
    for exchange in trace.exchanges():
        click.echo(line_of(exchange))


def line_of(exchange: Exchange) -> str:
    """`> 16 bytes 1b 40 …  words`, `<` for what the device said."""
    arrow = ">" if exchange.direction == "to" else "<"
    if not exchange.size:
        return f"{arrow} {exchange.words}"
    shown = exchange.data[:_SHOWN_BYTES]
    more = " …" if exchange.size > len(shown) else ""
    often = f" ({exchange.times} times)" if exchange.times > 1 else ""
    return f"{arrow} {exchange.size} bytes{often}: {shown.hex(' ')}{more}  {exchange.words}".rstrip()
