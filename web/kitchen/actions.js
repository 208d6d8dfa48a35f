// What a tap does: it shows at once, is asked of the appliance, and is taken back with a reason when refused.
import { showToast } from "../shared/ui/toast.js";
import { askMove, sentenceOf } from "./appliance.js";
import { cookId, rememberCook } from "./device.js";
import { addPending, board, canUndo, connected, drawer, dropPending, findTicket, forget, justMoved, refuse, remember, selected, whenChanged } from "./state.js";
import { say } from "./strings.js";

/** @typedef {import("./wire.js").Ticket} Ticket */
/** @typedef {import("./wire.js").Line} Line */
/** @typedef {import("./wire.js").Move} Move */

const NEWS_WITHIN_MS = 1500;

let hideOffer = () => {};

/**
 * Asks the appliance to move a ticket. Without a connection the tap is refused where it was made, never kept for later.
 * The tap stays pending until the appliance's news about the ticket has come, so nothing flickers back.
 * @param {Ticket} ticket
 * @param {Move} move
 * @param {string} sentence what the undo bar says afterwards
 */
export async function move(ticket, move, sentence) {
  if (!connected.peek()) return refuse(ticket.id, say.refusedOffline);
  refuse(ticket.id, null);
  const before = findTicket(ticket.id);
  const key = addPending(ticket.id, move);
  try {
    await askMove(ticket.id, move);
    if (move.verb === "undo") withdrawUndo(ticket.id);
    else if (move.verb === "confirm") withdrawUndo(ticket.id);
    else offerUndo(ticket, sentence);
    await whenChanged(ticket.id, before, NEWS_WITHIN_MS);
  } catch (error) {
    refuse(ticket.id, sentenceOf(error));
  } finally {
    dropPending(key);
  }
}

/** @param {string} ticket_id */
function withdrawUndo(ticket_id) {
  forget(ticket_id);
  hideOffer();
}

/** @param {Ticket} ticket @param {string} sentence */
function offerUndo(ticket, sentence) {
  remember(ticket.id);
  hideOffer();
  hideOffer = showToast(sentence, { action: say.undo, run: () => undo(findTicket(ticket.id) ?? ticket) });
}

/** @param {Ticket} ticket */
export const start = (ticket) => move(ticket, { verb: "start" }, say.done.start(ticket.order_number));
/** @param {Ticket} ticket */
export const bump = (ticket) => move(ticket, { verb: "bump" }, say.done.bump(ticket.order_number));
/** @param {Ticket} ticket @param {Line} line */
export const bumpLine = (ticket, line) => move(ticket, { verb: "bump", line_id: line.id }, say.done.line(line.name));
/** @param {Ticket} ticket */
export const recall = (ticket) => move(ticket, { verb: "recall" }, say.done.recall(ticket.order_number));
/** @param {Ticket} ticket */
export const confirmCancel = (ticket) => move(ticket, { verb: "confirm" }, say.done.confirm(ticket.order_number));
/** @param {Ticket} ticket */
export const undo = (ticket) => move(ticket, { verb: "undo" }, say.done.undo(ticket.order_number));
/** @param {Ticket} ticket */
export const toggleRush = (ticket) => move(ticket, { verb: "rush" }, say.done.rush(ticket.order_number, !ticket.rush));
/** @param {Ticket} ticket */
export const release = (ticket) => move(ticket, { verb: "unclaim" }, say.done.unclaim(ticket.order_number));

/** Claims for the cook this screen remembers, or asks who it is. @param {Ticket} ticket */
export function claim(ticket) {
  const cook = board.peek()?.cooks.find((known) => known.id === cookId.peek());
  if (cook) return claimFor(ticket, cook.id);
  drawer.value = { name: "claim", ticket_id: ticket.id };
  return undefined;
}

/** @param {Ticket} ticket @param {string} staff_id */
export function claimFor(ticket, staff_id) {
  rememberCook(staff_id);
  return move(ticket, { verb: "claim", staff_id }, say.done.claim(ticket.order_number));
}

/** The last move of the selected ticket, else the one whose undo stands on the screen. */
export function undoNewest() {
  const chosen = selected.peek();
  const id = chosen && canUndo(chosen) ? chosen : justMoved.peek();
  const ticket = id === null ? null : findTicket(id);
  return ticket ? undo(ticket) : undefined;
}
