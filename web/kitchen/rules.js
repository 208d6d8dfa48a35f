// What a kitchen screen decides by itself: order, age, counts, columns. Pure functions, no DOM and no clock.

/** @typedef {import("./wire.js").Ticket} Ticket */
/** @typedef {import("./wire.js").Line} Line */
/** @typedef {import("./wire.js").Move} Move */
/** @typedef {import("./wire.js").KitchenSnapshot} KitchenSnapshot */
/** @typedef {import("./wire.js").KitchenUpdate} KitchenUpdate */
/** @typedef {"calm" | "soon" | "late"} Age */

/** Oldest first; the number decides between tickets of the same instant. @param {Ticket[]} tickets */
export function byArrival(tickets) {
  return [...tickets].sort((a, b) => a.stored_at - b.stored_at || a.order_number - b.order_number || (a.id < b.id ? -1 : 1));
}

/**
 * The board after an update; parts that are absent stay. A ticket with nothing to make or to confirm leaves the board.
 * @param {KitchenSnapshot} board
 * @param {KitchenUpdate} update
 * @returns {KitchenSnapshot}
 */
export function merge(board, update) {
  const { tickets, ...parts } = update;
  return { ...board, ...parts, tickets: tickets ? withTickets(board.tickets, tickets) : board.tickets };
}

/**
 * @param {Ticket[]} tickets
 * @param {Record<string, Ticket | null>} changed
 */
function withTickets(tickets, changed) {
  const kept = tickets.filter((ticket) => !(ticket.id in changed));
  const come = Object.values(changed).filter((ticket) => ticket !== null && (ticket.state === "NEW" || ticket.state === "COOKING" || toConfirm(ticket)));
  return byArrival([...kept, .../** @type {Ticket[]} */ (come)]);
}

/**
 * @param {number} age_s
 * @param {{urgent_s: number, critical_s: number}} limits
 * @returns {Age}
 */
export function ageOf(age_s, limits) {
  if (age_s >= limits.critical_s) return "late";
  return age_s >= limits.urgent_s ? "soon" : "calm";
}

/** Still to be made: neither ready, served nor cancelled. @param {Line} line */
export const isOpen = (line) => line.state === "NEW" || line.state === "COOKING";

/** Whether something of it was cancelled and no cook has said that he knows. @param {Ticket} ticket */
export const toConfirm = (ticket) => ticket.lines.some((line) => line.to_confirm);

/**
 * How many of each dish are still to be made, most first.
 * @param {Ticket[]} tickets
 * @returns {{item_id: string, name: string, count: number}[]}
 */
export function allDay(tickets) {
  /** @type {Map<string, {item_id: string, name: string, count: number}>} */
  const counts = new Map();
  for (const line of tickets.flatMap((ticket) => ticket.lines).filter(isOpen)) {
    const entry = counts.get(line.item_id) ?? { item_id: line.item_id, name: line.name, count: 0 };
    entry.count += line.quantity;
    counts.set(line.item_id, entry);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

/**
 * What the ticket will look like when the appliance agrees; shown as pending until it does.
 * @param {Ticket} ticket
 * @param {Move} move
 * @returns {Ticket}
 */
export function foretell(ticket, move) {
  if (move.verb === "start") return { ...ticket, state: "COOKING", lines: cooking(ticket.lines) };
  if (move.verb === "rush") return { ...ticket, rush: !ticket.rush };
  if (move.verb === "confirm") return { ...ticket, lines: ticket.lines.map((line) => ({ ...line, to_confirm: false })) };
  if (move.verb === "unclaim") return { ...ticket, claimed_by: null };
  if (move.verb === "bump" && move.line_id) return { ...ticket, state: "COOKING", lines: ready(ticket.lines, move.line_id) };
  return ticket;
}

/** @param {Line[]} lines @returns {Line[]} */
const cooking = (lines) => lines.map((line) => (line.state === "NEW" ? { ...line, state: "COOKING" } : line));

/** @param {Line[]} lines @param {string} id @returns {Line[]} */
const ready = (lines, id) => lines.map((line) => (line.id === id ? { ...line, state: "READY" } : line));

/** Which stations of its own a screen was set to show that exist; the appliance sends all of them to one without its own. @param {KitchenSnapshot} board */
export const knownStations = (board) => board.stations.filter((station) => board.showing.includes(station.id));

/** Whether a screen can show nothing at all: every station it was set to show is gone. @param {KitchenSnapshot | null} board */
export const showsNowhere = (board) => board !== null && board.stations.length > 0 && knownStations(board).length === 0;

/**
 * The list of dishes in two parts: whatever is out or short, found or not, and what else is found.
 * @template {{name: string, out: boolean, remaining: number | null}} T
 * @param {T[]} items
 * @param {string} text as typed
 * @returns {{short: T[], rest: T[], found: boolean}}
 */
export function outLists(items, text) {
  const matches = (/** @type {T} */ item) => plain(item.name).includes(plain(text));
  const short = items.filter((item) => item.out || item.remaining !== null);
  return { short, rest: items.filter((item) => !short.includes(item) && matches(item)), found: items.some(matches) };
}

/** Without accents and case, so that "ragu" finds "ragù". @param {string} text */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

/** Height in text rows, close enough to balance columns without measuring. @param {Ticket} ticket */
export function rowsOf(ticket) {
  const lines = ticket.lines.map((line) => 2.2 + Math.floor(line.name.length / 22) + line.options.length * 0.9 + Math.ceil(line.note.length / 24) * 1.2);
  return 5.5 + (toConfirm(ticket) ? 1.8 : 0) + (ticket.also_at.length > 0 ? 1.2 : 0) + lines.reduce((sum, rows) => sum + rows, 0);
}

/**
 * Tickets in arrival order into equal columns: each goes to the column that is shortest so far, so the oldest stand on
 * top from left to right and no space is lost. Positions count from 1 in arrival order.
 * @param {Ticket[]} tickets
 * @param {number} count
 * @returns {{ticket: Ticket, position: number}[][]}
 */
export function intoColumns(tickets, count) {
  const columns = Array.from({ length: Math.max(1, count) }, () => ({ rows: 0, items: /** @type {{ticket: Ticket, position: number}[]} */ ([]) }));
  tickets.forEach((ticket, index) => {
    const shortest = columns.reduce((best, column) => (column.rows < best.rows ? column : best));
    shortest.items.push({ ticket, position: index + 1 });
    shortest.rows += rowsOf(ticket);
  });
  return columns.map((column) => column.items);
}

/**
 * The neighbour of a selected ticket, for arrow keys; the first one when nothing is selected.
 * @param {Ticket[]} tickets
 * @param {string | null} selected
 * @param {number} step
 */
export function neighbour(tickets, selected, step) {
  if (tickets.length === 0) return null;
  const at = tickets.findIndex((ticket) => ticket.id === selected);
  if (at < 0) return tickets[0]?.id ?? null;
  return tickets[Math.min(tickets.length - 1, Math.max(0, at + step))]?.id ?? null;
}

/**
 * The moment an item comes back: in so many minutes, or at the next 04:00 of the venue, when its business day ends.
 * @param {number | "tonight"} choice minutes, or the rest of the business day
 * @param {number} now
 * @param {string} zone IANA name
 */
export function untilAt(choice, now, zone) {
  if (choice !== "tonight") return now + choice * 60_000;
  const parts = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).formatToParts(now);
  const read = (/** @type {string} */ type) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const minutes = (28 * 60 - (read("hour") * 60 + read("minute"))) % (24 * 60) || 24 * 60;
  return now - (now % 60_000) + minutes * 60_000;
}
