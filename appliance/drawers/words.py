"""What drawers say to staff, in their languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences; `{name}` is the drawer's."""

    drawer: str
    open: str
    closed: str
    unknown: str
    no_sensor: str
    left_open: str
    by_hand: str
    stuck: str
    failed: str
    open_it: str
    opening: str
    equal_levels: str


_WORDS = {
    "en": Words(
        "Cash drawer",
        "{name}: open",
        "{name}: closed",
        "{name}: not known, its printer does not answer",
        "{name}: ready; it has no sensor",
        "{name} stands open; close it.",
        "{name} was opened by hand or key.",
        "{name} was told to open and did not; is it locked, or its cable loose?",
        "{name} could not be told to open; its printer or port does not answer.",
        "Now open the drawer with the second tap.",
        "The drawer opens.",
        "{name}: no sensor was seen; it works without one",
    ),
    "it": Words(
        "Cassetto",
        "{name}: aperto",
        "{name}: chiuso",
        "{name}: non si sa, la stampante non risponde",
        "{name}: pronto; non ha un sensore",
        "{name} è rimasto aperto; chiuderlo.",
        "{name} è stato aperto a mano o con la chiave.",
        "{name} doveva aprirsi e non si è aperto: è chiuso a chiave, o il cavo è staccato?",
        "{name} non ha ricevuto il comando: la stampante o la porta non risponde.",
        "Ora aprire il cassetto con il secondo tocco.",
        "Il cassetto si apre.",
        "{name}: nessun sensore trovato; funziona anche senza",
    ),
    "de": Words(
        "Kassenlade",
        "{name}: offen",
        "{name}: geschlossen",
        "{name}: unbekannt, der Drucker antwortet nicht",
        "{name}: bereit; ohne Sensor",
        "{name} steht offen; bitte schließen.",
        "{name} wurde von Hand oder mit dem Schlüssel geöffnet.",
        "{name} sollte sich öffnen und blieb zu: abgeschlossen, oder ist das Kabel lose?",
        "{name} konnte nicht geöffnet werden; Drucker oder Anschluss antwortet nicht.",
        "Jetzt die Lade mit dem zweiten Tippen öffnen.",
        "Die Lade öffnet sich.",
        "{name}: kein Sensor gefunden; sie geht auch ohne",
    ),
    "fr": Words(
        "Tiroir-caisse",
        "{name} : ouvert",
        "{name} : fermé",
        "{name} : inconnu, l’imprimante ne répond pas",
        "{name} : prêt ; sans capteur",
        "{name} est resté ouvert ; fermez-le.",
        "{name} a été ouvert à la main ou avec la clé.",
        "{name} devait s’ouvrir et est resté fermé : verrouillé, ou câble débranché ?",
        "{name} n’a pas reçu l’ordre ; l’imprimante ou le port ne répond pas.",
        "Ouvrez maintenant le tiroir avec la deuxième touche.",
        "Le tiroir s’ouvre.",
        "{name} : aucun capteur trouvé ; il marche aussi sans",
    ),
    "es": Words(
        "Cajón",
        "{name}: abierto",
        "{name}: cerrado",
        "{name}: no se sabe, la impresora no responde",
        "{name}: listo; no tiene sensor",
        "{name} sigue abierto; ciérrelo.",
        "{name} se abrió a mano o con la llave.",
        "{name} debía abrirse y no se abrió: ¿está con llave, o el cable suelto?",
        "{name} no recibió la orden; la impresora o el puerto no responde.",
        "Ahora abra el cajón con el segundo toque.",
        "El cajón se abre.",
        "{name}: no se vio ningún sensor; funciona sin él",
    ),
}


def words_for(language: str) -> Words:
    """The words of a language such as `it` or `it-CH`; English for one that we have none in."""
    return _WORDS.get(language.lower().partition("-")[0], _WORDS["en"])
