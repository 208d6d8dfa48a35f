// The last exchanges with a printer in words and in hex, for whoever is asked on the telephone what it says.
import { icon } from "../../../vendor/icons.js";
import { html, useSignal } from "../../../vendor/ui.js";
import { fetchLog } from "../../hardware.js";
import { inPairs } from "../../hardware_rules.js";
import { say } from "../../strings.js";
import { time } from "../../words.js";
import { useFetched } from "../fetched.js";
import { Arriving, Fold } from "./fields.js";

/** @typedef {import("../../hardware_wire.js").Exchange} Exchange */

/** @param {{id: string}} props */
export function PrinterLog({ id }) {
  const opened = useSignal(false);
  return html`<${Fold} title=${say.printer.log} onOpen=${() => (opened.value = true)}>${opened.value && html`<${Exchanges} id=${id} />`}<//>`;
}

/** @param {{id: string}} props */
function Exchanges({ id }) {
  const log = useFetched(() => fetchLog(id), [id]);
  const newestFirst = [...(log.value ?? [])].reverse();
  return html`
    <${Arriving} fetched=${log}>
      ${newestFirst.length === 0 ? html`<p class="sub">${say.printer.logEmpty}</p>` : html`<ol class="exchanges" tabindex="0" aria-label=${say.printer.log}>${newestFirst.map((one, at) => html`<${Row} key=${`${one.at}-${at}`} one=${one} />`)}</ol>`}
      <button class="button wide" onClick=${log.reload}>${icon("rotate-ccw", 20)}${say.printer.refresh}</button>
    <//>
  `;
}

/** @param {{one: Exchange}} props */
function Row({ one }) {
  const seconds = String(Math.floor(one.at / 1000) % 60).padStart(2, "0");
  return html`<li class=${one.direction}><span class="sub">${time(one.at)}:${seconds} ${icon(one.direction === "to" ? "arrow-right" : "arrow-left", 16)}<span class="sr-only">${one.direction === "to" ? say.printer.to : say.printer.from}</span> ${one.size > 0 && say.printer.bytes(one.size)} ${one.times > 1 && say.printer.times(one.times)}</span>
    <b>${one.words}</b>${one.hex && html`<code>${inPairs(one.hex)}</code>`}</li>`;
}
