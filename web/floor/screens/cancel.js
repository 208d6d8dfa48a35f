// Taking dishes of an order back: how many of which, and why.
import { nameIn } from "../../shared/i18n/index.js";
import { Chips } from "../../shared/ui/chips.js";
import { Stepper } from "../../shared/ui/stepper.js";
import { showToast } from "../../shared/ui/toast.js";
import { icon } from "../../vendor/icons.js";
import { html, useSignal } from "../../vendor/ui.js";
import { cancelLines } from "../appliance.js";
import { mayCancel } from "../rules.js";
import { staff } from "../state.js";
import { say } from "../strings.js";
import { useWork } from "./fetched.js";
import { FloorSheet, Problem, closeSheet } from "./pieces.js";

const words = say.cancelling;
const OTHER = "other";

/** @param {{order: import("../wire.js").Order}} props */
export function CancelSheet({ order }) {
  const lines = order.lines.filter((line) => mayCancel(line, staff.value));
  const left = order.lines.some((line) => (line.state === "cooking" || line.state === "ready") && !lines.includes(line));
  const only = lines.length === 1 && lines[0] ? { [lines[0].id]: lines[0].quantity } : {};
  const pieces = useSignal(/** @type {Record<string, number>} */ (only));
  const reason = useSignal(/** @type {string} */ (words.reasons[0]));
  const own = useSignal("");
  const { busy, problem, run } = useWork();
  const count = Object.values(pieces.value).reduce((sum, one) => sum + one, 0);
  const why = reason.value === OTHER ? own.value.trim() : reason.value;
  const cancel = async () => {
    const asked = Object.entries(pieces.value).filter(([, quantity]) => quantity > 0).map(([line_id, quantity]) => ({ line_id, quantity }));
    if (!(await run(() => cancelLines(order.id, asked, why)))) return;
    closeSheet();
    showToast(words.done(count));
  };
  const go = busy ? words.going : count === 0 ? words.nothing : words.go(count);
  const foot = html`<button class="button primary wide" data-act="" disabled=${busy || count === 0 || why === ""} onClick=${cancel}>${go}</button>`;
  const options = [...words.reasons.map((text) => ({ value: text, text })), { value: OTHER, text: words.other }];
  return html`
    <${FloorSheet} title=${words.title(order.number)} foot=${foot} class="tall">
      <p class="sub">${words.hint}</p>
      <ul class="list pieces">${lines.map((line) => html`<${Pieces} key=${line.id} line=${line} value=${pieces.value[line.id] ?? 0} onChange=${(/** @type {number} */ n) => (pieces.value = { ...pieces.value, [line.id]: n })} />`)}</ul>
      ${left && html`<p class="notice soon">${icon("chef-hat", 20)}<span>${words.begun}</span></p>`}
      <p class="label">${words.why}</p>
      <${Chips} label=${words.why} options=${options} chosen=${[reason.value]} onChange=${(/** @type {string[]} */ [value]) => (reason.value = value ?? OTHER)} />
      ${reason.value === OTHER && html`<input class="input" maxlength="80" aria-label=${words.other} placeholder=${words.otherHint} value=${own.value} onInput=${(/** @type {InputEvent} */ event) => (own.value = /** @type {HTMLInputElement} */ (event.target).value)} />`}
      <${Problem} text=${problem} />
    <//>
  `;
}

/** @param {{line: import("../wire.js").OrderLine, value: number, onChange: (value: number) => void}} props */
function Pieces({ line, value, onChange }) {
  const name = nameIn(line.names);
  return html`
    <li class="row">
      <span class="grow"><b>${name}</b> <span class="sub">${words.of(line.quantity)}${line.option_names.length > 0 && ` · ${line.option_names.map(nameIn).join(", ")}`}${line.note && ` · ${line.note}`}</span></span>
      <${Stepper} value=${value} least=${0} most=${line.quantity} onChange=${onChange} label=${words.how(name)} less=${words.fewer(name)} more=${words.more(name)} />
    </li>
  `;
}
