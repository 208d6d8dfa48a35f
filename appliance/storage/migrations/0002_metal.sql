-- The metal: printers by the wire they hang on, with a backup each, and what is known of every paper.

-- Printers ---------------------------------------------------------------------------------------------------------
-- `bridge` is the command set: escpos | star | epos | cloudprnt | server_direct. `address` says the wire:
-- tcp://192.0.2.10:9100, usb:/dev/usb/lp0, usb:04b8:0202:SERIAL, serial:/dev/ttyUSB0?baud=9600, http://192.0.2.10/, mac:001162aabbcc.
ALTER TABLE printer ADD COLUMN mac TEXT;             -- identity of a network printer: 12 lower-case hex digits; its address is a cache
ALTER TABLE printer ADD COLUMN backup_id TEXT REFERENCES printer;
ALTER TABLE printer ADD COLUMN fail_over_after INTEGER NOT NULL DEFAULT 3;  -- failures of one paper before it goes to the backup
ALTER TABLE printer ADD COLUMN token_hash BLOB;      -- of the secret in the address a polling printer calls
ALTER TABLE printer ADD COLUMN added_at INTEGER;     -- NULL: before this was noted
ALTER TABLE printer ADD COLUMN removed_at INTEGER;
UPDATE printer SET bridge = 'escpos', address = 'tcp://' || address WHERE bridge = 'escpos_tcp';
CREATE INDEX printer_by_mac ON printer (mac) WHERE mac IS NOT NULL;

ALTER TABLE print_job ADD COLUMN confirmed_how TEXT; -- printed (on paper) | processed (taken and understood) | sent (without a word back)
UPDATE print_job SET confirmed_how = CASE confirmed WHEN 1 THEN 'printed' WHEN 0 THEN 'sent' END;
ALTER TABLE print_job DROP COLUMN confirmed;
ALTER TABLE print_job ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;  -- at the printer where it is now
ALTER TABLE print_job ADD COLUMN failover_from TEXT REFERENCES printer;  -- where it should have been printed
ALTER TABLE print_job ADD COLUMN failover_why TEXT;
ALTER TABLE print_job ADD COLUMN moves INTEGER NOT NULL DEFAULT 0;
ALTER TABLE print_job ADD COLUMN asking_why TEXT;    -- late | doubt | document
ALTER TABLE print_job ADD COLUMN drop_reason TEXT;   -- what the person said who dropped it
UPDATE print_job SET asking_why = 'late' WHERE asking = 1;
CREATE INDEX print_job_done ON print_job (printer_id, done_at) WHERE confirmed_how IS NOT NULL;

-- Discovery and pairing ---------------------------------------------------------------------------------------------
ALTER TABLE device ADD COLUMN last_seen_at INTEGER;  -- written every few minutes while it is there
ALTER TABLE device ADD COLUMN agent_hash BLOB;       -- of the secret of the kiosk agent that opens its browser; NULL: there is none
ALTER TABLE device ADD COLUMN browser_at INTEGER;    -- when the kiosk's browser was let in
CREATE UNIQUE INDEX device_by_agent ON device (agent_hash) WHERE agent_hash IS NOT NULL;
ALTER TABLE pairing_code ADD COLUMN device_id TEXT;  -- lets in the browser of this device; NULL: a new device
CREATE TABLE found_ignored (
    branch TEXT NOT NULL,
    key TEXT NOT NULL,             -- identity of what was found: mac-…, usb-…, at-…
    ignored_at INTEGER NOT NULL,
    ignored_by TEXT NOT NULL,
    PRIMARY KEY (branch, key)
) STRICT, WITHOUT ROWID;

-- Cash drawers -----------------------------------------------------------------------------------------------------
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

-- Pole display, modem and text messages ----------------------------------------------------------------------------
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
