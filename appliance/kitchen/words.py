"""Why a ticket has not reached anybody, in the staff's languages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StuckWords:
    """One language: ends or parts of a sentence, joined by semicolons."""

    not_on_paper: str
    asks: str
    printing: str
    not_printed: str
    not_shown: str
    silent: str
    no_screen: str


LANGUAGES = {
    "en": StuckWords(
        not_on_paper="not on paper",
        asks="{printer}: waits for somebody to say print or drop",
        printing="{printer}: printing now",
        not_printed="{printer}: has not printed it yet",
        not_shown="the {station} screen is on but has not shown it",
        silent="{screen} silent for {seconds} s",
        no_screen="no screen shows {station}",
    ),
    "it": StuckWords(
        not_on_paper="non su carta",
        asks="{printer}: qualcuno deve dire se stampare o scartare",
        printing="{printer}: sta stampando",
        not_printed="{printer}: non l'ha ancora stampata",
        not_shown="lo schermo {station} è acceso ma non l'ha mostrata",
        silent="{screen} muto da {seconds} s",
        no_screen="nessuno schermo mostra {station}",
    ),
    "de": StuckWords(
        not_on_paper="nicht auf Papier",
        asks="{printer}: wartet, bis jemand Drucken oder Verwerfen sagt",
        printing="{printer}: druckt gerade",
        not_printed="{printer}: hat ihn noch nicht gedruckt",
        not_shown="der Schirm {station} ist an, hat ihn aber nicht gezeigt",
        silent="{screen} seit {seconds} s stumm",
        no_screen="kein Schirm zeigt {station}",
    ),
    "fr": StuckWords(
        not_on_paper="pas sur papier",
        asks="{printer} : attend que quelqu'un dise imprimer ou abandonner",
        printing="{printer} : imprime",
        not_printed="{printer} : ne l'a pas encore imprimé",
        not_shown="l'écran {station} est allumé mais ne l'a pas montré",
        silent="{screen} muet depuis {seconds} s",
        no_screen="aucun écran ne montre {station}",
    ),
    "es": StuckWords(
        not_on_paper="no está en papel",
        asks="{printer}: espera que alguien diga imprimir o descartar",
        printing="{printer}: imprimiendo",
        not_printed="{printer}: aún no la ha impreso",
        not_shown="la pantalla {station} está encendida, pero no la ha mostrado",
        silent="{screen} en silencio desde hace {seconds} s",
        no_screen="ninguna pantalla muestra {station}",
    ),
}


def stuck_words(language: str) -> StuckWords:
    """The words of a language such as `it` or `it-CH`; English for one that we have none in."""
    return LANGUAGES.get(language.lower().partition("-")[0], LANGUAGES["en"])
