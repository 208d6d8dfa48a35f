"""Printers made of software, on real sockets, that can be told to fail; for tests and the demo."""
