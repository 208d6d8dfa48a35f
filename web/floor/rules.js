// What the floor decides by itself: words, tones, badges and the next step of a card. Pure functions, no DOM and no clock.

/** @typedef {import("./wire.js").Card} Card */
/** @typedef {import("./wire.js").Sitting} Sitting */
/** @typedef {import("./wire.js").Stuck} Stuck */
/** @typedef {import("./wire.js").FloorSnapshot} FloorSnapshot */
/** @typedef {import("./wire.js").FloorUpdate} FloorUpdate */
/** @typedef {"calm" | "busy" | "soon" | "late" | "done" | "accent"} Tone */
/** @typedef {"open" | "enable" | "disable" | "answer" | "payment" | "free" | "close" | "undo"} Step */
/** @typedef {{code: "ready" | "cancelled" | "unpaid" | "bill" | "viewed" | "paid" | "disabled", tone: Tone, number: number}} Badge */
/** @typedef {{card: Card, code: "calls" | "bill", since: number}} Caller guests who want somebody to come */

/** Which right a step needs. @type {Record<Step, string>} */
export const NEEDS = { open: "open_table", enable: "disable_qr", disable: "disable_qr", answer: "answer_call", payment: "take_cash", free: "close_table", close: "close_table", undo: "restore_table" };

/** @param {number} since @param {number} now */
export const minutesBetween = (since, now) => Math.max(0, Math.floor((now - since) / 60_000));

/**
 * The floor after an update; parts that are absent stay, tables keep their places.
 * @param {FloorSnapshot} floor
 * @param {FloorUpdate} update
 * @returns {FloorSnapshot}
 */
export function merge(floor, update) {
  const next = { ...floor, seq: update.seq, now: update.now };
  const changed = update.tables;
  if (changed) next.tables = withTables(floor.tables, changed);
  if (update.alerts) next.alerts = update.alerts;
  if (update.health) next.health = update.health;
  if (update.qr_ordering) next.qr_ordering = update.qr_ordering;
  if (update.access_pin !== undefined) next.access_pin = update.access_pin;
  if (update.screens) next.screens = update.screens;
  if (update.printers) next.printers = update.printers;
  return next;
}

/**
 * @param {Card[]} tables
 * @param {Record<string, Card>} changed
 */
function withTables(tables, changed) {
  const known = new Set(tables.map((table) => table.id));
  const fresh = Object.values(changed).filter((card) => !known.has(card.id));
  return [...tables.map((table) => changed[table.id] ?? table), ...fresh];
}

/**
 * How the card stands: a code for its word, its tone, and the minutes that belong to the word.
 * @param {Card} card
 * @param {number} now
 * @returns {{code: string, tone: Tone, minutes: number | null}}
 */
export function standing(card, now) {
  const sitting = card.session;
  if (!sitting) return card.enabled ? { code: "available", tone: "calm", minutes: null } : { code: "disabled", tone: "calm", minutes: null };
  if (sitting.stuck.length > 0) return { code: "stuck", tone: "late", minutes: null };
  const call = sitting.calls.find((made) => made.kind === "waiter");
  if (call) return { code: "calls", tone: "soon", minutes: minutesBetween(call.made_at, now) };
  return settled(card, sitting, now);
}

/**
 * @param {Card} card
 * @param {Sitting} sitting
 * @param {number} now
 * @returns {{code: string, tone: Tone, minutes: number | null}}
 */
function settled(card, sitting, now) {
  const since = (/** @type {number | null} */ at) => (at === null ? null : minutesBetween(at, now));
  switch (card.state) {
    case "bill_requested":
      return { code: "bill_requested", tone: "accent", minutes: since(sitting.bill_requested_at) };
    case "waiting_kitchen":
      return { code: "waiting_kitchen", tone: "busy", minutes: since(sitting.kitchen_since) };
    case "dining":
      return { code: "dining", tone: "done", minutes: null };
    case "paid":
      return { code: "paid", tone: "done", minutes: null };
    case "needs_attention":
      return { code: "needs_attention", tone: "late", minutes: null };
    case "ordering":
      return { code: "ordering", tone: "calm", minutes: null };
    default:
      return { code: "seated", tone: "calm", minutes: null };
  }
}

/**
 * The one step a card offers beside Close.
 * @param {Card} card
 * @param {number} now
 * @returns {Step}
 */
export function nextStep(card, now) {
  const sitting = card.session;
  if (!sitting) {
    if (card.closed && card.closed.undo_until > now) return "undo";
    return card.enabled ? "open" : "enable";
  }
  if (sitting.calls.some((call) => call.kind === "waiter")) return "answer";
  if (card.state === "paid") return "free";
  if (card.state === "bill_requested") return "payment";
  return "close";
}

/**
 * @param {Card} card
 * @param {number} now
 * @returns {Badge[]}
 */
