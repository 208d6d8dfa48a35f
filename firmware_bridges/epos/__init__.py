"""Epson's ePOS-Print XML: printers that are asked over HTTP, and printers that ask us (Server Direct Print)."""
