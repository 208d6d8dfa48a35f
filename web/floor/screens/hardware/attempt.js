// "Unknown, try this": slips with letters print, the owner taps the one that came out right.
import { html, useEffect, useSignal } from "../../../vendor/ui.js";
import { confirmSlip, fetchAttempt, tryPrinter } from "../../hardware.js";
import { cameOut } from "../../hardware_rules.js";
import { say } from "../../strings.js";
import { useWork } from "../fetched.js";
import { FloorSheet, Problem } from "../pieces.js";
import { PrinterByHand } from "./add_printer.js";
import { TextField, useEvery } from "./fields.js";

/** @typedef {import("../../hardware_wire.js").Attempt} Attempt */
/** @typedef {import("../../hardware_wire.js").Understood} Understood */

const LOOK_MS = 1000;

/** @param {{where: string, printers: import("../../hardware_wire.js").PrinterList, onDone: () => void, onClose: () => void}} props */
export function TryPrinter({ where, printers, onDone, onClose }) {
  const address = useSignal(where);
  const attempt = useSignal(/** @type {Attempt | null} */ (null));
  const right = useSignal(/** @type {Understood | null} */ (null));
  const { busy, problem, run } = useWork();
  const begin = () => run(async () => (attempt.value = await tryPrinter(address.value.trim())));
  useEffect(() => {
    if (where !== "") void begin();
  }, []);
  const shown = attempt.value;
  useEvery(shown && !shown.done ? LOOK_MS : 0, async () => (attempt.value = await fetchAttempt(shown?.id ?? "").catch(() => attempt.value)));
  const choose = (/** @type {string} */ letter) => run(async () => (right.value = await confirmSlip(shown?.id ?? "", letter)));
  if (right.value) return html`<${PrinterByHand} key="add" start=${right.value} printers=${printers} onDone=${onDone} onClose=${onClose} />`;
  const again = shown ? shown.done : true;
  const foot = again && html`<button class=${`button wide ${shown ? "" : "primary"}`} disabled=${busy || address.value.trim() === ""} onClick=${begin}>${busy ? say.attempt.going : shown ? say.attempt.again : say.attempt.go}</button>`;
  return html`
    <${FloorSheet} key="try" title=${say.attempt.title} onClose=${onClose} foot=${foot}>
      ${shown ? html`<${Slips} attempt=${shown} busy=${busy} onChoose=${choose} />` : html`<p>${say.attempt.hint}</p><${TextField} id="try-address" label=${say.add.address} hint=${say.add.addressHint} value=${address} long=${200} plain />`}
      <${Problem} text=${problem} />
    <//>
  `;
}

/** @param {{attempt: Attempt, busy: boolean, onChoose: (letter: string) => void}} props */
function Slips({ attempt, busy, onChoose }) {
  return html`
    <p><b>${attempt.done ? say.attempt.which : say.attempt.going}</b></p><p class="sub">${say.attempt.whichHint}</p>
    <ul class="letters" aria-live="polite">${attempt.slips.map((slip) => html`<li key=${slip.letter}>
      <button disabled=${busy || !cameOut(slip)} onClick=${() => onChoose(slip.letter)}><b><span class="sr-only">${say.attempt.slip} </span>${slip.letter}</b> <span class="sub">${slip.state === "failed" && slip.say ? slip.say : (say.attempt.state[slip.state] ?? slip.state)}</span></button></li>`)}</ul>
    ${attempt.done && html`<h3>${say.attempt.noneTitle}</h3><p class="sub">${say.attempt.none}</p>`}
  `;
}
