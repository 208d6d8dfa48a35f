// Keyboard and bump bar: numbers choose a ticket, Enter bumps, letters do the rest.
import { bump, bumpLine, claim, confirmCancel, start, undoNewest } from "./actions.js";
import { isOpen, neighbour, toConfirm } from "./rules.js";
import { drawer, selected, selectedLine, tickets } from "./state.js";

/** @typedef {import("./wire.js").Ticket} Ticket */

/** @type {Record<string, () => unknown>} */
const KEYS = {
  ArrowRight: () => select(neighbour(tickets.peek(), selected.peek(), 1)),
  ArrowLeft: () => select(neighbour(tickets.peek(), selected.peek(), -1)),
  ArrowDown: () => stepLine(1),
  ArrowUp: () => stepLine(-1),
  r: () => toggle("recall"),
  o: () => toggle("out"),
  u: undoNewest,
};

/** @type {Record<string, (ticket: Ticket) => unknown>} */
const TICKET_KEYS = {
  Enter: bumpChosen,
  s: start,
  c: claim,
  i: (ticket) => (drawer.value = { name: "detail", ticket_id: ticket.id }),
};

/**
 * Does what a key means on the board and says whether it meant anything.
 * @param {string} key as in KeyboardEvent.key
 * @returns {boolean}
 */
export function press(key) {
  const name = key.length === 1 ? key.toLowerCase() : key;
  if (/^[1-9]$/.test(name)) return select(tickets.peek()[Number(name) - 1]?.id ?? null);
  const act = KEYS[name];
  if (act) {
    act();
    return true;
  }
  const ticket = tickets.peek().find((shown) => shown.id === selected.peek());
  const move = TICKET_KEYS[name];
  if (!ticket || !move) return false;
  move(ticket);
  return true;
}

/** What a cook must know first; then the chosen line when there is one, else the whole ticket. @param {Ticket} ticket */
function bumpChosen(ticket) {
  if (toConfirm(ticket)) return confirmCancel(ticket);
  const line = ticket.lines.find((candidate) => candidate.id === selectedLine.peek());
  return line && isOpen(line) ? bumpLine(ticket, line) : bump(ticket);
}

/** @param {string | null} id */
function select(id) {
  if (id === null) return false;
  selected.value = id;
  selectedLine.value = null;
  return true;
}

/** Walks the open lines of the selected ticket; beyond either end the whole ticket is meant again. @param {number} step */
function stepLine(step) {
  const lines = tickets.peek().find((ticket) => ticket.id === selected.peek())?.lines.filter(isOpen) ?? [];
  const at = lines.findIndex((line) => line.id === selectedLine.peek());
  const next = at < 0 && step < 0 ? lines.length - 1 : at + step;
  selectedLine.value = lines[next]?.id ?? null;
}

/** @param {"recall" | "out"} name */
function toggle(name) {
  drawer.value = drawer.peek()?.name === name ? null : { name };
}
