"""The house rules hold in every file, and each rule notices a planted violation and leaves the innocent alone."""

from collections.abc import Callable, Iterator

import pytest

from tests.architecture.lint_data import (
    decision_with_hidden_input,
    sql_outside_a_store,
    sqlite_library_outside_storage,
)
from tests.architecture.lint_house import (
    back_door,
    bare_session,
    inner_room,
    named_machine,
    silent_first_line,
)
from tests.architecture.source import Source, checkout, planted

Lint = Callable[[Source], Iterator[str]]

LINTS: list[Lint] = [
    back_door,
    bare_session,
    decision_with_hidden_input,
    inner_room,
    named_machine,
    silent_first_line,
    sql_outside_a_store,
    sqlite_library_outside_storage,
]

REGISTRY = "https://" + "py" + "pi.org/simple"
HOME = "/" + "root/notes"

GUILTY: list[tuple[Lint, str, str]] = [
    (sql_outside_a_store, "appliance/menu/service.py", 'rows = tx.all("SELECT id FROM item WHERE id = ?")'),
    (
        sql_outside_a_store,
        "appliance/menu/routes.py",
        'tx.run(f"""\n  insert into item (id) values ({a})""")',
    ),
    (sql_outside_a_store, "appliance/orders/service/send.py", 'tx.run("UPDATE line SET state = :after")'),
    (sql_outside_a_store, "appliance/main.py", 'connection.execute("PRAGMA journal_mode")'),
    (sql_outside_a_store, "appliance/cli/doctor.py", 'connection.execute("BEGIN IMMEDIATE")'),
    (sql_outside_a_store, "appliance/till/duties.py", 'tx.run("WITH due AS (SELECT 1) DELETE FROM due")'),
    (sql_outside_a_store, "appliance/till/rules.py", 'TEXT = "CREATE TABLE drawer (id TEXT)"'),
    (sqlite_library_outside_storage, "appliance/menu/store.py", "import apsw"),
    (sqlite_library_outside_storage, "appliance/cli/tail.py", "from apsw.ext import format_query_table"),
    (sqlite_library_outside_storage, "appliance/storage/backup.py", "import sqlite3"),
    (
        sqlite_library_outside_storage,
        "appliance/menu/service.py",
        "def f():\n    from sqlite_utils import Database",
    ),
    (decision_with_hidden_input, "appliance/kernel/money.py", "import random"),
    (decision_with_hidden_input, "appliance/kernel/clock.py", "import os"),
    (decision_with_hidden_input, "appliance/menu/rules.py", "from time import monotonic"),
    (decision_with_hidden_input, "appliance/menu/rules/price.py", "from pathlib import Path"),
    (decision_with_hidden_input, "appliance/orders/states.py", "import asyncio"),
    (
        decision_with_hidden_input,
        "appliance/orders/model.py",
        "import datetime\nAT = datetime.datetime.now()",
    ),
    (
        decision_with_hidden_input,
        "appliance/checks/rules.py",
        "from datetime import date\nDAY = date.today()",
    ),
    (decision_with_hidden_input, "appliance/checks/rules.py", 'RATES = open("rates.json")'),
    (back_door, "appliance/orders/service.py", "from appliance.menu.store import item"),
    (back_door, "appliance/main.py", "import appliance.menu.service.place"),
    (back_door, "appliance/menu/service.py", "from appliance.orders.routes import OrderRoutes"),
    (back_door, "appliance/cli/tail.py", "def f():\n    from appliance.storage.database import Database"),
    (inner_room, "appliance/orders/service.py", "from appliance.menu import store as menu_store"),
    (inner_room, "appliance/cli/doctor.py", "from appliance.menu import service"),
    (bare_session, "appliance/seating/service.py", "def close(session: str) -> None: ..."),
    (bare_session, "appliance/seating/model.py", "class Session: ..."),
    (bare_session, "firmware_bridges/streams.py", "self._session = 1"),
    (bare_session, "appliance/seating/service.py", "from x import y as session"),
    (bare_session, "web/guest/state.js", "// state\nconst session = signal(null);"),
    (silent_first_line, "appliance/menu/rules.py", "import re"),
    (silent_first_line, "appliance/menu/__init__.py", ""),
    (silent_first_line, "web/guest/main.js", 'import { h } from "./ui.js";'),
    (silent_first_line, "web/guest/style.css", "body { margin: 0 }"),
    (silent_first_line, "provisioning/names.sh", "#!/bin/sh\nset -eu"),
    (silent_first_line, "appliance/storage/migrations/0009_x.sql", "CREATE TABLE x (id TEXT);"),
    (named_machine, "docs/operations.md", f"pip install -i {REGISTRY} comanda"),
    (named_machine, "appliance/cli/demo.py", f'NOTES = "{HOME}"'),
    (named_machine, "README.md", "See /ho" + "me/me/comanda"),
]

