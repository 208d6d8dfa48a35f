"""The menu as a file: JSON (everything, format `comanda-menu-1`) and CSV (items, for a spreadsheet), in and out.

Reading is: bytes → `Sheet` (json_file, csv_file) → `Checked` (check), or every trouble with its row and column.
"""

from appliance.menu.interchange import csv_file, json_file
from appliance.menu.interchange.check import checked
from appliance.menu.interchange.sheet import Checked, Facts, Trouble

__all__ = ["Checked", "Facts", "Trouble", "checked", "csv_file", "json_file"]
