"""French."""

from appliance.printing.words.model import StaffWords
from firmware_bridges.contracts import Reason

FRENCH = StaffWords(
    troubles={
        Reason.NONE: ("a un problème", "aller voir"),
        Reason.PAPER_OUT: ("plus de papier", "mettre un rouleau neuf"),
        Reason.COVER_OPEN: ("capot ouvert", "le fermer"),
        Reason.CUTTER_ERROR: ("massicot bloqué", "le dégager, puis éteindre et rallumer l'imprimante"),
        Reason.PRINTER_ERROR: ("signale une erreur", "l'éteindre et la rallumer"),
        Reason.OFFLINE: ("est mise hors ligne", "appuyer sur sa touche d'avance ou en ligne"),
        Reason.REFUSED: ("refuse la connexion", "voir si un autre ordinateur l'utilise"),
        Reason.UNREACHABLE: ("est injoignable", "vérifier courant, câble et adresse"),
        Reason.TIMEOUT: ("ne répond pas", "vérifier courant et câble"),
        Reason.NO_ANSWER: ("ne répond pas", "l'éteindre et la rallumer"),
        Reason.RESET: ("a coupé la connexion", "vérifier courant et câble"),
        Reason.GARBLED: ("répond de façon incompréhensible", "l'éteindre et la rallumer"),
        Reason.WRONG_LANGUAGE: (
            "parle un autre langage",
            "choisir de nouveau son modèle dans les réglages",
        ),
        Reason.WRONG_DEVICE: (
            "n'est plus à son adresse, un autre appareil y est",
            "vérifier l'adresse dans les réglages",
        ),
        Reason.BAD_DOCUMENT: ("ne peut pas imprimer ce papier", "l'abandonner et l'écrire à la main"),
        Reason.QUEUE_FULL: ("a trop de papiers en attente", "abandonner les anciens"),
        Reason.STOPPED: ("s'est arrêtée avec l'appareil", "elle reprend toute seule"),
        Reason.INTERNAL: ("est mal configurée", "vérifier son adresse et son modèle dans les réglages"),
        Reason.NOT_CONNECTED: ("n'est pas encore connectée", "attendre un instant"),
    },
    off=("est désactivée dans les réglages", "l'y activer"),
    paper_low=("bientôt plus de papier", "préparer un rouleau neuf"),
    ready="prête",
    tickets_waiting=("{n} bon en attente", "{n} bons en attente"),
    papers_waiting=("{n} papier en attente", "{n} papiers en attente"),
    goes_to="{printer} imprime à sa place",
    instead_of="à la place de {printer}",
    still_wanted="encore utile ? Il attend depuis longtemps ; imprimer ou abandonner.",
    unprintable="ne peut pas imprimer ce papier ; l'abandonner et l'écrire à la main.",
    in_doubt="est peut-être sorti plusieurs fois ; regarder, puis imprimer ou abandonner.",
    printing="imprime",
    dropping="abandonné après cet essai",
    again="{what} ; nouvel essai à suivre",
    its_turn="attend son tour",
    backlog=(
        "{printer} : {n} ancien papier attend · l'imprimer ou l'abandonner ?",
        "{printer} : {n} anciens papiers attendent · tout imprimer, les plus récents seulement, ou aucun ?",
    ),
    old_papers=(
        "1 papier est ancien : imprimer ou abandonner ?",
        "{n} papiers sont anciens : imprimer ou abandonner ?",
    ),
)
