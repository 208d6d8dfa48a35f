"""Spanish."""

from appliance.printing.words.model import StaffWords
from firmware_bridges.contracts import Reason

SPANISH = StaffWords(
    troubles={
        Reason.NONE: ("tiene un problema", "mirarla"),
        Reason.PAPER_OUT: ("sin papel", "poner un rollo nuevo"),
        Reason.COVER_OPEN: ("tapa abierta", "cerrarla"),
        Reason.CUTTER_ERROR: ("cortador atascado", "liberarlo, luego apagar y encender la impresora"),
        Reason.PRINTER_ERROR: ("indica un error", "apagarla y encenderla"),
        Reason.OFFLINE: ("está puesta fuera de línea", "pulsar su botón de avance o en línea"),
        Reason.REFUSED: ("rechaza la conexión", "mirar si la usa otro ordenador"),
        Reason.UNREACHABLE: ("no se puede alcanzar", "revisar corriente, cable y dirección"),
        Reason.TIMEOUT: ("no responde", "revisar corriente y cable"),
        Reason.NO_ANSWER: ("no responde", "apagarla y encenderla"),
        Reason.RESET: ("cortó la conexión", "revisar corriente y cable"),
        Reason.GARBLED: ("responde cosas sin sentido", "apagarla y encenderla"),
        Reason.WRONG_LANGUAGE: ("habla otro lenguaje", "elegir de nuevo su modelo en los ajustes"),
        Reason.WRONG_DEVICE: (
            "ya no está en su dirección, hay otro aparato",
            "revisar la dirección en los ajustes",
        ),
        Reason.BAD_DOCUMENT: ("no puede imprimir este papel", "descartarlo y escribirlo a mano"),
        Reason.QUEUE_FULL: ("tiene demasiado en espera", "descartar lo antiguo"),
        Reason.STOPPED: ("se detuvo con el aparato", "sigue por sí sola"),
        Reason.INTERNAL: ("no está bien configurada", "revisar su dirección y modelo en los ajustes"),
        Reason.NOT_CONNECTED: ("aún no está conectada", "esperar un momento"),
    },
    off=("está desactivada en los ajustes", "activarla allí"),
    paper_low=("queda poco papel", "tener listo un rollo nuevo"),
    ready="lista",
    tickets_waiting=("{n} comanda en espera", "{n} comandas en espera"),
    papers_waiting=("{n} papel en espera", "{n} papeles en espera"),
    goes_to="imprime {printer} en su lugar",
    instead_of="en lugar de {printer}",
    still_wanted="¿aún hace falta? Lleva mucho esperando; imprimir o descartar.",
    unprintable="no puede imprimir este papel; descartarlo y escribirlo a mano.",
    in_doubt="quizá salió varias veces; mirar, luego imprimir o descartar.",
    printing="imprimiendo",
    dropping="se descarta al acabar este intento",
    again="{what}; se intentará de nuevo",
    its_turn="espera su turno",
    backlog=(
        "{printer}: {n} papel antiguo espera · ¿imprimirlo o descartarlo?",
        "{printer}: {n} papeles antiguos esperan · ¿imprimir todos, solo los más recientes o ninguno?",
    ),
    old_papers=(
        "1 papel es antiguo: ¿imprimir o descartar?",
        "{n} papeles son antiguos: ¿imprimir o descartar?",
    ),
)
