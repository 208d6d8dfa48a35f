"""German."""

from appliance.printing.words.model import StaffWords
from firmware_bridges.contracts import Reason

GERMAN = StaffWords(
    troubles={
        Reason.NONE: ("hat ein Problem", "nachsehen"),
        Reason.PAPER_OUT: ("Papier ist aus", "neue Rolle einlegen"),
        Reason.COVER_OPEN: ("Deckel ist offen", "schließen"),
        Reason.CUTTER_ERROR: ("Schneider klemmt", "frei machen, Drucker aus- und einschalten"),
        Reason.PRINTER_ERROR: ("meldet einen Fehler", "aus- und einschalten"),
        Reason.OFFLINE: ("ist auf offline gestellt", "Vorschub- oder Online-Taste drücken"),
        Reason.REFUSED: ("lehnt die Verbindung ab", "nachsehen, ob ein anderer Rechner ihn benutzt"),
        Reason.UNREACHABLE: ("ist nicht erreichbar", "Strom, Kabel und Adresse prüfen"),
        Reason.TIMEOUT: ("antwortet nicht", "Strom und Kabel prüfen"),
        Reason.NO_ANSWER: ("antwortet nicht", "aus- und einschalten"),
        Reason.RESET: ("hat die Verbindung abgebrochen", "Strom und Kabel prüfen"),
        Reason.GARBLED: ("antwortet unverständlich", "aus- und einschalten"),
        Reason.WRONG_LANGUAGE: (
            "spricht eine andere Sprache",
            "das Modell in den Einstellungen neu wählen",
        ),
        Reason.WRONG_DEVICE: (
            "ist nicht mehr an seiner Adresse, dort ist ein anderes Gerät",
            "Adresse in den Einstellungen prüfen",
        ),
        Reason.BAD_DOCUMENT: ("kann diesen Zettel nicht drucken", "verwerfen und von Hand schreiben"),
        Reason.QUEUE_FULL: ("hat zu viel vor sich", "Altes verwerfen"),
        Reason.STOPPED: ("wurde mit dem Gerät angehalten", "es geht von selbst weiter"),
        Reason.INTERNAL: ("ist nicht richtig eingerichtet", "Adresse und Modell in den Einstellungen prüfen"),
        Reason.NOT_CONNECTED: ("ist noch nicht verbunden", "einen Moment warten"),
    },
    off=("ist in den Einstellungen ausgeschaltet", "dort einschalten"),
    paper_low=("Papier ist fast aus", "neue Rolle bereithalten"),
    ready="bereit",
    tickets_waiting=("{n} Bon wartet", "{n} Bons warten"),
    papers_waiting=("{n} Zettel wartet", "{n} Zettel warten"),
    goes_to="{printer} druckt stattdessen",
    instead_of="statt {printer}",
    still_wanted="noch gewünscht? Er wartet schon lange; drucken oder verwerfen.",
    unprintable="kann diesen Zettel nicht drucken; verwerfen und von Hand schreiben.",
    in_doubt="kam vielleicht mehrmals heraus; nachsehen, dann drucken oder verwerfen.",
    printing="druckt gerade",
    dropping="wird nach diesem Versuch verworfen",
    again="{what}; es wird wieder versucht",
    its_turn="wartet, bis er an der Reihe ist",
    backlog=(
        "{printer}: {n} alter Zettel wartet · drucken oder verwerfen?",
        "{printer}: {n} alte Zettel warten · alle drucken, nur die neuesten oder keinen?",
    ),
    old_papers=("1 Zettel ist alt: drucken oder verwerfen?", "{n} Zettel sind alt: drucken oder verwerfen?"),
)
