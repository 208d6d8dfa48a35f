// What is certain about one ticket, and the rarer things to do with it.
import { clock, formatClock } from "../../shared/time.js";
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { recall, toggleRush, undo } from "../actions.js";
import { canUndo, drawer, refusals, tickets, zone } from "../state.js";
import { say } from "../strings.js";
import { Panel } from "./panel.js";

/** @param {{ticket: import("../wire.js").Ticket}} props */
export function Detail({ ticket }) {
  const shown = tickets.value.find((pending) => pending.id === ticket.id) ?? ticket;
  const how = ticket.printed_how === "confirmed" ? say.detail.confirmed : say.detail.unconfirmed;
  const refusal = refusals.value[ticket.id];
  const claimInstead = () => (drawer.value = { name: "claim", ticket_id: ticket.id });
  return html`
    <${Panel} title=${say.detail.title(ticket.order_number, ticket.table_name)}>
      <h3>${say.detail.truths}</h3>
      <dl class="truths">
        <${Truth} name=${say.detail.stored} at=${ticket.stored_at} />
        <${Truth} name=${say.detail.seen} at=${ticket.seen_at} />
        <${Truth} name=${say.detail.printed} at=${ticket.printed_at} more=${how} />
        <${Truth} name=${say.detail.accepted} at=${ticket.accepted_at} />
      </dl>
      ${refusal && html`<p class="problem" role="alert">${icon("alert-circle", 20)}${refusal}</p>`}
      <div class="names">
        <button class="button" data-act="" onClick=${() => toggleRush(shown)}>${icon("flag", 22)}${shown.rush ? say.detail.unsetRush : say.detail.setRush}</button>
        <button class="button" onClick=${claimInstead}>${icon("chef-hat", 22)}${ticket.claimed_by?.name ?? say.claim}</button>
        ${shown.state === "COOKING" && html`<button class="button" data-act="" onClick=${() => recall(ticket)}>${icon("rotate-ccw", 22)}${say.detail.notStarted}</button>`}
        ${shown.state === "READY" && html`<button class="button" data-act="" onClick=${() => recall(ticket)}>${icon("rotate-ccw", 22)}${say.recallDrawer.back}</button>`}
        ${canUndo(ticket.id) && html`<button class="button" data-act="" onClick=${() => undo(ticket)}>${icon("undo-2", 22)}${say.detail.undoLast}</button>`}
      </div>
    <//>
  `;
}

/** @param {{name: string, at: number | null, more?: string}} props */
function Truth({ name, at, more = "" }) {
  const holds = at !== null;
  return html`
    <div class=${holds ? "holds" : "open"}>
      <dt>${icon(holds ? "circle-check" : "circle-dot", 24)}${name}</dt>
      <dd>${holds ? `${formatClock(at, clock.value, { zone: zone.value })}${more && ` · ${more}`}` : say.detail.notYet}</dd>
    </div>
  `;
}