export function badges(card, now) {
  const sitting = card.session;
  if (!sitting) return [];
  /** @type {Badge[]} */
  const found = [];
  const unpaid = sitting.unpaid_since === null ? 0 : minutesBetween(sitting.unpaid_since, now);
  if (!card.enabled) found.push({ code: "disabled", tone: "soon", number: 1 });
  if (sitting.ready_lines > 0) found.push({ code: "ready", tone: "done", number: sitting.ready_lines });
  if (sitting.cancels_to_confirm > 0) found.push({ code: "cancelled", tone: "soon", number: sitting.cancels_to_confirm });
  const late = sitting.unpaid_late_at !== null && now > sitting.unpaid_late_at;
  if (late && sitting.due_minor > 0) found.push({ code: "unpaid", tone: "soon", number: unpaid });
  if (sitting.paid_minor > 0) found.push({ code: "paid", tone: "done", number: sitting.paid_minor });
  const asked = wantsBill(sitting);
  if (asked && standing(card, now).code !== "bill_requested") found.push({ code: "bill", tone: "accent", number: 1 });
  if (!asked && sitting.viewed_bill_at !== null && sitting.due_minor > 0) found.push({ code: "viewed", tone: "calm", number: 1 });
  return found;
}

/** @param {Sitting} sitting */
const wantsBill = (sitting) => sitting.bill_requested_at !== null && sitting.due_minor > 0;

/**
 * Tables whose guests want somebody to come, the longest waiting first.
 * @param {Card[]} tables
 * @returns {Caller[]}
 */
export function callers(tables) {
  return tables.map(callerAt).filter((caller) => caller !== null).sort((a, b) => a.since - b.since);
}

/** @param {Card} card @returns {Caller | null} */
function callerAt(card) {
  const call = card.session?.calls.find((made) => made.kind === "waiter");
  if (call) return { card, code: "calls", since: call.made_at };
  return card.session && wantsBill(card.session) ? { card, code: "bill", since: card.session.bill_requested_at ?? 0 } : null;
}

/** Whether every printer can print and every kitchen screen is there. @param {FloorSnapshot | null} floor */
export const allThere = (floor) => [...(floor?.printers ?? []), ...(floor?.screens ?? [])].every((device) => device.online);

/**
 * The four truths of a stuck ticket as [truth, holds].
 * @param {{stored_at: number | null, seen_at: number | null, printed_at: number | null, printed_how: string | null, accepted_at: number | null}} ticket
 * @returns {["stored" | "seen" | "printed" | "processed" | "unconfirmed" | "accepted", boolean][]}
 */
export function truths(ticket) {
  return [
    ["stored", ticket.stored_at !== null],
    ["seen", ticket.seen_at !== null],
    [paperTruth(ticket), ticket.printed_at !== null],
    ["accepted", ticket.accepted_at !== null],
  ];
}

/**
 * How sure it is that a ticket is on paper: seen printed, taken by the printer, or only sent.
 * @param {{printed_at: number | null, printed_how: string | null}} ticket
 */
function paperTruth({ printed_at, printed_how }) {
  if (printed_at === null || printed_how === null || printed_how === "confirmed") return "printed";
  return printed_how === "processed" ? "processed" : "unconfirmed";
}

/** Hours and minutes since a party sat down. @param {number} since @param {number} now */
export function sinceOpened(since, now) {
  const minutes = minutesBetween(since, now);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

/**
 * Whether the person may do something: rights are given by name.
 * @param {{rights: string[]} | null} staff
 * @param {string} right
 */
export const may = (staff, right) => staff !== null && staff.rights.includes(right);

/**
 * Whether the person may take a line back: what a cook has begun needs a manager.
 * @param {{state: string}} line
 * @param {{rights: string[]} | null} staff
 */
export const mayCancel = (line, staff) => (line.state === "received" ? may(staff, "cancel_line") : (line.state === "cooking" || line.state === "ready") && may(staff, "cancel_begun"));

/** What a printer says, without its own name in front. @param {{name: string, say: string}} printer */
export const printerSays = (printer) => (printer.say.startsWith(`${printer.name}: `) ? printer.say.slice(printer.name.length + 2) : printer.say);

/**
 * Since when a kitchen screen is silent: its alert keeps the time, while the seconds in `silent_s` were true when they were sent.
 * @param {import("./wire.js").Screen} screen
 * @param {import("./wire.js").Alert[]} alerts
 */
export const silentSince = (screen, alerts) => (screen.online ? null : (alerts.find((alert) => alert.id === `screen:${screen.id}`)?.since ?? null));

/** What one answer settles for many. */
const QUESTIONS = new Set(["backlog", "print_asks"]);

/** Worst first; among the worst what waits for an answer, as that settles others; then oldest. @param {import("./wire.js").Alert[]} alerts */
export function byUrgency(alerts) {
  const rank = (/** @type {import("./wire.js").Alert} */ alert) => (alert.level !== "late" ? 0 : QUESTIONS.has(alert.code) ? 2 : 1);
  return [...alerts].sort((a, b) => rank(b) - rank(a) || a.since - b.since);
}

/**
 * Which cards a filter keeps: one area, or all when it is null.
 * @param {Card[]} tables
 * @param {string | null} area_id
 */
export const inArea = (tables, area_id) => (area_id === null ? tables : tables.filter((table) => table.area_id === area_id));
