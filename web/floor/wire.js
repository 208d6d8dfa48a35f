// The shapes the floor app receives from the appliance. Types only; times are UTC milliseconds, money is minor units.

/** @typedef {"available" | "seated" | "ordering" | "waiting_kitchen" | "dining" | "bill_requested" | "paid" | "needs_attention" | "disabled"} TableState */
/** @typedef {Record<string, string>} Names */
/** @typedef {{id: string, kind: "waiter" | "bill", made_at: number}} Call */
/** @typedef {{code: string, say: string, since: number}} HealthItem */
/** @typedef {{level: "ok" | "warn" | "bad", items: HealthItem[]}} Health */
/** @typedef {{id: string, level: "late" | "soon", code: string, say: string, since: number, table_id: string | null, job_ids: string[], printer_id: string | null, ticket_id: string | null, count: number, order_id: string | null}} Alert */
/** @typedef {{enabled: boolean, message: string | null, until_at: number | null}} QrOrdering */
/** @typedef {{id: string, name: string, online: boolean, silent_s: number | null, stations: string[]}} Screen */
/** @typedef {{id: string, name: string, online: boolean, say: string, waiting: number, since: number | null, code: string}} Printer since when it is in trouble; code of what is wrong, "" when all is well */

/**
 * @typedef {object} Stuck
 * @property {string} ticket_id
 * @property {number} order_number
 * @property {string} station
 * @property {number} stored_at
 * @property {number | null} seen_at
 * @property {number | null} printed_at
 * @property {string | null} printed_how
 * @property {number | null} accepted_at
 * @property {string} why
 */

/**
 * @typedef {object} Sitting the table session of a card
 * @property {string} id
 * @property {number} opened_at
 * @property {number | null} covers
 * @property {number} phones
 * @property {number[]} order_numbers
 * @property {number} total_minor
 * @property {number} due_minor
 * @property {number} paid_minor
 * @property {number | null} bill_requested_at
 * @property {number | null} viewed_bill_at
 * @property {number | null} paid_at
 * @property {number | null} unpaid_since
 * @property {number | null} unpaid_late_at when it has been unpaid for too long
 * @property {number | null} last_activity_at
 * @property {number | null} kitchen_since
 * @property {number} ready_lines
 * @property {number} cancels_to_confirm cancelled lines the kitchen has not confirmed
 * @property {Call[]} calls
 * @property {Stuck[]} stuck
 */

/**
 * @typedef {object} Card
 * @property {string} id
 * @property {string} name
 * @property {string} area_id
 * @property {number} seats
 * @property {number} x per mille of the plan's width
 * @property {number} y per mille of the plan's height
 * @property {string} shape
 * @property {boolean} enabled
 * @property {TableState} state
 * @property {Sitting | null} session
 * @property {{session_id: string, closed_at: number, undo_until: number} | null} closed
 */

/**
 * @typedef {object} FloorSnapshot
 * @property {number} seq
 * @property {number} now
 * @property {QrOrdering} qr_ordering
 * @property {boolean} access_pin whether guests type their table's PIN before the first order
 * @property {{id: string, name: string}[]} areas
 * @property {Card[]} tables
 * @property {Alert[]} alerts
 * @property {Health} health
 * @property {Screen[]} screens
 * @property {Printer[]} printers
 */

/** @typedef {{seq: number, now: number, kinds: string[], tables?: Record<string, Card>, alerts?: Alert[], health?: Health, qr_ordering?: QrOrdering, access_pin?: boolean, screens?: Screen[], printers?: Printer[]}} FloorUpdate */
/** @typedef {{id: string, name: string, role: string, initials: string}} Colleague */
/** @typedef {Colleague & {rights: string[]}} Staff */
/** @typedef {{id: string, name: string, kind: "floor" | "kitchen", stations: string[]}} Device */
/** @typedef {{name: string, currency: string, minor_digits: number, languages: string[], default_language: string, zone: string}} Venue */

/** @typedef {{id: string, names: Names, option_names: Names[], note: string, quantity: number, unit_minor: number, total_minor: number, state: "received" | "cooking" | "ready" | "served" | "cancelled", to_confirm: boolean}} OrderLine */
/** @typedef {{id: string, order_id: string, station: string, state: string, stored_at: number, seen_at: number | null, printed_at: number | null, printed_how: string | null, accepted_at: number | null}} TicketTruths */
/** @typedef {{id: string, number: number, state: string, sent_at: number, lines: OrderLine[], total_minor: number}} Order */
/** @typedef {{names: Names, option_names: Names[], quantity: number, unit_minor: number, total_minor: number, order_number: number}} BillLine */
/** @typedef {{tender: string, amount_minor: number, tendered_minor: number, change_minor: number, taken_at: number}} BillPayment */

/**
 * @typedef {object} Bill
 * @property {number | null} number
 * @property {"OPEN" | "PAID" | "CLOSED"} state
 * @property {string} table_name
 * @property {BillLine[]} lines
 * @property {number} subtotal_minor
 * @property {number} service_bp
 * @property {number} service_minor
 * @property {{name: string, rate_bp: number, inclusive: boolean, base_minor: number, tax_minor: number}[]} taxes
 * @property {number} rounding_minor
 * @property {number} total_minor
 * @property {number} paid_minor
 * @property {number} due_minor
 * @property {number} cash_due_minor
 * @property {BillPayment[]} payments
 */

/** @typedef {{card: Card, orders: Order[], tickets: TicketTruths[], bill: Bill, last_taken_by: string | null}} Detail last_taken_by: name of who took the last payment */
/** @typedef {{session_id: string, table_name: string, opened_at: number, closed_at: number, closed_how: string, closed_by_name: string | null, total_minor: number, paid_minor: number, order_numbers: number[]}} PastSitting */
/** @typedef {{id: string, kind: string, printer: string, subject: string, state: string, say: string, made_at: number, attempts: number, asking: boolean, table_name: string | null, order_number: number | null, copy: number, failover_from: string | null, failover_why: string | null, asking_why: string | null}} PrintJob */
/** @typedef {{id: string, amount_minor: number, tendered_minor: number, change_minor: number}} CashPayment */

export {};
