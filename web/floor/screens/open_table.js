// Opening a free table: how many guests, then the code they scan and, where guests need one, their PIN.
import { Stepper } from "../../shared/ui/stepper.js";
import { icon } from "../../vendor/icons.js";
import { html, useEffect, useSignal } from "../../vendor/ui.js";
import { freshQr, openTable } from "../appliance.js";
import { cards, makesPins } from "../state.js";
import { say } from "../strings.js";
import { useFetched, useWork } from "./fetched.js";
import { FloorSheet, Problem, QrPicture } from "./pieces.js";
import { NewPin, Pin } from "./pin.js";

/** @typedef {import("../wire.js").Card} Card */

/** @param {{card: Card}} props */
export function OpenTable({ card }) {
  const covers = useSignal(Math.min(2, card.seats) || 1);
  const made = useSignal(/** @type {{session_id: string, url: string, svg: string} | null} */ (null));
  const { busy, problem, run } = useWork();
  const open = (/** @type {number | null} */ guests) => run(async () => (made.value = await openTable(card.id, guests)));
  if (made.value) return html`<${Scan} card=${card} code=${made.value} session_id=${made.value.session_id} />`;
  const foot = html`<button class="button primary wide" data-act="" disabled=${busy} onClick=${() => open(covers.value)}>${busy ? say.open.going : say.open.go}</button>`;
  return html`
    <${FloorSheet} title=${say.open.title(card.name)} foot=${foot}>
      <p class="label">${say.open.covers}</p>
      <div class="covers"><${Stepper} value=${covers.value} least=${1} most=${99} onChange=${(/** @type {number} */ value) => (covers.value = value)} less=${say.open.fewer} more=${say.open.more} label=${say.open.covers} lessMark=${icon("minus", 24)} moreMark=${icon("plus", 24)} /></div>
      <${Problem} text=${problem} />
      <button class="button plain wide" data-act="" disabled=${busy} onClick=${() => open(null)}>${say.open.skip}</button>
    <//>
  `;
}

/** A code for a party that sits already. @param {{card: Card}} props */
export function QrOfTable({ card }) {
  const sitting = cards.value.find((shown) => shown.id === card.id)?.session;
  const { value, problem } = useFetched(async () => (sitting ? freshQr(sitting.id) : null), [sitting?.id]);
  if (value) return html`<${Scan} card=${card} code=${value} fresh />`;
  return html`<${FloorSheet} title=${say.qr.title(card.name)}>${problem ? html`<${Problem} text=${problem} />` : html`<div class="qr skeleton" role="status" aria-label=${say.qr.making}></div>`}<//>`;
}

/** @param {{card: Card, code: {url: string, svg: string}, session_id?: string, fresh?: boolean}} props session_id of a party that may need its first PIN */
function Scan({ card, code, session_id, fresh = false }) {
  const pin = useSignal("");
  useEffect(() => document.querySelector("dialog.sheet .sheet-body")?.scrollTo(0, 0), []);
  const foot = session_id !== undefined && (makesPins.value || pin.value !== "") && html`<div class="told" aria-live="polite">${pin.value ? html`<${Pin} pin=${pin.value} />` : html`<${NewPin} session_id=${session_id} onMade=${(/** @type {string} */ made) => (pin.value = made)} />`}</div>`;
  return html`
    <${FloorSheet} title=${say.qr.title(card.name)} class="scan" foot=${foot}>
      <${QrPicture} svg=${code.svg} alt=${say.qr.title(card.name)} />
      <p class="url">${code.url}</p>
      <p class="sub">${say.qr.hint} ${fresh && say.qr.fresh}</p>
    <//>
  `;
}
