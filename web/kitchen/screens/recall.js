// What was made ready lately, newest first, to bring back.
import { clock } from "../../shared/time.js";
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { recall } from "../actions.js";
import { board, pending, refusals } from "../state.js";
import { say } from "../strings.js";
import { span } from "../words.js";
import { Panel } from "./panel.js";

export function RecallDrawer() {
  const recent = board.value?.recent ?? [];
  return html`
    <${Panel} title=${say.recallDrawer.title} class="side">
      ${recent.length === 0 ? html`<p class="sub">${say.recallDrawer.empty}</p>` : html`<ul class="rows">${recent.map((ticket) => html`<${Row} key=${ticket.id} ticket=${ticket} />`)}</ul>`}
    <//>
  `;
}

/** @param {{ticket: import("../wire.js").Ticket}} props */
function Row({ ticket }) {
  const waiting = pending.value.some((move) => move.ticket_id === ticket.id);
  const refusal = refusals.value[ticket.id];
  const lines = ticket.lines.map((line) => `${line.quantity} ${line.name}`).join(", ");
  return html`
    <li class="row">
      <div>
        <b>${ticket.table_name} · #${ticket.order_number}</b>
        <span class="sub">${ticket.ready_at !== null && say.recallDrawer.ago(span((clock.value - ticket.ready_at) / 1000))}</span>
        <span class="sub">${lines}</span>
        ${refusal && html`<span class="problem" role="alert">${icon("alert-circle", 20)}${refusal}</span>`}
      </div>
      <button class="button" data-act="" disabled=${waiting} onClick=${() => recall(ticket)} aria-label=${`${say.recallDrawer.back} #${ticket.order_number}`}>${icon("undo-2", 22)}${say.recallDrawer.back}</button>
    </li>
  `;
}
