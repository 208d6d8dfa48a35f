// One ticket: who it is for and how old, its lines as big buttons, and what can be done with it.
import { clock, formatStopwatch } from "../../shared/time.js";
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { bump, bumpLine, claim, confirmCancel, start, undo } from "../actions.js";
import { ageOf, isOpen, toConfirm } from "../rules.js";
import { board, canUndo, drawer, pending, refusals, selected, selectedLine } from "../state.js";
import { say } from "../strings.js";

/** @typedef {import("../wire.js").Ticket} Ticket */
/** @typedef {import("../wire.js").Line} Line */

/** @param {{ticket: Ticket, position: number}} props */
export function TicketCard({ ticket, position }) {
  const age = ageOf((clock.value - ticket.stored_at) / 1000, board.value ?? { urgent_s: 600, critical_s: 900 });
  const leaving = pending.value.some((waiting) => waiting.ticket_id === ticket.id && waiting.move.verb === "bump" && !waiting.move.line_id);
  const chosen = selected.value === ticket.id;
  const refusal = refusals.value[ticket.id];
  return html`
    <article class=${`ticket ${age} ${leaving ? "leaving" : ""} ${chosen ? "chosen" : ""}`} aria-label=${`#${ticket.order_number} ${ticket.table_name}`} data-ticket=${ticket.id}>
      <${Head} ticket=${ticket} position=${position} age=${age} />
      ${toConfirm(ticket) && html`<p class="stop">${icon("alert-triangle", 24)}${say.stop}</p>`}
      <ul class="lines">${ticket.lines.map((line) => html`<li key=${line.id}><${LineButton} ticket=${ticket} line=${line} /></li>`)}</ul>
      ${ticket.also_at.length > 0 && html`<p class="also">${say.alsoAt(ticket.also_at)}</p>`}
      ${refusal && html`<p class="refusal" role="alert">${icon("alert-triangle", 22)}<span>${refusal}</span></p>`}
      <${Acts} ticket=${ticket} leaving=${leaving} />
    </article>
  `;
}

/** @param {{ticket: Ticket, position: number, age: import("../rules.js").Age}} props */
function Head({ ticket, position, age }) {
  const show = () => (drawer.value = { name: "detail", ticket_id: ticket.id });
  return html`
    <button class="ticket-head" data-act="" onClick=${show}>
      ${position <= 9 && html`<span class="position" aria-hidden="true">${position}</span>`}
      <span class="where">
        <b>${ticket.table_name}</b>
        <span class="facts">
          ${ticket.rush && html`<span class="rush">${icon("flag", 16)} ${say.rush}</span>`}
          <span>#${ticket.order_number}</span>${!ticket.rush && html`<span>${say.dineIn}</span>`}
          ${ticket.claimed_by && html`<span>${icon("chef-hat", 16)} ${ticket.claimed_by.name}</span>`}
        </span>
      </span>
      <span class="age">
        <b>${formatStopwatch(ticket.stored_at, clock.value)}</b>
        <span>${ageWord(ticket, age)}</span>
      </span>
    </button>
  `;
}

/** @param {Ticket} ticket @param {import("../rules.js").Age} age */
function ageWord(ticket, age) {
  if (age === "late") return html`${icon("alert-triangle", 16)} ${say.late}`;
  if (age === "soon") return html`${icon("clock", 16)} ${say.soon}`;
  if (!ticket.lines.some(isOpen)) return ticket.state === "READY" ? say.ready : say.cancelled;
  return ticket.state === "NEW" ? say.new : say.cooking;
}

/** @param {{ticket: Ticket, line: Line}} props */
function LineButton({ ticket, line }) {
  const waiting = pending.value.some((move) => move.ticket_id === ticket.id && move.move.line_id === line.id);
  const chosen = selected.value === ticket.id && selectedLine.value === line.id;
  return html`
    <button class=${`line ${line.state.toLowerCase()} ${line.to_confirm ? "to-confirm" : ""} ${waiting ? "waiting" : ""} ${chosen ? "chosen" : ""}`} disabled=${!isOpen(line)}
      data-act=${ticket.id} onClick=${() => bumpLine(ticket, line)}>
      <span class="quantity">${line.quantity}</span>
      <span class="dish">
        <span class="name">${line.name}</span>
        ${line.options.map((option) => html`<span class="option">${option}</span>`)}
        ${line.note && html`<mark class="note">${line.note}</mark>`}
      </span>
      <span class="mark">${mark(line)}</span>
      <span class="sr-only">${line.state === "CANCELLED" ? "" : isOpen(line) ? say.markReady : say.ready}</span>
    </button>
  `;
}

/** The state of a line as a sign beside its colour. @param {Line} line */
function mark(line) {
  if (line.state === "COOKING") return icon("flame", 24);
  if (line.state === "CANCELLED") return html`${icon("x", 24)}<small>${say.cancelled}</small>`;
  return isOpen(line) ? null : icon("check", 26);
}

/** @param {{ticket: Ticket, leaving: boolean}} props */
function Acts({ ticket, leaving }) {
  const number = ticket.order_number;
  if (toConfirm(ticket)) return html`<div class="acts"><button class="understood" data-act="" onClick=${() => confirmCancel(ticket)} aria-label=${say.confirmTicket(number)}>${icon("check", 24)}${say.understood}</button></div>`;
  return html`
    <div class="acts">
      ${canUndo(ticket.id)
        ? html`<button data-act="" onClick=${() => undo(ticket)} aria-label=${say.undoTicket(number)}>${say.undo}</button>`
        : html`<${Claim} ticket=${ticket} />`}
      ${ticket.state === "NEW"
        ? html`<button class="start" data-act="" onClick=${() => start(ticket)} aria-label=${say.startTicket(number)}>${say.start}</button>`
        : html`<button class="start" disabled>${say.started}</button>`}
      <button class="go" data-act="" onClick=${() => bump(ticket)} disabled=${leaving} aria-label=${say.bumpTicket(number)}>${leaving ? say.sending : say.readyVerb}</button>
    </div>
  `;
}

/** @param {{ticket: Ticket}} props */
function Claim({ ticket }) {
  const cook = ticket.claimed_by;
  const change = () => (drawer.value = { name: "claim", ticket_id: ticket.id });
  if (cook) return html`<button data-act="" onClick=${change}>${icon("chef-hat", 22)}${initials(cook.name)}<span class="sr-only"> ${say.claimPicker.title(ticket.order_number)}</span></button>`;
  return html`<button data-act="" onClick=${() => claim(ticket)} aria-label=${say.claimTicket(ticket.order_number)}>${say.claim}</button>`;
}

/** @param {string} name */
const initials = (name) => name.split(/\s+/).map((word) => word[0] ?? "").join("").slice(0, 2).toUpperCase();
