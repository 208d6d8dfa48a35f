"""What the floor is told of that needs a person, in the staff's languages; printers and devices have words of their own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AlertWords:
    """One language: whole sentences; the braces name what stands in them."""

    stuck: str
    unheeded: str
    left_over: str
    screen_covered: str
    screen_silent: str
    clock: str
    disk: str


LANGUAGES = {
    "en": AlertWords(
        stuck="Order {number} ({station}): the kitchen has not confirmed it. {why}",
        unheeded="Order {number} ({station}): the kitchen has not confirmed what was cancelled.",
        left_over="Order {number} for {table} is ready; the table was closed.",
        screen_covered="{screen} does not answer; another screen shows its stations.",
        screen_silent="{screen} does not answer; its new tickets go to paper.",
        clock="The appliance's clock shows an earlier time than it did: nothing closes or ends by itself."
        " Set it; if it is right, the technician types: comanda clock accept.",
        disk="Nothing can be saved: the disk is full or read-only. Printing of saved orders goes on.",
    ),
    "it": AlertWords(
        stuck="Ordine {number} ({station}): la cucina non l'ha confermato. {why}",
        unheeded="Ordine {number} ({station}): la cucina non ha confermato ciò che è stato annullato.",
        left_over="L'ordine {number} per {table} è pronto; il tavolo è stato chiuso.",
        screen_covered="{screen} non risponde; un altro schermo mostra i suoi reparti.",
        screen_silent="{screen} non risponde; le sue nuove comande vanno su carta.",
        clock="L'orologio dell'unità segna un'ora precedente a prima: niente si chiude o finisce da sé."
        " Regolatelo; se è giusto, il tecnico scrive: comanda clock accept.",
        disk="Non si può salvare nulla: il disco è pieno o in sola lettura. La stampa degli ordini salvati continua.",
    ),
    "de": AlertWords(
        stuck="Bestellung {number} ({station}): die Küche hat sie nicht bestätigt. {why}",
        unheeded="Bestellung {number} ({station}): die Küche hat nicht bestätigt, was storniert wurde.",
        left_over="Bestellung {number} für {table} ist fertig; der Tisch wurde geschlossen.",
        screen_covered="{screen} antwortet nicht; ein anderer Schirm zeigt seine Stationen.",
        screen_silent="{screen} antwortet nicht; seine neuen Bons gehen auf Papier.",
        clock="Die Uhr des Geräts zeigt eine frühere Zeit als vorher: nichts schließt oder endet von selbst."
        " Bitte stellen; stimmt sie, tippt der Techniker: comanda clock accept.",
        disk="Nichts kann gespeichert werden: der Speicher ist voll oder schreibgeschützt. Gespeichertes wird weiter gedruckt.",
    ),
    "fr": AlertWords(
        stuck="Commande {number} ({station}) : la cuisine ne l'a pas confirmée. {why}",
        unheeded="Commande {number} ({station}) : la cuisine n'a pas confirmé ce qui a été annulé.",
        left_over="La commande {number} pour {table} est prête ; la table a été fermée.",
        screen_covered="{screen} ne répond pas ; un autre écran montre ses postes.",
        screen_silent="{screen} ne répond pas ; ses nouveaux bons vont sur papier.",
        clock="L'horloge de l'appareil indique une heure antérieure : rien ne se ferme ni ne finit tout seul."
        " Réglez-la ; si elle est juste, le technicien tape : comanda clock accept.",
        disk="Rien ne peut être enregistré : le disque est plein ou en lecture seule. Ce qui est enregistré s'imprime toujours.",
    ),
    "es": AlertWords(
        stuck="Pedido {number} ({station}): la cocina no lo ha confirmado. {why}",
        unheeded="Pedido {number} ({station}): la cocina no ha confirmado lo que se anuló.",
        left_over="El pedido {number} de {table} está listo; la mesa se cerró.",
        screen_covered="{screen} no responde; otra pantalla muestra sus puestos.",
        screen_silent="{screen} no responde; sus nuevas comandas van en papel.",
        clock="El reloj del aparato marca una hora anterior: nada se cierra ni termina solo."
        " Ajústelo; si está bien, el técnico escribe: comanda clock accept.",
        disk="No se puede guardar nada: el disco está lleno o es de solo lectura. Los pedidos guardados se siguen imprimiendo.",
    ),
}


def alert_words(language: str) -> AlertWords:
    """The words of a language such as `it` or `it-CH`; English for one that we have none in."""
    return LANGUAGES.get(language.lower().partition("-")[0], LANGUAGES["en"])
