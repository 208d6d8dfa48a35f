"""Whole services from a seed, in one process, without sockets or threads, in a time of their own: guests, cooks and waiters
work while the box crashes, replies get lost, printers fail and clocks step; afterwards the books must be right.
"""

from tests.faults.simulation.evening import Report, live

__all__ = ["Report", "live"]
