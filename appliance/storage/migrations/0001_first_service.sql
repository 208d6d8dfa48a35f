-- The first schema: one whole dine-in service. Times (`*_at`) are UTC milliseconds; money is integer minor units; JSON is text.

-- Spine ------------------------------------------------------------------------------------------------------------
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
CREATE INDEX journal_by_table_session ON journal (table_session, seq) WHERE table_session IS NOT NULL;
CREATE INDEX journal_ticket_moves ON journal (subject, seq) WHERE kind = 'ticket_moved';
CREATE TRIGGER journal_never_changes BEFORE UPDATE ON journal BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_never_shrinks BEFORE DELETE ON journal BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

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
CREATE INDEX answer_by_subject ON answer (subject);

CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL, changed_at INTEGER NOT NULL, changed_by TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE automation (name TEXT PRIMARY KEY, last_run_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE counter (branch TEXT NOT NULL, name TEXT NOT NULL, business_date TEXT NOT NULL, value INTEGER NOT NULL,
    PRIMARY KEY (branch, name, business_date)) STRICT, WITHOUT ROWID;

-- Venue ------------------------------------------------------------------------------------------------------------
CREATE TABLE organisation (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE TABLE branch (id TEXT PRIMARY KEY, organisation_id TEXT NOT NULL REFERENCES organisation, name TEXT NOT NULL, is_here INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE UNIQUE INDEX branch_here ON branch (is_here) WHERE is_here = 1;

CREATE TABLE area (id TEXT PRIMARY KEY, branch TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
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
) STRICT;
CREATE TABLE pairing_code (
    code_hash BLOB PRIMARY KEY,
    branch TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    stations TEXT NOT NULL,
    uses_left INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    made_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE staff_session (
    token_hash BLOB PRIMARY KEY,
    staff_id TEXT NOT NULL REFERENCES staff,
    device_id TEXT,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    ended_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE printer (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    name TEXT NOT NULL,
    bridge TEXT NOT NULL,          -- escpos_tcp; others follow
    address TEXT NOT NULL,         -- host:port
    profile TEXT NOT NULL,
    enabled INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE station (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    name TEXT NOT NULL,
    position INTEGER NOT NULL,
    printer_id TEXT REFERENCES printer,
    prints TEXT NOT NULL           -- always | failover (paper only when no screen has shown the ticket) | never
) STRICT;

-- Menu -------------------------------------------------------------------------------------------------------------
CREATE TABLE daypart (id TEXT PRIMARY KEY, branch TEXT NOT NULL, position INTEGER NOT NULL, names TEXT NOT NULL, days TEXT NOT NULL, starts TEXT NOT NULL, ends TEXT NOT NULL) STRICT;
CREATE TABLE category (id TEXT PRIMARY KEY, branch TEXT NOT NULL, position INTEGER NOT NULL, names TEXT NOT NULL, notes TEXT NOT NULL, dayparts TEXT NOT NULL) STRICT;
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
CREATE TABLE option_group (
    id TEXT PRIMARY KEY,
    branch TEXT NOT NULL,
    kind TEXT NOT NULL,            -- choice (prices are deltas) | variant (exactly one, its price replaces the item's)
    names TEXT NOT NULL,
    min INTEGER NOT NULL,
    max INTEGER NOT NULL,
    options TEXT NOT NULL          -- JSON list of {id, names, price_minor, default, allergens}
) STRICT;
CREATE TABLE availability (
    item_id TEXT PRIMARY KEY REFERENCES item ON DELETE CASCADE,
    branch TEXT NOT NULL,
    out INTEGER NOT NULL,          -- 1 = 86
    until_at INTEGER,              -- snoozed: back by itself then
    remaining INTEGER,             -- countdown; 0 blocks; NULL = not counted
    changed_at INTEGER NOT NULL,
    changed_by TEXT NOT NULL
) STRICT;

-- Table sessions ---------------------------------------------------------------------------------------------------
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
CREATE UNIQUE INDEX one_open_party_per_table ON table_session (table_id) WHERE state = 'open';
CREATE INDEX table_session_by_state ON table_session (state, closed_at);
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

-- Orders and kitchen -----------------------------------------------------------------------------------------------
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
CREATE INDEX guest_order_by_table_session ON guest_order (table_session_id);
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
CREATE INDEX ticket_open ON ticket (branch, station_id) WHERE state <> 'READY';
CREATE INDEX ticket_by_order ON ticket (order_id);
CREATE INDEX ticket_ready ON ticket (branch, ready_at) WHERE state = 'READY';
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
) STRICT;
CREATE INDEX order_line_by_order ON order_line (order_id);
CREATE INDEX order_line_by_ticket ON order_line (ticket_id);

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
    confirmed INTEGER,             -- printed: 1 the device said so, 0 sent without confirmation
    asking INTEGER NOT NULL DEFAULT 0,  -- older than 15 min: waits for a person's word
    decided_at INTEGER,            -- when a person said to print it after all
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL,
    last_error TEXT,
    made_at INTEGER NOT NULL,
    sent_at INTEGER,
    done_at INTEGER,
    done_why TEXT                  -- printed | dropped by a person
) STRICT;
CREATE INDEX print_job_due ON print_job (printer_id, next_attempt_at) WHERE done_at IS NULL;
CREATE INDEX print_job_by_subject ON print_job (subject);

-- Money ------------------------------------------------------------------------------------------------------------
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

-- Access -----------------------------------------------------------------------------------------------------------
CREATE TABLE table_pin (table_session_id TEXT PRIMARY KEY REFERENCES table_session, pin_hash TEXT NOT NULL) STRICT;
CREATE TABLE daily_pass (branch TEXT PRIMARY KEY, word_hash TEXT NOT NULL, word_sealed BLOB NOT NULL, business_date TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT;
