-- A restaurant's file frozen at this schema; made by tests/storage/freeze.py.

PRAGMA page_size=4096;

PRAGMA foreign_keys=OFF;

BEGIN TRANSACTION;

DROP TABLE IF EXISTS answer;
CREATE TABLE answer (
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    status INTEGER NOT NULL,
    body BLOB NOT NULL,
    subject TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;
INSERT INTO answer VALUES('member:1','guest-0',X'E6F0D4C1BAB02FD61AC2E8D4362C88BC6673038A2303463ADA8D871F9030222D',201,X'7B226F72646572223A202230316130666330653731303064353435633838303764303332222C20226E756D626572223A20317D','order:01a0fc0e7100d545c8807d032',1790935200000);
INSERT INTO answer VALUES('member:1','guest-1',X'D39150C85B98C76E12293FC0146E93442D1BB1E5FAE8E5B7B5E5D0F48A314C83',201,X'7B226F72646572223A202230316130666330653731303035356336353363613566343032222C20226E756D626572223A20327D','order:01a0fc0e710055c653ca5f402',1790935200000);
INSERT INTO answer VALUES('member:1','guest-2',X'861F2B75CD348DCF03ACD6C8ED60AA95A113615EDB2AEA8BE7CECB6909FE4B04',201,X'7B226F72646572223A202230316130666330653731303063383965323638363437356466222C20226E756D626572223A20337D','order:01a0fc0e7100c89e2686475df',1790935200000);
CREATE INDEX answer_by_subject ON answer (subject);
CREATE INDEX answer_that_made_nothing ON answer (made_at) WHERE subject = '';

DROP TABLE IF EXISTS area;
CREATE TABLE area (id TEXT PRIMARY KEY, branch TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
INSERT INTO area VALUES('area-1','branch-here','Dining room',1);

DROP TABLE IF EXISTS automation;
CREATE TABLE automation (name TEXT PRIMARY KEY, last_run_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS availability;
CREATE TABLE availability (
    item_id TEXT PRIMARY KEY REFERENCES item ON DELETE CASCADE,
    branch TEXT NOT NULL,
    out INTEGER NOT NULL,          -- 1 = 86
    until_at INTEGER,              -- snoozed: back by itself then
    remaining INTEGER,             -- countdown; 0 blocks; NULL = not counted
    changed_at INTEGER NOT NULL,
    changed_by TEXT NOT NULL
) STRICT;

DROP TABLE IF EXISTS branch;
CREATE TABLE branch (id TEXT PRIMARY KEY, organisation_id TEXT NOT NULL REFERENCES organisation, name TEXT NOT NULL, is_here INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO branch VALUES('branch-here','organisation-1','Demo branch',1);
CREATE UNIQUE INDEX branch_here ON branch (is_here) WHERE is_here = 1;

DROP TABLE IF EXISTS call;
CREATE TABLE call (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    table_session_id TEXT NOT NULL REFERENCES table_session,
    kind TEXT NOT NULL,            -- waiter | bill
    made_at INTEGER NOT NULL,
    answered_at INTEGER,
    answered_by TEXT
) STRICT;
CREATE INDEX call_open ON call (table_session_id) WHERE answered_at IS NULL;

DROP TABLE IF EXISTS cart_line;
CREATE TABLE cart_line (
    table_session_id TEXT NOT NULL REFERENCES table_session,
    id TEXT NOT NULL,              -- made by the phone
    branch TEXT NOT NULL,
    member_id TEXT NOT NULL REFERENCES member,
    item_id TEXT NOT NULL,
    options TEXT NOT NULL,         -- JSON {group id: [option id, …]}
    note TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    position INTEGER NOT NULL,     -- in the order of adding
    PRIMARY KEY (table_session_id, id)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS category;
CREATE TABLE category (id TEXT PRIMARY KEY, branch TEXT NOT NULL, position INTEGER NOT NULL, names TEXT NOT NULL, notes TEXT NOT NULL, dayparts TEXT NOT NULL) STRICT;

DROP TABLE IF EXISTS counter;
CREATE TABLE counter (branch TEXT NOT NULL, name TEXT NOT NULL, business_date TEXT NOT NULL, value INTEGER NOT NULL,
    PRIMARY KEY (branch, name, business_date)) STRICT, WITHOUT ROWID;
INSERT INTO counter VALUES('branch-here','order','2026-10-02',3);

DROP TABLE IF EXISTS daily_pass;
CREATE TABLE daily_pass (branch TEXT PRIMARY KEY, word_hash TEXT NOT NULL, word_sealed BLOB NOT NULL, business_date TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT;

DROP TABLE IF EXISTS daypart;
CREATE TABLE daypart (id TEXT PRIMARY KEY, branch TEXT NOT NULL, position INTEGER NOT NULL, names TEXT NOT NULL, days TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL) STRICT;

DROP TABLE IF EXISTS device;
CREATE TABLE device (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,            -- floor | kitchen
    stations TEXT NOT NULL,        -- JSON list of station ids shown by a kitchen screen; [] = all
    token_hash BLOB NOT NULL UNIQUE,
    paired_at INTEGER NOT NULL,
    paired_by TEXT NOT NULL,
    revoked_at INTEGER
, last_seen_at INTEGER, agent_hash BLOB, browser_at INTEGER) STRICT;
CREATE UNIQUE INDEX device_by_agent ON device (agent_hash) WHERE agent_hash IS NOT NULL;

DROP TABLE IF EXISTS dining_table;
CREATE TABLE dining_table (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    area_id TEXT NOT NULL REFERENCES area,
    name TEXT NOT NULL,
    seats INTEGER NOT NULL,
    position INTEGER NOT NULL,
    x INTEGER NOT NULL,            -- floor plan, in per mille of its width
    y INTEGER NOT NULL,            -- floor plan, in per mille of its height
    shape TEXT NOT NULL,           -- round | square | long
    enabled INTEGER NOT NULL DEFAULT 1,
    qr_key TEXT NOT NULL UNIQUE,   -- public part of the QR token
    qr_epoch INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO dining_table VALUES('table-1','branch-here','area-1','Table 1',4,1,0,0,'round',1,'qr-1',1);

DROP TABLE IF EXISTS drawer;
CREATE TABLE drawer (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    name TEXT NOT NULL,
    printer_id TEXT REFERENCES printer,  -- kicked by this printer's drawer port …
    address TEXT,                  -- … or through a serial port: serial:/dev/ttyUSB0?baud=9600
    pin INTEGER,                   -- 2 | 5; NULL = as the printer's profile says
    on_ms INTEGER,                 -- how long the pulse lasts; NULL = as the profile says
    off_ms INTEGER,
    kick_bytes BLOB,               -- what opens a serial drawer; NULL = any byte does
    sensor_open_high INTEGER,      -- the level while open: 1 high, 0 low; NULL = no sensor, or not calibrated
    level_closed INTEGER,          -- calibration under way: the level seen while closed
    open_alarm_s INTEGER NOT NULL DEFAULT 60,
    is_open INTEGER,               -- as the sensor last said; NULL = not known
    since_at INTEGER,              -- since when
    left_open_at INTEGER,          -- when people were told that it stands open
    enabled INTEGER NOT NULL DEFAULT 1,
    CHECK ((printer_id IS NULL) <> (address IS NULL))
) STRICT;
CREATE INDEX drawer_by_printer ON drawer (printer_id);

DROP TABLE IF EXISTS drawer_kick;
CREATE TABLE drawer_kick (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    drawer_id TEXT NOT NULL REFERENCES drawer,
    reason TEXT NOT NULL,          -- cash | calibration | what a person wrote for an opening without a sale
    actor TEXT NOT NULL,
    device_id TEXT,
    table_session_id TEXT,
    state TEXT NOT NULL,           -- waiting | sent | opened | stuck (told, and the sensor saw nothing) | failed (never told)
    made_at INTEGER NOT NULL,
    sent_at INTEGER,
    ended_at INTEGER
) STRICT;
CREATE INDEX drawer_kick_open ON drawer_kick (drawer_id, made_at) WHERE ended_at IS NULL;

DROP TABLE IF EXISTS found_ignored;
CREATE TABLE found_ignored (
    branch TEXT NOT NULL,
    key TEXT NOT NULL,             -- identity of what was found: mac-…, usb-…, at-…
    ignored_at INTEGER NOT NULL,
    ignored_by TEXT NOT NULL,
    PRIMARY KEY (branch, key)
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS guest_check;
CREATE TABLE guest_check (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    table_session_id TEXT NOT NULL UNIQUE REFERENCES table_session,
    number INTEGER NOT NULL,
    business_date TEXT NOT NULL,
    state TEXT NOT NULL,           -- OPEN | PAID | CLOSED
    covers INTEGER,
    total_minor INTEGER,           -- fixed when paid
    tax_minor INTEGER,
    service_minor INTEGER,
    rounding_minor INTEGER,
    made_at INTEGER NOT NULL,
    paid_at INTEGER,
    closed_at INTEGER,
    UNIQUE (branch, business_date, number)
) STRICT;

DROP TABLE IF EXISTS guest_order;
CREATE TABLE guest_order (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    table_session_id TEXT NOT NULL REFERENCES table_session,
    table_id TEXT NOT NULL REFERENCES dining_table,
    dining_option TEXT NOT NULL,   -- dine_in; others follow
    number INTEGER NOT NULL,       -- counts up through the business date
    business_date TEXT NOT NULL,
    state TEXT NOT NULL,           -- RECEIVED | IN_PREPARATION | READY_FOR_PICKUP | CLOSED | VOIDED
    placed_by TEXT NOT NULL,       -- member:ID | staff:ID
    sent_at INTEGER NOT NULL,
    promised_at INTEGER NOT NULL,
    prep_started_at INTEGER,
    ready_at INTEGER,
    picked_up_at INTEGER,
    closed_at INTEGER,
    voided_at INTEGER,
    UNIQUE (branch, business_date, number)
) STRICT;
INSERT INTO guest_order VALUES('01a0fc0e7100d545c8807d032','branch-here','visit-1','table-1','dine_in',1,'2026-10-02','RECEIVED','member:1',1790935200000,1790935200000,NULL,NULL,NULL,NULL,NULL);
INSERT INTO guest_order VALUES('01a0fc0e710055c653ca5f402','branch-here','visit-1','table-1','dine_in',2,'2026-10-02','RECEIVED','member:1',1790935200000,1790935200000,NULL,NULL,NULL,NULL,NULL);
INSERT INTO guest_order VALUES('01a0fc0e7100c89e2686475df','branch-here','visit-1','table-1','dine_in',3,'2026-10-02','RECEIVED','member:1',1790935200000,1790935200000,NULL,NULL,NULL,NULL,NULL);
CREATE INDEX guest_order_by_table_session ON guest_order (table_session_id);

DROP TABLE IF EXISTS item;
CREATE TABLE item (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    category_id TEXT NOT NULL REFERENCES category,
    position INTEGER NOT NULL,
    names TEXT NOT NULL,           -- JSON {language: text}
    descriptions TEXT NOT NULL,
    price_minor INTEGER NOT NULL,
    station_id TEXT NOT NULL,
    prep_minutes INTEGER NOT NULL,
    tax_class TEXT NOT NULL,
    course TEXT NOT NULL,
    allergens TEXT,                -- JSON list; NULL = unknown, which is not "none"
    diets TEXT NOT NULL,
    badges TEXT NOT NULL,
    option_groups TEXT NOT NULL,   -- JSON list of option_group ids, in order
    photo TEXT,
    hidden INTEGER NOT NULL DEFAULT 0
) STRICT;

DROP TABLE IF EXISTS journal;
CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    branch TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    table_session TEXT,
    actor TEXT NOT NULL,
    device TEXT,
    address TEXT,
    data TEXT NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL
) STRICT;
INSERT INTO journal VALUES(1,1790935200000,'branch-here','table_session_opened','table_session:visit-1','visit-1','system',NULL,NULL,'{}',X'0000000000000000000000000000000000000000000000000000000000000000',X'4961E3908A76972994174E0CDC2D13779C4EC0EA659DA546531426699B9E0828');
INSERT INTO journal VALUES(2,1790935200000,'branch-here','order_sent','order:01a0fc0e7100d545c8807d032','visit-1','member:1',NULL,NULL,'{"number":1,"order_id":"01a0fc0e7100d545c8807d032"}',X'4961E3908A76972994174E0CDC2D13779C4EC0EA659DA546531426699B9E0828',X'5825D91D1CBF34E3D25A6F29CAC89C38D841CB8295A90E24DF736C7E20928371');
INSERT INTO journal VALUES(3,1790935200000,'branch-here','order_sent','order:01a0fc0e710055c653ca5f402','visit-1','member:1',NULL,NULL,'{"number":2,"order_id":"01a0fc0e710055c653ca5f402"}',X'5825D91D1CBF34E3D25A6F29CAC89C38D841CB8295A90E24DF736C7E20928371',X'4913CB592351C9DC819C5FBBE7B3A1C64701633E4FD6DA503F77F87F0C75BFE7');
INSERT INTO journal VALUES(4,1790935200000,'branch-here','order_sent','order:01a0fc0e7100c89e2686475df','visit-1','member:1',NULL,NULL,'{"number":3,"order_id":"01a0fc0e7100c89e2686475df"}',X'4913CB592351C9DC819C5FBBE7B3A1C64701633E4FD6DA503F77F87F0C75BFE7',X'663E4E61D0A108C1B70C6C326817BACBB3F302844F7038031FE70BCA5C02BD37');
CREATE INDEX journal_by_table_session ON journal (table_session, seq) WHERE table_session IS NOT NULL;
CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_never_shrinks BEFORE DELETE ON journal BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE INDEX journal_ticket_moves ON journal (subject, seq) WHERE kind = 'ticket_moved';

DROP TABLE IF EXISTS member;
CREATE TABLE member (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    table_session_id TEXT NOT NULL REFERENCES table_session,
    number INTEGER NOT NULL,       -- 1, 2, 3 … in this table session
    token_hash BLOB NOT NULL UNIQUE,
    nickname TEXT,
    language TEXT NOT NULL,
    seen_at INTEGER NOT NULL,      -- when the phone scanned
    joined_at INTEGER,             -- when it first took part
    passed_pin INTEGER NOT NULL DEFAULT 0,
    passed_word TEXT,              -- business date of the daily pass it gave
    expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX member_by_table_session ON member (table_session_id);

DROP TABLE IF EXISTS migration;
CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT;
INSERT INTO migration VALUES(1,'0001_first_service','2026-11-21T13:12:07Z');
INSERT INTO migration VALUES(2,'0002_metal','2026-11-21T13:12:07Z');
INSERT INTO migration VALUES(3,'0003_cancelling','2026-11-21T13:12:07Z');
INSERT INTO migration VALUES(4,'0004_old_answers','2026-11-21T13:12:07Z');

DROP TABLE IF EXISTS option_group;
CREATE TABLE option_group (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    kind TEXT NOT NULL,            -- choice (prices are deltas) | variant (exactly one, its price replaces the item's)
    names TEXT NOT NULL,
    min INTEGER NOT NULL,
    max INTEGER NOT NULL,
    options TEXT NOT NULL          -- JSON list of {id, names, price_minor, default, allergens}
) STRICT;

DROP TABLE IF EXISTS order_line;
CREATE TABLE order_line (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES guest_order,
    ticket_id TEXT NOT NULL REFERENCES ticket,
    position INTEGER NOT NULL,
    member_id TEXT,
    item_id TEXT NOT NULL,
    names TEXT NOT NULL,           -- snapshot: JSON {language: text}
    options TEXT NOT NULL,         -- snapshot: JSON list of {group, names, price_minor}
    note TEXT NOT NULL,
    allergens TEXT,
    quantity INTEGER NOT NULL,
    unit_minor INTEGER NOT NULL,   -- snapshot: one piece with its options
    tax_class TEXT NOT NULL,
    tax_name TEXT NOT NULL,
    tax_bp INTEGER NOT NULL,
    tax_inclusive INTEGER NOT NULL,
    course TEXT NOT NULL,
    prep_minutes INTEGER NOT NULL,
    state TEXT NOT NULL,           -- NEW | HOLD | SENT | COOKING | READY | SERVED | CANCELLED
    changed_at INTEGER NOT NULL
, cancelled_at INTEGER, cancelled_by TEXT, cancelled_from TEXT, cancel_reason TEXT, cancel_confirmed_at INTEGER, cancel_confirmed_by TEXT) STRICT;
INSERT INTO order_line VALUES('01a0fc0e7100f79369857cb8e','branch-here','01a0fc0e7100d545c8807d032','01a0fc0e7100c31152d7b55bf',0,NULL,'item-1','{}','[]','nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn',NULL,1,900,'food','VAT',1000,1,'main',9,'SENT',1790935200000,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO order_line VALUES('01a0fc0e710089984295322d8','branch-here','01a0fc0e7100d545c8807d032','01a0fc0e7100c31152d7b55bf',1,NULL,'item-1','{}','[]','nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn',NULL,1,900,'food','VAT',1000,1,'main',9,'SENT',1790935200000,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO order_line VALUES('01a0fc0e7100a49f83bba054a','branch-here','01a0fc0e7100d545c8807d032','01a0fc0e7100c31152d7b55bf',2,NULL,'item-1','{}','[]','nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn',NULL,1,900,'food','VAT',1000,1,'main',9,'SENT',1790935200000,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO order_line VALUES('01a0fc0e7100d0277b4ac2229','branch-here','01a0fc0e710055c653ca5f402','01a0fc0e71000e398b3b682db',0,NULL,'item-1','{}','[]','nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn',NULL,1,900,'food','VAT',1000,1,'main',9,'SENT',1790935200000,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO order_line VALUES('01a0fc0e7100a1261b1ec9155','branch-here','01a0fc0e710055c653ca5f402','01a0fc0e71000e398b3b682db',1,NULL,'item-1','{}','[]','nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn',NULL,1,900,'food','VAT',1000,1,'main',9,'SENT',1790935200000,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO order_line VALUES('01a0fc0e71005b7bca7414ef1','branch-here','01a0fc0e710055c653ca5f402','01a0fc0e71000e398b3b682db',2,NULL,'item-1','{}','[]','nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn',NULL,1,900,'food','VAT',1000,1,'main',9,'SENT',1790935200000,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO order_line VALUES('01a0fc0e7100e8fd09787256f','branch-here','01a0fc0e7100c89e2686475df','01a0fc0e7100e9fed75d30480',0,NULL,'item-1','{}','[]','nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn',NULL,1,900,'food','VAT',1000,1,'main',9,'SENT',1790935200000,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO order_line VALUES('01a0fc0e7100443ec7eaf6cc0','branch-here','01a0fc0e7100c89e2686475df','01a0fc0e7100e9fed75d30480',1,NULL,'item-1','{}','[]','nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn',NULL,1,900,'food','VAT',1000,1,'main',9,'SENT',1790935200000,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO order_line VALUES('01a0fc0e71004e0cdbf570d9a','branch-here','01a0fc0e7100c89e2686475df','01a0fc0e7100e9fed75d30480',2,NULL,'item-1','{}','[]','nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn',NULL,1,900,'food','VAT',1000,1,'main',9,'SENT',1790935200000,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE INDEX order_line_by_order ON order_line (order_id);
CREATE INDEX order_line_by_ticket ON order_line (ticket_id);
CREATE INDEX order_line_to_confirm ON order_line (ticket_id) WHERE cancelled_at IS NOT NULL AND cancel_confirmed_at IS NULL;

DROP TABLE IF EXISTS organisation;
CREATE TABLE organisation (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
INSERT INTO organisation VALUES('organisation-1','Demo organisation');

DROP TABLE IF EXISTS pairing_code;
CREATE TABLE pairing_code (
    code_hash BLOB PRIMARY KEY,
    branch TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    stations TEXT NOT NULL,
    uses_left INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    made_by TEXT NOT NULL
, device_id TEXT) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS payment;
CREATE TABLE payment (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    check_id TEXT NOT NULL REFERENCES guest_check,
    business_date TEXT NOT NULL,
    tender TEXT NOT NULL,          -- cash; others follow
    amount_minor INTEGER NOT NULL,
    tendered_minor INTEGER NOT NULL,
    change_minor INTEGER NOT NULL,
    taken_by TEXT NOT NULL,
    device_id TEXT,
    taken_at INTEGER NOT NULL
) STRICT;
CREATE INDEX payment_by_check ON payment (check_id);
CREATE TRIGGER payment_never_changes BEFORE UPDATE ON payment BEGIN SELECT raise(ABORT, 'payments are append-only'); END;
CREATE TRIGGER payment_never_shrinks BEFORE DELETE ON payment BEGIN SELECT raise(ABORT, 'payments are append-only'); END;

DROP TABLE IF EXISTS peripheral;
CREATE TABLE peripheral (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,            -- pole | modem
    address TEXT NOT NULL,         -- serial:/dev/ttyUSB0?baud=9600
    language TEXT NOT NULL,        -- pole: escpos | cd5220 | logic | plain; modem: at
    code_page TEXT NOT NULL DEFAULT '',  -- pole: a code page's name; '' = the command set's own
    pin TEXT,                      -- modem: the PIN of its SIM
    per_hour INTEGER NOT NULL DEFAULT 60,
    per_day INTEGER NOT NULL DEFAULT 300,
    enabled INTEGER NOT NULL DEFAULT 1
) STRICT;

DROP TABLE IF EXISTS print_job;
CREATE TABLE print_job (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    printer_id TEXT NOT NULL REFERENCES printer,
    kind TEXT NOT NULL,            -- ticket | receipt | bill | qr | pass | drawer | test
    subject TEXT NOT NULL,         -- ticket:ID, check:ID …
    table_session_id TEXT,
    document BLOB NOT NULL,        -- firmware_bridges.document as JSON
    copy INTEGER NOT NULL DEFAULT 0,
    failover INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL,           -- queued | sending | printed | unknown | failed
    asking INTEGER NOT NULL DEFAULT 0,  -- older than 15 min: waits for a person's word
    decided_at INTEGER,            -- when a person said to print it after all
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL,
    last_error TEXT,
    made_at INTEGER NOT NULL,
    sent_at INTEGER,
    done_at INTEGER,
    done_why TEXT                  -- printed | dropped by a person
, confirmed_how TEXT, failures INTEGER NOT NULL DEFAULT 0, failover_from TEXT REFERENCES printer, failover_why TEXT, moves INTEGER NOT NULL DEFAULT 0, asking_why TEXT, drop_reason TEXT) STRICT;
CREATE INDEX print_job_by_subject ON print_job (subject);
CREATE INDEX print_job_done ON print_job (printer_id, done_at) WHERE confirmed_how IS NOT NULL;
CREATE INDEX print_job_due ON print_job (printer_id, next_attempt_at) WHERE done_at IS NULL;

DROP TABLE IF EXISTS printer;
CREATE TABLE printer (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    name TEXT NOT NULL,
    bridge TEXT NOT NULL,          -- escpos_tcp; others follow
    address TEXT NOT NULL,         -- host:port
    profile TEXT NOT NULL,
    enabled INTEGER NOT NULL DEFAULT 1
, mac TEXT, backup_id TEXT REFERENCES printer, fail_over_after INTEGER NOT NULL DEFAULT 3, token_hash BLOB, added_at INTEGER, removed_at INTEGER) STRICT;
CREATE INDEX printer_by_mac ON printer (mac) WHERE mac IS NOT NULL;

DROP TABLE IF EXISTS secret;
CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS setting;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL, changed_at INTEGER NOT NULL, changed_by TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO setting VALUES('venue_name','"Trattoria"',1,'staff:1');

DROP TABLE IF EXISTS sms;
CREATE TABLE sms (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    cause TEXT NOT NULL,           -- what it is sent for; the same cause is never sent twice
    number TEXT NOT NULL,          -- E.164; emptied when it is forgotten
    body TEXT NOT NULL,            -- emptied when it is forgotten
    parts INTEGER NOT NULL,
    state TEXT NOT NULL,           -- queued | sending | sent | delivered | failed | unknown
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL,
    last_error TEXT,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    sent_at INTEGER,
    done_at INTEGER,
    forgotten_at INTEGER,
    UNIQUE (branch, cause)
) STRICT;
CREATE INDEX sms_due ON sms (next_attempt_at) WHERE done_at IS NULL;

DROP TABLE IF EXISTS sms_part;
CREATE TABLE sms_part (
    sms_id TEXT NOT NULL REFERENCES sms,
    part INTEGER NOT NULL,         -- 1, 2, …
    reference INTEGER NOT NULL,    -- the network's number for it, 0 to 255, used again and again
    sent_at INTEGER NOT NULL,
    reported_at INTEGER,
    report TEXT,                   -- delivered | failed | waiting
    PRIMARY KEY (sms_id, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX sms_part_awaited ON sms_part (reference, sent_at) WHERE reported_at IS NULL;

DROP TABLE IF EXISTS staff;
CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    login TEXT UNIQUE,
    pin_hash TEXT,
    password_hash TEXT,
    active INTEGER NOT NULL DEFAULT 1,
    made_at INTEGER NOT NULL
) STRICT;

DROP TABLE IF EXISTS staff_session;
CREATE TABLE staff_session (
    token_hash BLOB PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff,
    device_id TEXT,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT, WITHOUT ROWID;

DROP TABLE IF EXISTS station;
CREATE TABLE station (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    printer_id TEXT REFERENCES printer,
    prints TEXT NOT NULL           -- always | failover (paper only when no screen has shown the ticket) | never
) STRICT;

DROP TABLE IF EXISTS table_pin;
CREATE TABLE table_pin (table_session_id TEXT PRIMARY KEY REFERENCES table_session, pin_hash TEXT NOT NULL) STRICT;

DROP TABLE IF EXISTS table_session;
CREATE TABLE table_session (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    table_id TEXT NOT NULL REFERENCES dining_table,
    state TEXT NOT NULL,           -- open | closed
    opened_at INTEGER NOT NULL,
    opened_by TEXT NOT NULL,       -- qr | staff:ID
    business_date TEXT NOT NULL,
    covers INTEGER,
    cart_mode TEXT NOT NULL,       -- family | individual
    host_member_id TEXT,
    join_hash BLOB UNIQUE,         -- of the QR made for this one table session when staff opened it
    last_activity_at INTEGER NOT NULL,
    bill_requested_at INTEGER,
    viewed_bill_at INTEGER,
    paid_at INTEGER,
    closed_at INTEGER,
    closed_by TEXT,
    closed_how TEXT                -- staff | guest | auto | paid
) STRICT;
INSERT INTO table_session VALUES('visit-1','branch-here','table-1','open',0,'qr','2026-10-02',NULL,'family',NULL,NULL,0,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE UNIQUE INDEX one_open_party_per_table ON table_session (table_id) WHERE state = 'open';
CREATE INDEX table_session_by_state ON table_session (state, closed_at);

DROP TABLE IF EXISTS ticket;
CREATE TABLE ticket (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    order_id TEXT NOT NULL REFERENCES guest_order,
    table_session_id TEXT NOT NULL,
    station_id TEXT NOT NULL,
    order_number INTEGER NOT NULL,
    table_name TEXT NOT NULL,
    state TEXT NOT NULL,           -- NEW | COOKING | READY
    rush INTEGER NOT NULL DEFAULT 0,
    stored_at INTEGER NOT NULL,
    seen_at INTEGER,
    seen_by TEXT,                  -- device id
    printed_at INTEGER,
    printed_how TEXT,              -- confirmed | unconfirmed
    accepted_at INTEGER,
    accepted_by TEXT,
    claimed_by TEXT,
    started_at INTEGER,
    ready_at INTEGER,
    failover_at INTEGER,           -- when paper was asked for because no screen had shown it
    alerted_at INTEGER             -- when the floor was told that nobody has confirmed it
) STRICT;
INSERT INTO ticket VALUES('01a0fc0e7100c31152d7b55bf','branch-here','01a0fc0e7100d545c8807d032','visit-1','grill',1,'Table 1','NEW',0,1790935200000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ticket VALUES('01a0fc0e71000e398b3b682db','branch-here','01a0fc0e710055c653ca5f402','visit-1','grill',2,'Table 1','NEW',0,1790935200000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ticket VALUES('01a0fc0e7100e9fed75d30480','branch-here','01a0fc0e7100c89e2686475df','visit-1','grill',3,'Table 1','NEW',0,1790935200000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE INDEX ticket_by_order ON ticket (order_id);
CREATE INDEX ticket_open ON ticket (branch, station_id) WHERE state <> 'READY';
CREATE INDEX ticket_ready ON ticket (branch, ready_at) WHERE state = 'READY';

COMMIT TRANSACTION;

PRAGMA foreign_keys=ON;
