// Disable QR ordering: what it does, a message and a time for the guests, and one confirming tap.
import { Chips } from "../../shared/ui/chips.js";
import { serverNow } from "../../shared/time.js";
import { html, useSignal } from "../../vendor/ui.js";
import { setQrOrdering } from "../appliance.js";
import { say } from "../strings.js";
import { useWork } from "./fetched.js";
import { FloorSheet, Problem, closeSheet } from "./pieces.js";

const BREAKS_MIN = [15, 30, 60, 120];

export function QrOrdering() {
  const message = useSignal("");
  const minutes = useSignal(0);
  const { busy, problem, run } = useWork();
  const disable = async () => {
    const until_at = minutes.value === 0 ? null : serverNow() + minutes.value * 60_000;
    if (await run(() => setQrOrdering({ enabled: false, message: message.value.trim() || null, until_at }))) closeSheet();
  };
  const typed = (/** @type {InputEvent} */ event) => (message.value = /** @type {HTMLInputElement} */ (event.target).value);
  const options = [{ value: 0, text: say.qrOrdering.open }, ...BREAKS_MIN.map((value) => ({ value, text: say.qrOrdering.in(value) }))].map(({ value, text }) => ({ value: String(value), text }));
  const foot = html`<button class="button primary wide" data-act="" disabled=${busy} onClick=${disable}>${busy ? say.qrOrdering.going : say.qrOrdering.confirm}</button>`;
  return html`
    <${FloorSheet} title=${say.qrOrdering.title} foot=${foot}>
      <p>${say.qrOrdering.effect}</p>
      <div class="field"><label for="message">${say.qrOrdering.message}</label>
        <input id="message" class="input" maxlength="140" value=${message.value} onInput=${typed} placeholder=${say.qrOrdering.messageHint} /></div>
      <p class="label">${say.qrOrdering.backAt}</p>
      <${Chips} label=${say.qrOrdering.backAt} options=${options} chosen=${[String(minutes.value)]} onChange=${(/** @type {string[]} */ [value]) => (minutes.value = Number(value))} />
      <${Problem} text=${problem} />
    <//>
  `;
}
