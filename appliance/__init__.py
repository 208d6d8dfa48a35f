"""Comanda: the restaurant's own computer."""

__version__ = "0.1.0"
