"""Italian."""

from appliance.printing.words.model import StaffWords
from firmware_bridges.contracts import Reason

ITALIAN = StaffWords(
    troubles={
        Reason.NONE: ("ha un problema", "controllarla"),
        Reason.PAPER_OUT: ("carta finita", "inserire un rotolo nuovo"),
        Reason.COVER_OPEN: ("coperchio aperto", "chiuderlo"),
        Reason.CUTTER_ERROR: ("taglierina bloccata", "liberarla, poi spegnere e riaccendere la stampante"),
        Reason.PRINTER_ERROR: ("segnala un errore", "spegnerla e riaccenderla"),
        Reason.OFFLINE: ("è messa fuori linea", "premere il tasto feed o online"),
        Reason.REFUSED: ("rifiuta il collegamento", "verificare se la usa un altro computer"),
        Reason.UNREACHABLE: ("non è raggiungibile", "controllare corrente, cavo e indirizzo"),
        Reason.TIMEOUT: ("non risponde", "controllare corrente e cavo"),
        Reason.NO_ANSWER: ("non risponde", "spegnerla e riaccenderla"),
        Reason.RESET: ("ha interrotto il collegamento", "controllare corrente e cavo"),
        Reason.GARBLED: ("risponde in modo incomprensibile", "spegnerla e riaccenderla"),
        Reason.WRONG_LANGUAGE: ("parla un'altra lingua", "scegliere di nuovo il modello nelle impostazioni"),
        Reason.WRONG_DEVICE: (
            "non è più al suo indirizzo, c'è un altro apparecchio",
            "controllare l'indirizzo nelle impostazioni",
        ),
        Reason.BAD_DOCUMENT: ("non può stampare questo foglio", "scartarlo e scriverlo a mano"),
        Reason.QUEUE_FULL: ("ha troppi fogli in attesa", "scartare quelli vecchi"),
        Reason.STOPPED: ("si è fermata con lo spegnimento dell'unità", "riprende da sola"),
        Reason.INTERNAL: ("non è configurata bene", "controllare indirizzo e modello nelle impostazioni"),
        Reason.NOT_CONNECTED: ("non è ancora collegata", "attendere un momento"),
    },
    off=("è disattivata nelle impostazioni", "attivarla lì"),
    paper_low=("carta quasi finita", "tenere pronto un rotolo nuovo"),
    ready="pronta",
    tickets_waiting=("{n} comanda in attesa", "{n} comande in attesa"),
    papers_waiting=("{n} foglio in attesa", "{n} fogli in attesa"),
    goes_to="stampa {printer} al suo posto",
    instead_of="al posto di {printer}",
    still_wanted="serve ancora? È in attesa da molto; stampare o scartare.",
    unprintable="non può stampare questo foglio; scartarlo e scriverlo a mano.",
    in_doubt="potrebbe essere uscito più volte; guardare, poi stampare o scartare.",
    printing="sta stampando",
    dropping="scartato dopo questo tentativo",
    again="{what}; verrà riprovato",
    its_turn="in attesa del suo turno",
    backlog=(
        "{printer}: {n} foglio vecchio in attesa · stamparlo o scartarlo?",
        "{printer}: {n} fogli vecchi in attesa · stamparli tutti, solo i più recenti o nessuno?",
    ),
    old_papers=("1 foglio è vecchio: stampare o scartare?", "{n} fogli sono vecchi: stampare o scartare?"),
)
