"""What the search says to staff of a way of looking that does not work, in their languages."""

from dataclasses import dataclass

from firmware_bridges.discovery.sighting import FinderTrouble, Hindrance


@dataclass(frozen=True, slots=True)
class _Words:
    """`ways` by a finder's name, "" for any other; `template` puts {way} and {why} into a sentence."""

    ways: dict[str, str]
    whys: dict[Hindrance, str]
    template: str


_WORDS = {
    "en": _Words(
        {
            "usb": "USB",
            "serial": "the serial ports",
            "port_9100": "port 9100 on the network",
            "mdns": "announcements on the network (mDNS)",
            "enpc": "Epson printers on the network",
            "star": "Star printers on the network",
            "": "one way of looking",
        },
        {
            Hindrance.NO_RIGHT: "the system does not allow it",
            Hindrance.NO_NETWORK: "there is no network",
            Hindrance.FAILED: "the log says why",
        },
        "The search does not see {way}: {why}.",
    ),
    "it": _Words(
        {
            "usb": "l'USB",
            "serial": "le porte seriali",
            "port_9100": "la porta 9100 in rete",
            "mdns": "gli annunci in rete (mDNS)",
            "enpc": "le stampanti Epson in rete",
            "star": "le stampanti Star in rete",
            "": "una parte dei dispositivi",
        },
        {
            Hindrance.NO_RIGHT: "il sistema non lo permette",
            Hindrance.NO_NETWORK: "non c'è rete",
            Hindrance.FAILED: "il registro dice perché",
        },
        "La ricerca non vede {way}: {why}.",
    ),
    "de": _Words(
        {
            "usb": "USB",
            "serial": "die seriellen Anschlüsse",
            "port_9100": "Port 9100 im Netz",
            "mdns": "Ankündigungen im Netz (mDNS)",
            "enpc": "Epson-Drucker im Netz",
            "star": "Star-Drucker im Netz",
            "": "einen Teil der Geräte",
        },
        {
            Hindrance.NO_RIGHT: "das System erlaubt es nicht",
            Hindrance.NO_NETWORK: "es gibt kein Netz",
            Hindrance.FAILED: "das Protokoll sagt, warum",
        },
        "Die Suche sieht {way} nicht: {why}.",
    ),
    "fr": _Words(
        {
            "usb": "l'USB",
            "serial": "les ports série",
            "port_9100": "le port 9100 du réseau",
            "mdns": "les annonces du réseau (mDNS)",
            "enpc": "les imprimantes Epson du réseau",
            "star": "les imprimantes Star du réseau",
            "": "une partie des appareils",
        },
        {
            Hindrance.NO_RIGHT: "le système ne le permet pas",
            Hindrance.NO_NETWORK: "il n'y a pas de réseau",
            Hindrance.FAILED: "le journal dit pourquoi",
        },
        "La recherche ne voit pas {way} : {why}.",
    ),
    "es": _Words(
        {
            "usb": "el USB",
            "serial": "los puertos serie",
            "port_9100": "el puerto 9100 de la red",
            "mdns": "los anuncios de la red (mDNS)",
            "enpc": "las impresoras Epson de la red",
            "star": "las impresoras Star de la red",
            "": "una parte de los aparatos",
        },
        {
            Hindrance.NO_RIGHT: "el sistema no lo permite",
            Hindrance.NO_NETWORK: "no hay red",
            Hindrance.FAILED: "el registro dice por qué",
        },
        "La búsqueda no ve {way}: {why}.",
    ),
}


def finder_say(language: str, finder: str, trouble: FinderTrouble) -> str:
    """Which way of looking does not work and why, in a language such as `it` or `it-CH`; English where we have no words."""
    words = _WORDS.get(language.lower().partition("-")[0], _WORDS["en"])
    way = words.ways.get(finder, words.ways[""])
    return words.template.format(way=way, why=words.whys[trouble.hindrance])
