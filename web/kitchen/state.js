// The kitchen screen's state: signals and plain functions, no DOM. The appliance's truth, and beside it what is pending.
import { clock, setServerNow } from "../shared/time.js";
import { batch, computed, effect, signal } from "../vendor/ui.js";
import { ageOf, byArrival, foretell, merge, toConfirm } from "./rules.js";

/** @typedef {import("./wire.js").KitchenSnapshot} KitchenSnapshot */
/** @typedef {import("./wire.js").KitchenUpdate} KitchenUpdate */
/** @typedef {import("./wire.js").Ticket} Ticket */
/** @typedef {import("./wire.js").Move} Move */
/** @typedef {{key: number, ticket_id: string, move: Move}} PendingMove */
/** @typedef {{ticket_id: string, at: number}} Undoable */
/** @typedef {{name: "recall" | "out" | "sound" | "stations"} | {name: "claim" | "detail", ticket_id: string} | null} Drawer */

export const UNDO_SHOWN_MS = 10_000;
export const UNDO_ALLOWED_MS = 60_000;
const MAX_UNDOABLE = 50;

/** @type {import("../vendor/ui.js").Signal<"starting" | "pairing" | "board" | "unreachable">} */
export const phase = signal("starting");
/** @type {import("../vendor/ui.js").Signal<KitchenSnapshot | null>} */
export const board = signal(null);
/** Whether taps reach the appliance. */
export const connected = signal(false);
export const zone = signal("UTC");
/** @type {import("../vendor/ui.js").Signal<PendingMove[]>} */
export const pending = signal([]);
/** Why a tap was refused, by ticket. @type {import("../vendor/ui.js").Signal<Record<string, string>>} */
export const refusals = signal({});
/** Moves of this screen, newest first. @type {import("../vendor/ui.js").Signal<Undoable[]>} */
export const undoable = signal([]);
/** @type {import("../vendor/ui.js").Signal<string | null>} */
export const selected = signal(null);
/** The chosen line of the selected ticket. @type {import("../vendor/ui.js").Signal<string | null>} */
export const selectedLine = signal(null);
/** @type {import("../vendor/ui.js").Signal<Drawer>} */
export const drawer = signal(null);
/** Increases with every new ticket; the sounds listen. */
export const arrivals = signal(0);
/** Increases whenever something is cancelled of a ticket. */
export const stops = signal(0);

/** Tickets as they will be once pending taps are agreed to, oldest first. */
export const tickets = computed(() =>
  byArrival(board.value?.tickets ?? []).map((ticket) => pending.value.filter((waiting) => waiting.ticket_id === ticket.id).reduce((shown, waiting) => foretell(shown, waiting.move), ticket)),
);

export const oldest_s = computed(() => (tickets.value.length === 0 ? null : (clock.value - (tickets.value[0]?.stored_at ?? 0)) / 1000));

/** Tickets beyond the critical age, as one string so that listeners hear a change only when the set changes. */
export const lateIds = computed(() => {
  const shown = board.value;
  if (!shown) return "";
  return tickets.value.filter((ticket) => ageOf((clock.value - ticket.stored_at) / 1000, shown) === "late").map((ticket) => ticket.id).join(" ");
});

/** @param {KitchenSnapshot} snapshot */
export function takeSnapshot(snapshot) {
  const before = board.peek();
  batch(() => {
    setServerNow(snapshot.now);
    board.value = snapshot;
    if (before) countArrivals(before.tickets, snapshot.tickets);
    forgetGone();
  });
}

/** @param {KitchenUpdate} update */
export function takeUpdate(update) {
  const before = board.peek();
  if (!before) return;
  batch(() => {
    setServerNow(update.now);
    board.value = merge(before, update);
    countArrivals(before.tickets, board.value.tickets);
    forgetGone();
  });
}

/** @param {Ticket[]} before @param {Ticket[]} after */
function countArrivals(before, after) {
  const known = new Set(before.map((ticket) => ticket.id));
  if (after.some((ticket) => ticket.state === "NEW" && !known.has(ticket.id))) arrivals.value += 1;
  const stopped = linesToConfirm(before);
  if ([...linesToConfirm(after)].some((id) => !stopped.has(id))) stops.value += 1;
}

/** @param {Ticket[]} shown */
const linesToConfirm = (shown) => new Set(shown.filter(toConfirm).flatMap((ticket) => ticket.lines.filter((line) => line.to_confirm).map((line) => line.id)));

/** Selection and refusals of tickets that left the board go with them. */
function forgetGone() {
  const here = new Set(board.peek()?.tickets.map((ticket) => ticket.id));
  if (selected.peek() !== null && !here.has(/** @type {string} */ (selected.peek()))) {
    selected.value = null;
    selectedLine.value = null;
  }
  const kept = Object.entries(refusals.peek()).filter(([id]) => here.has(id));
  if (kept.length !== Object.keys(refusals.peek()).length) refusals.value = Object.fromEntries(kept);
}

/** @param {string} id */
export const findTicket = (id) => board.peek()?.tickets.find((ticket) => ticket.id === id) ?? board.peek()?.recent.find((ticket) => ticket.id === id) ?? null;

/**
 * Resolves when the appliance's news about a ticket has replaced what was known before a tap, or after the limit.
 * @param {string} id
 * @param {Ticket | null} before
 * @param {number} limit_ms
 * @returns {Promise<void>}
 */
export function whenChanged(id, before, limit_ms) {
  return new Promise((resolve) => {
    let stop = () => {};
    const finish = () => {
      clearTimeout(timer);
      queueMicrotask(() => stop());
      resolve();
    };
    const timer = setTimeout(finish, limit_ms);
    stop = effect(() => {
      if (board.value && findTicket(id) === before) return;
      finish();
    });
  });
}

/** Taps refused for want of a connection may be made again once it is back. */
export const forgetRefusals = () => {
  if (Object.keys(refusals.peek()).length > 0) refusals.value = {};
};

/** @param {string} ticket_id @param {string | null} sentence null takes the refusal away */
export function refuse(ticket_id, sentence) {
  const { [ticket_id]: _, ...others } = refusals.peek();
  refusals.value = sentence === null ? others : { ...others, [ticket_id]: sentence };
}

let nextKey = 1;

/** @param {string} ticket_id @param {Move} move @returns {number} to take it away with */
export function addPending(ticket_id, move) {
  const key = nextKey++;
  pending.value = [...pending.peek(), { key, ticket_id, move }];
  return key;
}

/** @param {number} key */
export function dropPending(key) {
  pending.value = pending.peek().filter((waiting) => waiting.key !== key);
}

/** @param {string} ticket_id */
export function remember(ticket_id) {
  const others = undoable.peek().filter((moved) => moved.ticket_id !== ticket_id);
  undoable.value = [{ ticket_id, at: clock.peek() }, ...others].slice(0, MAX_UNDOABLE);
}

/** @param {string} ticket_id */
export function forget(ticket_id) {
  undoable.value = undoable.peek().filter((moved) => moved.ticket_id !== ticket_id);
}

/** The ticket moved last, as long as its undo stands on the screen. */
export const justMoved = computed(() => {
  const newest = undoable.value[0];
  return newest && clock.value - newest.at < UNDO_SHOWN_MS ? newest.ticket_id : null;
});

/** @param {string} ticket_id whether its last move by this screen can still be undone */
export const canUndo = (ticket_id) => undoable.value.some((moved) => moved.ticket_id === ticket_id && clock.value - moved.at < UNDO_ALLOWED_MS);
