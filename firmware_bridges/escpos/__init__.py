"""ESC/POS: the command language of Epson receipt printers and their many relatives."""
