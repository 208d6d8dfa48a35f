"""Storage: the one SQLite file, its one writer, the journal, and answers kept for retried requests.

Rooms use `Database.write(fn)` and `Database.read()`; inside they see a `Tx` or a `Reader` and nothing of apsw.
"""

from appliance.storage.branches import found_branch
from appliance.storage.connection import may_be_ours
from appliance.storage.counters import next_number
from appliance.storage.database import Database
from appliance.storage.idempotency import Answer, answer_once, forget_answers
from appliance.storage.journal import JournalRow
from appliance.storage.look import Look, look_at
from appliance.storage.matching import Matching
from appliance.storage.migrate import migrate
from appliance.storage.redating import redate
from appliance.storage.tx import Reader, Row, Tx

__all__ = [
    "Answer",
    "Database",
    "JournalRow",
    "Look",
    "Matching",
    "Reader",
    "Row",
    "Tx",
    "answer_once",
    "forget_answers",
    "found_branch",
    "look_at",
    "may_be_ours",
    "migrate",
    "next_number",
    "redate",
]
