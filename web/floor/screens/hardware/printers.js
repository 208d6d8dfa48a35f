// The printers as cards: how each is, what it prints, what waits.
import { icon } from "../../../vendor/icons.js";
import { html } from "../../../vendor/ui.js";
import { printerStanding } from "../../hardware_rules.js";
import { address } from "../../route.js";
import { printerSays } from "../../rules.js";
import { alerts, sheet } from "../../state.js";
import { say } from "../../strings.js";
import { Arriving } from "./fields.js";
import { placeSays, scriptSays } from "./words.js";

/** @typedef {import("../../hardware_wire.js").ListedPrinter} ListedPrinter */
/** @typedef {import("../../hardware_wire.js").PrinterList} PrinterList */

/** @param {{printers: {value: PrinterList | null, problem: string, reload: () => Promise<void>}}} props */
export function PrintersSection({ printers }) {
  return html`
    <section class="kit" aria-labelledby="printers">
      <div class="kit-head"><h2 id="printers">${say.printer.title}</h2></div>
      <${Arriving} fetched=${printers} lines=${4}>
        ${printers.value?.items.length === 0 && html`<p class="sub">${say.printer.empty}</p>`}
        <ul class="kit-list">${printers.value?.items.map((printer) => html`<li key=${printer.id}><${PrinterCard} printer=${printer} /></li>`)}</ul>
      <//>
    </section>
  `;
}

/** @param {ListedPrinter} printer */
export const printsWhat = (printer) => [...printer.stations.map((station) => station.name), printer.receipts && say.printer.receipts].filter(Boolean).join(", ");

/** @param {{printer: ListedPrinter}} props */
function PrinterCard({ printer }) {
  const { code, tone } = printerStanding(printer);
  const backlog = alerts.value.find((alert) => alert.code === "backlog" && alert.printer_id === printer.id);
  const what = printsWhat(printer);
  return html`
    <article class="card kit-card" aria-label=${printer.name}>
      <a class="kit-name" href=${address("printer", printer.id)}>${icon("printer", 24)}<span class="grow"><b class="name">${printer.name}</b><span class="sub">${placeSays(printer.address)}</span></span>
        <${PrinterTag} code=${code} tone=${tone} />${icon("chevron-right", 20)}</a>
      ${code !== "ready" && code !== "off" && html`<p class=${`says ${tone}`}>${printerSays(printer.state)}</p>`}
      <p class="sub">${what ? say.printer.prints(what) : say.printer.nothing}</p>
      ${scriptSays(printer) && html`<p class="sub">${scriptSays(printer)}</p>`}
      ${printer.state.waiting > 0 && code === "ready" && html`<p class="sub">${say.hardware.waiting(printer.state.waiting)}</p>`}
      ${printer.state.backup && html`<p class="sub">${say.printer.standsIn(printer.state.backup)}${printer.moved > 0 && ` · ${say.printer.moved(printer.moved)}`}</p>`}
      ${backlog && html`<button class="button" onClick=${() => (sheet.value = { name: "backlog", alert: backlog })}>${icon("alert-triangle", 20)}${say.backlog.title(backlog.count, "")}: ${say.backlog.decide}</button>`}
    </article>
  `;
}

/** @param {{code: string, tone: string}} props */
export function PrinterTag({ code, tone }) {
  return html`<span class=${`tag ${tone}`}>${say.printer.state[code]}</span>`;
}
