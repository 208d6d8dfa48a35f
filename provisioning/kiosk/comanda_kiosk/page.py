"""The page on the screen until it is let in: the number to compare, in digits that can be read across a kitchen."""

from html import escape
from pathlib import Path

FILE = "waiting.html"
_STYLE = (
    "html{height:100%;background:#16181c;color:#f4f1ea;font:1.6rem/1.4 sans-serif}"
    "body{min-height:100%;margin:0;display:grid;place-content:center;text-align:center;gap:1rem}"
    "h1{font-size:2rem;font-weight:600;margin:0}p{margin:0;color:#b9bcc4}"
    "output{font:700 10rem/1.1 monospace;letter-spacing:.15em;padding-left:.15em}"
)


def waiting_page(name: str, *, check: str = "", venue: str = "", trouble: str = "") -> str:
    """The HTML. It loads itself again every two seconds and nothing from anywhere else."""
    if trouble:
        text = f"<h1>{escape(name)}</h1><p>{escape(trouble)}</p>"
    elif check:
        text = (
            f"<h1>{escape(venue)}</h1><output>{escape(check)}</output>"
            f"<p>{escape(name)} waits to be let in. On the floor tablet a manager opens Devices,"
            " compares this number and taps Approve.</p>"
        )
    else:
        text = f"<h1>{escape(name)}</h1><p>Looking for the restaurant’s appliance …</p>"
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2">'
        f"<title>Comanda</title><style>{_STYLE}</style><body>{text}</body></html>\n"
    )


def write_page(folder: Path, html: str) -> str:
    """Put it where the browser finds it, as a whole; returns its address."""
    path = folder / FILE
    if not path.exists() or path.read_text() != html:
        fresh = folder / f"{FILE}.new"
        fresh.write_text(html)
        fresh.replace(path)
    return path.resolve().as_uri()
