// The shapes of printers, found things, screens, drawers and other devices. Types only; times are UTC milliseconds.

/** @typedef {{connected: boolean, paper: string, cover_open: boolean, cutter_error: boolean, unrecoverable: boolean, halted: boolean, drawer_pin_high: boolean | null}} PrinterFacts */
/** @typedef {import("./wire.js").Printer & {what: string, do: string, facts: PrinterFacts, asking: number, backup: string | null}} PrinterState */
/** @typedef {{id: string, name: string, printer_id: string | null}} StationName */

/**
 * @typedef {object} ListedPrinter
 * @property {string} id
 * @property {string} name
 * @property {string} bridge its command set
 * @property {string} address
 * @property {string} profile
 * @property {string | null} mac
 * @property {boolean} enabled
 * @property {string | null} backup_id
 * @property {number} fail_over_after
 * @property {StationName[]} stations
 * @property {boolean} receipts
 * @property {PrinterState} state
 * @property {number} tickets
 * @property {number} moved open papers that went to its backup
 * @property {string | null} last_how printed, processed or sent
 * @property {string} kitchen_language what tickets are to be in
 * @property {string | null} prints_language what dishes come out in; null when it can show no language of the menu
 */

/** @typedef {{items: ListedPrinter[], stations: StationName[], bridges: string[], models: {profile: string, say: string, bridges: string[]}[]}} PrinterList */
/** @typedef {{at: number, direction: "to" | "from", size: number, hex: string, words: string, times: number}} Exchange */
/** @typedef {{poll_url: string, poll_svg: string}} PollAddress */
/** @typedef {{printer: ListedPrinter, poll_url: string | null, poll_svg: string | null}} PrinterAdded */
/** @typedef {{letter: string, bridge: string, profile: string, state: string, say: string}} TrySlip */
/** @typedef {{id: string, address: string, done: boolean, slips: TrySlip[]}} Attempt */
/** @typedef {{address: string, bridge: string, profile: string}} Understood what to add a tried printer as */
/** @typedef {{decision: "all" | "newest" | "drop", keep: number | null, reason: string | null}} BacklogWish */

/** @typedef {"station_printer" | "receipt_printer" | "label_printer" | "kitchen_screen" | "floor_tablet"} Role */
/** @typedef {{role: Role, name: string, stations: string[], bridge: string, profile: string, address: string}} Suggestion */

/**
 * @typedef {object} FoundThing
 * @property {string} key
 * @property {string} kind printer, screen or serial_port
 * @property {string} name
 * @property {string} maker
 * @property {string} model
 * @property {string} address
 * @property {"new" | "asking" | "known" | "ignored"} state
 * @property {{kind: "printer" | "device", id: string, name: string} | null} known_as
 * @property {Suggestion | null} suggestion
 */

/** @typedef {{searching: boolean, can_search: boolean, trouble: {finder: string, say: string, detail: string}[], stations: {id: string, name: string}[], profiles: {name: string, say: string}[], items: FoundThing[]}} FoundList */
/** @typedef {{role?: Role, name?: string, stations?: string[], profile?: string, check?: string, baud?: number, flow?: string}} Approval what is left out is as suggested */

/** @typedef {{version: string, display: string, uptime_s: number, browser_starts: number, reported_s: number}} AgentReport */
/** @typedef {import("./wire.js").Device & {paired_at: number, online: boolean, silent_s: number | null, last_seen_at: number | null, agent: AgentReport | null}} ListedDevice */

/**
 * @typedef {object} Drawer
 * @property {string} id
 * @property {string} name
 * @property {string | null} printer_id
 * @property {string | null} address
 * @property {number} open_alarm_s
 * @property {boolean} enabled
 * @property {boolean} sensor
 * @property {string} state open, closed or unknown
 * @property {number | null} since
 * @property {string} calibration none, closed_seen, opening or done
 * @property {string} say
 */

/** @typedef {{id: string, name: string, kind: string, address: string, language: string, enabled: boolean, online: boolean, say: string, signal: number | null}} Peripheral */

export {};
