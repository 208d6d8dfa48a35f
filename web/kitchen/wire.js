// The shapes a kitchen screen receives from the appliance. Types only; times are UTC milliseconds.

/** @typedef {"NEW" | "COOKING" | "READY" | "SERVED" | "CANCELLED"} LineState */
/** @typedef {"NEW" | "COOKING" | "READY" | "CANCELLED"} TicketState */
/** @typedef {"start" | "bump" | "recall" | "claim" | "unclaim" | "undo" | "rush" | "confirm"} Verb */

/**
 * @typedef {object} Line
 * @property {string} id
 * @property {number} position
 * @property {number} quantity
 * @property {string} name
 * @property {string[]} options
 * @property {string} note
 * @property {LineState} state
 * @property {string} course
 * @property {string} item_id
 * @property {boolean} to_confirm cancelled, and no cook has said that he knows
 */

/**
 * @typedef {object} Ticket
 * @property {string} id
 * @property {number} order_number
 * @property {string} table_name
 * @property {string} dining_option
 * @property {string} station_id
 * @property {TicketState} state
 * @property {boolean} rush
 * @property {number} stored_at
 * @property {number | null} seen_at
 * @property {number | null} printed_at
 * @property {string | null} printed_how
 * @property {number | null} accepted_at
 * @property {{id: string, name: string} | null} claimed_by
 * @property {number | null} started_at
 * @property {number | null} ready_at
 * @property {string[]} also_at
 * @property {Line[]} lines
 */

/** @typedef {{id: string, name: string}} Station */
/** @typedef {{id: string, name: string, initials: string}} Cook */
/** @typedef {{item_id: string, name: string, station_id: string, out: boolean, until_at: number | null, remaining: number | null}} OutItem */
/** @typedef {OutItem & {category: string}} KitchenItem */
/** @typedef {{verb: Verb, line_id?: string, staff_id?: string}} Move */

/**
 * @typedef {object} KitchenSnapshot
 * @property {number} seq
 * @property {number} now
 * @property {string} venue_name
 * @property {string} language
 * @property {Station[]} stations
 * @property {string[]} showing
 * @property {Cook[]} cooks
 * @property {Ticket[]} tickets
 * @property {Ticket[]} recent
 * @property {OutItem[]} out
 * @property {number | null} average_s
 * @property {number} urgent_s
 * @property {number} critical_s
 */

/**
 * What changed: whole parts of the snapshot, and the tickets that changed by id (null: no longer to be cooked here).
 * @typedef {Partial<Omit<KitchenSnapshot, "tickets">> & {seq: number, now: number, kinds: string[], tickets?: Record<string, Ticket | null>}} KitchenUpdate
 */

export {};
