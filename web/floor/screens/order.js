// One order of a table: its lines, serving what is ready, and what is certain about its tickets.
import { nameIn } from "../../shared/i18n/index.js";
import { showToast } from "../../shared/ui/toast.js";
import { icon } from "../../vendor/icons.js";
import { html } from "../../vendor/ui.js";
import { reprintTicket, serveOrder } from "../appliance.js";
import { may, mayCancel, truths } from "../rules.js";
import { sheet, staff } from "../state.js";
import { say } from "../strings.js";
import { money, time } from "../words.js";
import { useWork } from "./fetched.js";
import { Problem } from "./pieces.js";

/** @typedef {import("../wire.js").Order} Order */
/** @typedef {import("../wire.js").OrderLine} OrderLine */
/** @typedef {import("../wire.js").TicketTruths} TicketTruths */

/** @type {Record<OrderLine["state"], string>} */
const TONES = { received: "", cooking: "busy", ready: "done", served: "", cancelled: "late" };

/** @param {{order: Order, tickets: TicketTruths[], onServed: () => Promise<void>}} props */
export function OrderCard({ order, tickets, onServed }) {
  const { busy, problem, run } = useWork();
  const ready = order.lines.filter((line) => line.state === "ready").length;
  const serve = () => run(async () => {
    await serveOrder(order.id);
    await onServed();
  });
  return html`
    <article class="card order" aria-label=${say.detail.order(order.number)}>
      <div class="row"><h3>#${order.number}</h3><span class="sub">${say.detail.sent(time(order.sent_at))}</span></div>
      <ul>${order.lines.map((line) => html`<${Line} key=${line.id} line=${line} />`)}</ul>
      ${ready > 0 && may(staff.value, "serve") && html`<button class="button primary wide" data-act="" disabled=${busy} onClick=${serve}>${icon("check", 20)}${say.detail.serve(ready)}</button>`}
      ${may(staff.value, "cancel_line") && order.lines.some((line) => mayCancel(line, staff.value)) && html`<button class="button wide" data-act="" onClick=${() => (sheet.value = { name: "cancel", order })}>${icon("x", 20)}${say.cancelling.open}</button>`}
      <${Problem} text=${problem} />
      ${tickets.map((ticket) => html`<${Ticket} key=${ticket.id} ticket=${ticket} />`)}
    </article>
  `;
}

/** @param {{line: OrderLine}} props */
function Line({ line }) {
  return html`
    <li class=${`order-line ${line.state}`}>
      <b class="number">${line.quantity}</b>
      <span class="grow"><span class="dish">${nameIn(line.names)}</span>${line.option_names.length > 0 && html`<span class="sub">${line.option_names.map(nameIn).join(", ")}</span>`}${line.note && html`<mark>${line.note}</mark>`}${line.to_confirm && html`<span class="to-confirm">${icon("alert-triangle", 16)}${say.cancelling.toConfirm}</span>`}</span>
      <span class=${`tag ${TONES[line.state]}`}>${say.detail.state[line.state]}</span>
      <span class="number price">${money(line.total_minor)}</span>
    </li>
  `;
}

/** @param {{ticket: TicketTruths}} props */
function Ticket({ ticket }) {
  const { busy, problem, run } = useWork();
  const reprint = () => run(async () => {
    await reprintTicket(ticket.id);
    showToast(say.detail.reprinted);
  });
  return html`
    <div class="ticket-truths">
      <span class="sub grow"><b>${ticket.station}</b> ${truths(ticket).map(([truth, holds]) => html`<span class=${holds ? "holds" : ""}>${icon(holds ? "check" : "x", 14)}${say.card.truth[truth]?.[holds ? 0 : 1]}</span>`)}</span>
      ${may(staff.value, "decide_print") && html`<button class="button" data-act="" disabled=${busy} aria-label=${`${say.detail.reprint}: ${say.detail.ticket(ticket.station)}`} onClick=${reprint}>${icon("printer", 18)}</button>`}
      <${Problem} text=${problem} />
    </div>
  `;
}