INNOCENT: list[tuple[Lint, str, str]] = [
    (sql_outside_a_store, "appliance/menu/store.py", 'ITEMS = "SELECT id FROM item"'),
    (sql_outside_a_store, "appliance/menu/store/catalogue.py", 'ITEMS = "SELECT id FROM item"'),
    (sql_outside_a_store, "appliance/cli/pin.py", 'HELP = "Select a table from the list"'),
    (sql_outside_a_store, "appliance/http/border.py", 'SAFE = {"GET", "DELETE", "UPDATE"}'),
    (sql_outside_a_store, "appliance/menu/service.py", '"""select one from many"""'),
    (sqlite_library_outside_storage, "appliance/storage/database.py", "import apsw"),
    (sqlite_library_outside_storage, "appliance/storage/snapshot.py", "from sqlite_utils import Database"),
    (decision_with_hidden_input, "appliance/kernel/clock.py", "import time"),
    (
        decision_with_hidden_input,
        "appliance/menu/rules.py",
        "from datetime import datetime\nAT = datetime.min",
    ),
    (decision_with_hidden_input, "appliance/menu/service.py", "import asyncio"),
    (back_door, "appliance/orders/service.py", "from appliance.kernel.money import share"),
    (back_door, "appliance/orders/service.py", "from appliance.orders.store import lines"),
    (back_door, "appliance/orders/service.py", "from appliance.menu import Item"),
    (back_door, "appliance/main.py", "from appliance.orders.routes import OrderRoutes"),
    (inner_room, "appliance/orders/service.py", "from appliance.orders import store"),
    (bare_session, "appliance/seating/service.py", 'PATH = "/session/{id}/restore"  # the session path'),
    (bare_session, "appliance/seating/service.py", "table_session = open_table_session()"),
    (
        bare_session,
        "appliance/seating/model.py",
        "class Answer:\n    session: str\n\n\nAnswer(session='a').session",
    ),
    (bare_session, "web/floor/state.js", "// card\nconst visit = card.session ?? { session: null };"),
    (
        bare_session,
        "web/guest/state.js",
        '// session\nfetch("/session/1"); sessionStorage.clear(); table_session;',
    ),
    (silent_first_line, "provisioning/tls.sh", "# shellcheck shell=bash\n# Certificates."),
    (named_machine, "README.md", "http://comanda.lan:8080/t/abc lives in /var/lib/comanda"),
]


@pytest.mark.parametrize("lint", LINTS, ids=lambda lint: lint.__name__)
def test_every_file_keeps_the_rule(lint: Lint) -> None:
    sources = list(checkout())
    assert len(sources) > 50
    assert [violation for source in sources for violation in lint(source)] == []


@pytest.mark.parametrize(("lint", "path", "text"), GUILTY)
def test_a_planted_violation_is_noticed(lint: Lint, path: str, text: str) -> None:
    assert list(lint(planted(path, text)))


@pytest.mark.parametrize(("lint", "path", "text"), INNOCENT)
def test_what_only_looks_like_one_is_left_alone(lint: Lint, path: str, text: str) -> None:
    assert list(lint(planted(path, text))) == []


def test_every_rule_has_a_planted_violation() -> None:
    assert {lint for lint, _, _ in GUILTY} == set(LINTS)
