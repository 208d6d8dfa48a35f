"""Kernel: the pure words and rules every room shares. No I/O, no wall clock, no chance of its own."""
