-- Cancelling: a line the kitchen has got already is taken back, and a cook says that it was understood.
ALTER TABLE order_line ADD COLUMN cancelled_at INTEGER;
ALTER TABLE order_line ADD COLUMN cancelled_by TEXT;         -- staff:ID
ALTER TABLE order_line ADD COLUMN cancelled_from TEXT;       -- the state it was in: SENT, COOKING, READY …
ALTER TABLE order_line ADD COLUMN cancel_reason TEXT;        -- what the person said
ALTER TABLE order_line ADD COLUMN cancel_confirmed_at INTEGER;
ALTER TABLE order_line ADD COLUMN cancel_confirmed_by TEXT;  -- device:ID, staff:ID, or printer:ID where there is only paper
CREATE INDEX order_line_to_confirm ON order_line (ticket_id) WHERE cancelled_at IS NOT NULL AND cancel_confirmed_at IS NULL;
