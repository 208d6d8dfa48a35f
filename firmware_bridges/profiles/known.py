"""Which profile a printer has that says who it is: by its model's name, else by its USB numbers.

USB numbers: technical reference guides of the Epson models named; for the rest, what such printers are seen with.
A guess is a beginning: the owner confirms it with a test slip.
"""

import re

_MODELS = tuple(
    (re.compile(pattern, re.IGNORECASE), name)
    for pattern, name in (
        (r"tm-?u\d", "epson-impact"),
        (r"tm-?(t88|t70|t90)", "epson-80-42"),
        (r"tm-?(m10|p20)", "epson-58"),
        (r"tm-?[tmpl]\d|eu-m30|\bepson\b", "epson-80"),
        (r"mc-?print ?2|mcp2\d|mpop|sm-[ls]2", "star-prnt-58"),
        (r"mc-?print|mcp3\d|mc-?label|tsp1[04]\d ?-?iv", "star-prnt-80"),
        (r"tsp1\d\d", "star-raster-80"),
        (r"(?<!t)sp[57]\d\d", "star-impact"),
        (r"tsp\d|\bstar\b", "star-80"),
        (r"srp-?35\d", "bixolon-80-42"),
        (r"srp-?|bixolon", "bixolon-80"),
        (r"\bct-?[sed]\d|citizen", "citizen-80"),
        (r"label.*58|58.*label", "label-58"),
        (r"\b(pos|xp|zj|rp|gp|mtp|nt)-?58(?!0)|58 ?mm", "generic-58"),
        (r"xprinter|\bxp-|munbyn|itpp|rongta|\brp\d{3}|zj-?80|pos-?80|\bgp-|hoin|netum", "generic-80"),
    )
)

_MAKERS = {
    0x04B8: "epson-80",
    0x0519: "star-80",
    0x1504: "bixolon-80",
    0x1D90: "citizen-80",
    0x20D1: "generic-80",
}
PRINTER_MAKERS = frozenset(_MAKERS)
"""USB vendors whose devices are taken for printers though they do not name that class; the udev rules know the same."""
_USB = {
    (0x04B8, 0x0E21): "epson-80-42",  # TM-T88VI
    (0x0416, 0x5011): "generic-58",
    (0x0456, 0x0808): "generic-58",
    (0x28E9, 0x0289): "generic-58",
    (0x6868, 0x0200): "generic-58",
    (0x0FE6, 0x811E): "generic-80",
}


def name_by_model(model: str) -> str | None:
    """By a model string as it comes in a 1284 id, an ENPC answer or an mDNS record."""
    return next((name for pattern, name in _MODELS if pattern.search(model)), None)


def name_by_usb(vendor: int, product: int) -> str | None:
    """By the numbers of a USB device; the maker alone says something too."""
    return _USB.get((vendor, product)) or _MAKERS.get(vendor)
