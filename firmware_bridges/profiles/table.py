"""The printers we know: what each can do, in one table. A new model is a new row.

Widths and numbers of code pages are those of the makers' command references and of python-escpos'
capability profiles. Only pages that every printer of a row has stand in it: any other letter is drawn.
"""

from firmware_bridges.profiles.model import CodePages, Profile

_CP437 = ("cp437", 0)
_CP858 = ("cp858", 19)
_EPSON_PAGES: CodePages = (
    _CP858, ("cp852", 18), ("cp866", 17), ("cp1253", 47), ("cp1254", 48), ("cp1257", 51),
)  # fmt: skip
_BIXOLON_PAGES: CodePages = (_CP858, ("cp852", 18), ("cp866", 17), ("cp1253", 24), ("cp1254", 25))
_CITIZEN_PAGES: CodePages = (_CP858, ("cp852", 18), ("cp866", 17))
_STAR_PAGES: CodePages = (("cp858", 4), ("cp852", 5), ("cp866", 10), ("cp737", 15), ("cp857", 12))

ROWS = (
    Profile(
        "epson-80", "Epson TM, 80 mm (TM-T20, TM-T82, TM-m30, TM-m50)", 48, _EPSON_PAGES,
        buzzer="epson", acknowledgement="process_id", lines_per_s=50,
    ),
    Profile(
        "epson-80-42", "Epson TM, 80 mm, 42 columns (TM-T88, TM-T70)", 42, _EPSON_PAGES, 512,
        buzzer="epson", acknowledgement="process_id", lines_per_s=60,
    ),
    Profile(
        "epson-58", "Epson TM, 58 mm (TM-m10, TM-P20)", 32, _EPSON_PAGES, 384, 58,
        cutter="partial", buzzer="epson", acknowledgement="process_id",
    ),
    Profile(
        "epson-impact", "Epson TM-U220, impact, 76 mm", 40, (_CP437,), 480, 76,
        raster=False, qr="words", acknowledgement="process_id", lines_per_s=5,
    ),
    Profile(
        "star-80", "Star TSP650, TSP700, TSP800, 80 mm (Line Mode)", 48, _STAR_PAGES,
        language="star_line", lines_per_s=60,
    ),
    Profile(
        "star-raster-80", "Star TSP100, TSP143 up to III, 80 mm (draws every line)", 48, (),
        language="star_line", qr="raster", lines_per_s=50,
    ),
    Profile(
        "star-prnt-80", "Star mC-Print3, TSP100IV, TSP143IV, 80 mm (StarPRNT)", 48, _STAR_PAGES,
        language="star_prnt", lines_per_s=60,
    ),
    Profile(
        "star-prnt-58", "Star mC-Print2, mPOP, SM-L200, 58 mm (StarPRNT)", 32, _STAR_PAGES, 384, 58,
        language="star_prnt",
    ),
    Profile(
        "star-impact", "Star SP700, impact, 76 mm", 42, _STAR_PAGES[:3], 504, 76,
        language="star_line", raster=False, qr="words", lines_per_s=5,
    ),
    Profile("bixolon-80", "Bixolon SRP-330, SRP-Q300, 80 mm", 48, _BIXOLON_PAGES, lines_per_s=50),
    Profile("bixolon-80-42", "Bixolon SRP-350, 80 mm, 42 columns", 42, _BIXOLON_PAGES, 512, lines_per_s=50),
    Profile("citizen-80", "Citizen CT-S, CT-E, 80 mm", 48, _CITIZEN_PAGES, lines_per_s=50),
    Profile(
        "generic-80", "ESC/POS compatible, 80 mm (Xprinter, Munbyn, Rongta …)", 48, (_CP858,),
        buzzer="clone", cancels_kanji=True,
    ),
    Profile(
        "generic-80-42", "ESC/POS compatible, 80 mm, 42 columns", 42, (_CP858,), 512,
        buzzer="clone", cancels_kanji=True,
    ),
    Profile(
        "generic-58", "ESC/POS compatible, 58 mm", 32, (_CP858,), 384, 58,
        cutter="none", buzzer="clone", qr="raster", cancels_kanji=True, lines_per_s=20,
    ),
    Profile(
        "label-58", "ESC/POS label printer, 58 mm (bags)", 32, (_CP858,), 384, 58,
        cutter="none", qr="raster", cancels_kanji=True, lines_per_s=20,
    ),
    Profile(
        "silent-80", "ESC/POS compatible that never answers, 80 mm", 48, (_CP858,),
        buzzer="clone", acknowledgement="none", status=False, cancels_kanji=True,
    ),
    Profile(
        "silent-58", "ESC/POS compatible that never answers, 58 mm", 32, (_CP858,), 384, 58,
        cutter="none", buzzer="clone", qr="raster", acknowledgement="none", status=False, cancels_kanji=True,
        lines_per_s=20,
    ),
)  # fmt: skip
